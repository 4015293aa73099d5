import assert from 'node:assert/strict'
import { drawAskings, newDrawSeed } from '../../server/participation/draw.ts'
import type { Db } from '../../server/platform/db/connection.ts'
import { importStarter } from '../../server/questionnaires/starter.ts'
import { createStudy } from '../../server/studies/create-study.ts'
import { studyDesign } from '../../server/studies/schema.ts'
import { findStudy, type Study } from '../../server/studies/study.ts'
import { listStudyWordings, listUnitWordings } from '../../server/studies/unit.ts'
import { begin, browse, locationOf, open, type Page, send } from '../support/browse.ts'
import { onBothEngines } from '../support/database.ts'
import { givenStudy, noon } from '../support/given.ts'
import { findViolations } from '../walks/invariants.ts'

/** Five wordings of one question in each unit of the starter questionnaire. */
async function retested(db: Db, retests: number): Promise<Study> {
  await importStarter(db)
  const design = studyDesign.parse({ languages: ['en'], unitKind: 'paraphrase', retests })
  return findStudy(db, await createStudy(db, { design, createdAt: noon }))
}

const chosenOn = (page: Page) => page.choices.findIndex(({ isChosen }) => isChosen)
const pick = (page: Page, place: number) => ({ choice: page.choices[place]?.value ?? 'none' })

onBothEngines('a question is put again after the others, and both answers are kept', async (t, db) => {
  const study = await retested(db, 1)
  const client = (await browse(t, db)).client()
  const read: string[] = []
  let page = await begin(client, study)
  while (page.choices.length > 0) {
    read.push(page.heading)
    assert.equal(chosenOn(page), -1)
    page = await open(client, locationOf(await send(client, page, pick(page, read.length === 6 ? 1 : 0))))
  }
  const before = read.indexOf(read[5] ?? '')
  assert.equal(new Set(read.slice(0, 5)).size, 5)
  assert.ok(before >= 0 && before <= 2)

  const at = (position: number) => open(client, `/take/${study.id}/en/questions/${position}`)
  assert.deepEqual([chosenOn(await at(before + 1)), chosenOn(await at(6))], [0, 1])
  const again = await at(6)
  assert.equal((await send(client, again, pick(again, 0))).status, 303)
  assert.deepEqual([chosenOn(await at(before + 1)), chosenOn(await at(6))], [0, 0])
  assert.equal((await send(client, page, {})).status, 303)
  const rows = await db.selectFrom('answers').orderBy('position').orderBy('revision').selectAll().execute()
  assert.deepEqual(
    rows.map(({ position, revision }) => `${position}.${revision}`),
    ['1.1', '2.1', '3.1', '4.1', '5.1', '6.1', '6.2'],
  )
  assert.deepEqual(await findViolations(db), [])
})

onBothEngines('nobody finishes before the repeated questions have their answers', async (t, db) => {
  const study = await retested(db, 2)
  const client = (await browse(t, db)).client()
  let page = await begin(client, study)
  for (let n = 0; n < 5; n += 1) page = await open(client, locationOf(await send(client, page, pick(page, 0))))
  assert.equal(locationOf(await client.get(`/take/${study.id}/en/feedback`)), `/take/${study.id}/en/questions/6`)
})

onBothEngines(
  'drawAskings puts no question again before two others have been put, and each equally often',
  async (_, db) => {
    const study = await retested(db, 2)
    const [unit] = await db.selectFrom('studyUnits').where('studyId', '=', study.id).select('id').execute()
    const wordings = await listUnitWordings(db, unit?.id ?? '')
    const times = new Map<string, number>()
    for (let n = 0; n < 1000; n += 1) {
      const asked = drawAskings(newDrawSeed(), wordings, study)
      assert.equal(asked.length, wordings.length + 2)
      for (const { wordingId, position } of asked.filter(({ repetition }) => repetition === 1)) {
        const before = asked.find((one) => one.wordingId === wordingId && one.repetition === 0)
        assert.ok(position - (before?.position ?? position) > 2)
        times.set(wordingId, (times.get(wordingId) ?? 0) + 1)
      }
    }
    const expected = 2000 / wordings.length
    for (const { id } of wordings)
      assert.ok(Math.abs((times.get(id) ?? 0) - expected) < 0.2 * expected, `${times.get(id)}`)
  },
)

onBothEngines('a unit that is too small for it repeats what it can', async (_, db) => {
  const study = await givenStudy(db, { retests: 5 })
  const wordings = await listStudyWordings(db, study)
  const ofTopic = wordings.filter(({ topic }) => topic === wordings[0]?.topic)
  assert.equal(ofTopic.length, 2)
  assert.equal(drawAskings(newDrawSeed(), ofTopic, study).length, 2)
})
