import assert from 'node:assert/strict'
import { test } from 'node:test'
import { parse } from 'node-html-parser'
import { openDatabase } from '../../server/platform/db/connection.ts'
import { browse } from '../support/browse.ts'
import { freshDatabase, onBothEngines } from '../support/database.ts'
import { givenStudy } from '../support/given.ts'
import { findViolations } from '../walks/invariants.ts'
import { answerByLooking, startByCounting } from './careless.ts'
import { kindsOf, rowsOf, wrongCodes } from './checks.ts'
import { answerAtOnce, crowdAt, finishAtOnce, startAtOnce } from './crowd.ts'
import { givenTenUnits } from './given.ts'
import { keepPlacesHistory, widestGap } from './places-history.ts'

onBothEngines('250 starts at once for 50 places are 50, in units that never differ by more than one', async (t, db) => {
  const { url, words } = await browse(t, db)
  await keepPlacesHistory(db)
  for (let round = 0; round < 2; round += 1) {
    const id = await givenTenUnits(db, 5)
    const crowd = crowdAt([url], id, 250)
    t.after(() => crowd.client.close())
    const replies = await startAtOnce(crowd, 250)

    assert.deepEqual(kindsOf(replies), { [`303 /take/${id}/en/questions/1`]: 50, 409: 200 })
    const refused = replies.filter(({ status }) => status === 409)
    const headings = refused.map(({ body }) => parse(body).querySelector('h1')?.text)
    assert.deepEqual([...new Set(headings)], [words('en')('errors:study-full.title')])
    assert.deepEqual(await rowsOf(db, id), { participants: 50, consents: 50, askings: 100, answers: 0 })
    assert.deepEqual(await widestGap(db, id), { gap: 1, moments: 50 })
  }
  assert.deepEqual(await findViolations(db), [])
})

onBothEngines('the history of places sees a unit that runs ahead', async (_t, db) => {
  await keepPlacesHistory(db)
  const { id } = await givenStudy(db, { peoplePerUnit: 5 })
  const [unit] = await db.selectFrom('studyUnits').where('studyId', '=', id).select('id').execute()
  for (const taken of [1, 2, 1])
    await db
      .updateTable('unitPlaces')
      .set({ taken })
      .where('unitId', '=', unit?.id ?? '')
      .where('isSimulated', '=', false)
      .execute()

  assert.deepEqual(await widestGap(db, id), { gap: 2, moments: 3 })
  assert.deepEqual(await findViolations(db), ['the places taken are not those that people hold (1 times)'])
})

test('starts that count first and insert then go beyond the places on PostgreSQL', async (t) => {
  const db = await postgres(t)
  const { id: study } = await givenStudy(db, { peoplePerUnit: 25 })
  assert.ok((await startByCounting(db, { study, wanted: 50 }, 400)) > 50)
  assert.ok((await findViolations(db)).includes('the places taken are not those that people hold (1 times)'))
})

onBothEngines('50 equal answers at once are one row and 50 equal replies', async (t, db) => {
  const { url } = await browse(t, db)
  const id = await givenTenUnits(db, 5)
  const crowd = crowdAt([url], id, 50)
  t.after(() => crowd.client.close())
  for (let round = 1; round <= 5; round += 1) {
    const { replies } = await answerAtOnce(crowd, 50)
    assert.deepEqual(kindsOf(replies), { [`303 /take/${id}/en/questions/2`]: 50 })
    assert.deepEqual(await rowsOf(db, id), {
      participants: round,
      consents: round,
      askings: round * 2,
      answers: round,
    })
  }
  assert.deepEqual(await findViolations(db), [])
})

test('an answer stored several times is found', async (t) => {
  const db = await postgres(t)
  const { url } = await browse(t, db)
  const id = await givenTenUnits(db, 5)
  const crowd = crowdAt([url], id, 50)
  t.after(() => crowd.client.close())
  await answerAtOnce(crowd, 50)
  const { id: person } = await db.selectFrom('participants').select('id').executeTakeFirstOrThrow()
  await answerByLooking(db, person, 50)

  assert.ok((await rowsOf(db, id)).answers > 1)
  assert.deepEqual(await findViolations(db), ['the revisions of an answer do not count on from 1 (1 times)'])
})

onBothEngines('100 people who finish five times at once have 100 codes, each its own', async (t, db) => {
  const { url } = await browse(t, db)
  const id = await givenTenUnits(db, 10)
  const crowd = crowdAt([url], id, 500)
  t.after(() => crowd.client.close())

  assert.deepEqual(wrongCodes(await finishAtOnce(crowd, 100, 5)), [])
  assert.deepEqual(await findViolations(db), [])
})

test('codes that change, that two people share or that are missing are found', () => {
  const [one, other] = ['0000-1111-2222-3333', '0000-1111-2222-ZZZZ']
  assert.deepEqual(wrongCodes([[one, one], [other]]), [])
  assert.deepEqual(wrongCodes([[one, other], [other]]), ['1 people were shown different codes'])
  assert.deepEqual(wrongCodes([[one], [one]]), ['1 codes for 2 people'])
  assert.deepEqual(wrongCodes([['none']]), ['1 times no code was shown'])
})

onBothEngines('200 starts at once under one identity are one participation', async (t, db) => {
  const { url } = await browse(t, db)
  const id = await givenTenUnits(db, 10)
  const crowd = crowdAt([url], id, 200)
  t.after(() => crowd.client.close())
  const replies = await startAtOnce(crowd, 200, 'a-1')

  assert.deepEqual(kindsOf(replies), { [`303 /take/${id}/en/questions/1`]: 200 })
  assert.equal(new Set(replies.map(({ cookie }) => cookie)).size, 1)
  assert.deepEqual(await rowsOf(db, id), { participants: 1, consents: 1, askings: 2, answers: 0 })
  assert.deepEqual(await findViolations(db), [])
})

async function postgres(t: { after(end: () => Promise<void>): void }) {
  const database = await freshDatabase('postgres')
  const db = await openDatabase(database.url)
  t.after(async () => {
    await db.destroy()
    await database.remove()
  })
  return db
}
