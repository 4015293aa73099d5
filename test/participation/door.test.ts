import assert from 'node:assert/strict'
import { consentTextIn } from '../../server/studies/consent.ts'
import { agree, begin, browse, locationOf, open, pageIn, send, ticked } from '../support/browse.ts'
import { onBothEngines } from '../support/database.ts'
import { givenStudy, noon } from '../support/given.ts'
import { nothingStored, storedCounts } from './stored.ts'

onBothEngines('GET /take/STUDY shows the information in the language the browser likes best', async (t, db) => {
  const study = await givenStudy(db, { languages: ['en', 'de', 'ja'] })
  const client = (await browse(t, db)).client()
  const led = async (wish: string) => locationOf(await client.get(`/take/${study.id}`).set('Accept-Language', wish))

  assert.equal(await led('fr, de-AT;q=0.8, en;q=0.5'), `/take/${study.id}/de`)
  assert.equal(await led('en;q=0.1, ja'), `/take/${study.id}/ja`)
  assert.equal(await led('zh-CN, fr'), `/take/${study.id}/en`)
  assert.equal(await led('de;q=0'), `/take/${study.id}/en`)
})

onBothEngines('GET /take/STUDY/LANGUAGE informs, links the other languages and stores nothing', async (t, db) => {
  const study = await givenStudy(db, { languages: ['en', 'de'] })
  const reply = await (await browse(t, db)).client().get(`/take/${study.id}/de`)
  const page = pageIn(reply)

  assert.equal(page.language, 'de')
  assert.equal(page.heading, consentTextIn('de').title)
  for (const sentence of consentTextIn('de').summary) assert.ok(page.text.includes(sentence))
  assert.deepEqual(page.checkboxes, ['part', 'adult', 'sharing'])
  assert.doesNotMatch(reply.text, /checked/)
  assert.match(reply.text, new RegExp(`href="/take/${study.id}/en" lang="en"`))
  assert.deepEqual(await storedCounts(db), nothingStored)
})

onBothEngines(
  'POST participation begins when the two boxes that are needed are ticked, with the consent stored',
  async (t, db) => {
    const study = await givenStudy(db)
    const client = (await browse(t, db)).client()
    const reply = await agree(client, study)

    assert.deepEqual([reply.status, locationOf(reply)], [303, `/take/${study.id}/en/questions/1`])
    assert.deepEqual(await storedCounts(db), { participants: 1, consents: 1, askings: 2, answers: 0 })
    const consent = await db.selectFrom('consents').selectAll().executeTakeFirstOrThrow()
    const { version, textHash } = consentTextIn('en')
    assert.deepEqual(
      [consent.version, consent.textHash, consent.language, consent.agreedAt],
      [version, textHash, 'en', noon.toISOString()],
    )
  },
)

onBothEngines('POST participation asks again for a box that is not ticked, and stores nothing', async (t, db) => {
  const study = await givenStudy(db)
  const { client, words } = await browse(t, db)
  const browser = client()
  const door = await open(browser, `/take/${study.id}/en`)
  const problem = { adult: 'participation:consent.problem.adult', part: 'participation:consent.problem.part' }

  for (const [fields, missing] of [
    [{}, ['part', 'adult']],
    [{ adult: 'yes' }, ['part']],
    [{ part: 'yes' }, ['adult']],
    [{ adult: 'no', part: 'yes' }, ['adult']],
  ] as const) {
    const reply = await send(browser, door, fields)
    const { text } = pageIn(reply)
    const named = (['part', 'adult'] as const).filter((id) => text.includes(words('en')(problem[id])))
    assert.deepEqual([reply.status, named], [422, missing])
    assert.equal(reply.headers['set-cookie'], undefined)
  }
  assert.deepEqual(await storedCounts(db), nothingStored)
})

onBothEngines('POST participation refuses agreement to a text that is not the one of today', async (t, db) => {
  const study = await givenStudy(db)
  const { client, words } = await browse(t, db)
  const browser = client()
  const reply = await send(browser, await open(browser, `/take/${study.id}/en`), { ...ticked, consentHash: 'older' })

  assert.equal(reply.status, 422)
  assert.ok(pageIn(reply).text.includes(words('en')('participation:consent.problem.changed')))
  assert.equal(pageIn(reply).hidden.consentHash, consentTextIn('en').textHash)
  assert.deepEqual(await storedCounts(db), nothingStored)
})

onBothEngines('POST participation takes the same page sent twice for one start, whoever is first', async (t, db) => {
  const study = await givenStudy(db)
  const client = (await browse(t, db)).client()
  const door = await open(client, `/take/${study.id}/en`)
  const replies = await Promise.all(Array.from({ length: 10 }, () => send(client, door, ticked)))

  const seen = replies.map((reply) => [reply.status, locationOf(reply), reply.headers['set-cookie']?.[0]])
  assert.equal(new Set(seen.map((one) => JSON.stringify(one))).size, 1)
  assert.equal(replies[0]?.status, 303)
  assert.deepEqual(await storedCounts(db), { participants: 1, consents: 1, askings: 2, answers: 0 })
})

onBothEngines('GET questions shows nobody a question who has not agreed', async (t, db) => {
  const study = await givenStudy(db)
  const client = (await browse(t, db)).client()

  for (const path of ['questions', 'questions/1', 'feedback', 'thanks']) {
    const reply = await client.get(`/take/${study.id}/en/${path}`)
    assert.equal(reply.status, 404, path)
    assert.doesNotMatch(reply.text, /trains|bench|<form/i)
  }
})

onBothEngines('GET declined says that nothing is stored, and nothing is', async (t, db) => {
  const study = await givenStudy(db)
  const { client, words } = await browse(t, db)
  const page = await open(client(), `/take/${study.id}/en/declined`)

  assert.equal(page.heading, words('en')('participation:declined.title'))
  assert.deepEqual(await storedCounts(db), nothingStored)
})

onBothEngines('GET /take/STUDY/LANGUAGE leads somebody who began back to their own question', async (t, db) => {
  const study = await givenStudy(db, { languages: ['en', 'de'] })
  const client = (await browse(t, db)).client()
  await begin(client, study, 'de')

  const { redirects } = await client.get(`/take/${study.id}/en`).redirects(5)
  assert.equal(new URL(redirects.at(-1) ?? '').pathname, `/take/${study.id}/de/questions/1`)
})

onBothEngines('POST participation marks a person who says that they are simulated', async (t, db) => {
  const study = await givenStudy(db)
  const client = (await browse(t, db)).client()
  await send(client, await open(client, `/take/${study.id}/en?simulated=yes`), ticked)
  await agree((await browse(t, db)).client(), study)

  const people = await db.selectFrom('participants').select('isSimulated').execute()
  assert.deepEqual(people.map(({ isSimulated }) => Boolean(isSimulated)).sort(), [false, true])
})
