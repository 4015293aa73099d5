import assert from 'node:assert/strict'
import { answerAll, browse, choose, locationOf, open, send, ticked } from '../support/browse.ts'
import { onBothEngines } from '../support/database.ts'
import { givenStudy } from '../support/given.ts'
import { nothingStored, storedCounts } from './stored.ts'

const door = ({ id }: { id: string }, person: string) => `/take/${id}/en?person=${person}`

onBothEngines('200 starts at once with one identity are one participation', async (t, db) => {
  const study = await givenStudy(db, { startsPerMinute: 1000, peoplePerUnit: 500 })
  const site = await browse(t, db)
  const page = await open(site.client(), door(study, 'a-1'))
  const replies = await Promise.all(Array.from({ length: 200 }, () => send(site.client(), page, ticked)))

  assert.deepEqual([...new Set(replies.map(({ status }) => status))], [303])
  assert.deepEqual(await storedCounts(db), { participants: 1, consents: 1, askings: 2, answers: 0 })
})

onBothEngines('the same identity in another browser goes on where it was', async (t, db) => {
  const study = await givenStudy(db)
  const site = await browse(t, db)
  const [first, second] = [site.client(), site.client()]
  const begun = await send(first, await open(first, door(study, 'a-1')), ticked)
  await choose(first, await open(first, locationOf(begun)), 'yes')

  const resumed = locationOf(await second.get(door(study, 'a-1')))
  assert.equal(resumed, `/take/${study.id}/en/questions/2`)
  await answerAll(second, await open(second, resumed), () => 'yes')
  assert.equal((await storedCounts(db)).participants, 1)
})

onBothEngines('the next person at the same screen finds nothing of the one before', async (t, db) => {
  const study = await givenStudy(db)
  const client = (await browse(t, db)).client()
  const begun = await send(client, await open(client, door(study, 'a-1')), ticked)
  await choose(client, await open(client, locationOf(begun)), 'yes')

  const page = await open(client, door(study, 'b-2'))
  assert.deepEqual(page.checkboxes, ['part', 'adult', 'sharing'])
  const other = await open(client, locationOf(await send(client, page, ticked)))
  assert.deepEqual(
    other.choices.filter(({ isChosen }) => isChosen),
    [],
  )
  assert.equal((await storedCounts(db)).participants, 2)
})

onBothEngines('an identity is kept through the other language and declining, and is stored nowhere', async (t, db) => {
  const study = await givenStudy(db, { languages: ['en', 'de'] })
  const client = (await browse(t, db)).client()
  const { text } = await client.get(door(study, 'canary-77'))
  assert.match(text, new RegExp(`href="/take/${study.id}/de\\?person=canary-77"`))
  assert.match(text, new RegExp(`href="/take/${study.id}/en/declined\\?person=canary-77"`))
  assert.deepEqual(await storedCounts(db), nothingStored)

  await send(client, await open(client, door(study, 'canary-77')), ticked)
  const rows = await db.selectFrom('participants').selectAll().execute()
  assert.equal(rows.length, 1)
  assert.doesNotMatch(JSON.stringify(rows), /canary/)
})

onBothEngines('a consent page of one identity begins no other, and odd identities are refused', async (t, db) => {
  const study = await givenStudy(db)
  const client = (await browse(t, db)).client()
  const page = await open(client, door(study, 'a-1'))
  assert.equal((await send(client, page, { ...ticked, person: 'b-2' })).status, 403)
  for (const odd of ['', 'a%20b', 'ａ', 'x'.repeat(101), '%00', 'a&person=b'])
    assert.equal((await client.get(door(study, odd))).status, 400, odd)
  assert.deepEqual(await storedCounts(db), nothingStored)
})
