import assert from 'node:assert/strict'
import type { Db } from '../../server/platform/db/connection.ts'
import {
  agree,
  answerAll,
  begin,
  browse,
  type Client,
  choose,
  locationOf,
  open,
  send,
  takePart,
} from '../support/browse.ts'
import { onBothEngines } from '../support/database.ts'
import { givenStudy } from '../support/given.ts'
import { storedCounts } from './stored.ts'

const onePlace = { peoplePerUnit: 1, leaseMinutes: 10, unitKind: 'paraphrase', original: 1 } as const
const yes = () => 'yes'

async function withdraw(client: Client, { id }: { id: string }): Promise<string> {
  return locationOf(await send(client, await open(client, `/take/${id}/en/withdraw`), {}))
}

async function askedPeople(db: Db): Promise<string[]> {
  const rows = await db.selectFrom('askings').select('participantId').execute()
  return rows.map(({ participantId }) => participantId)
}

async function taken(db: Db): Promise<number> {
  const rows = await db.selectFrom('unitPlaces').select('taken').execute()
  return rows.reduce((sum, row) => sum + row.taken, 0)
}

onBothEngines('leaving takes two actions, deletes every answer and frees the place', async (t, db) => {
  const study = await givenStudy(db, onePlace)
  const site = await browse(t, db)
  const client = site.client()
  await choose(client, await begin(client, study), 'yes')
  await agree(site.client(), study)
  assert.equal((await agree(site.client(), study)).status, 409)

  assert.equal(await withdraw(client, study), `/take/${study.id}/en/withdrawn`)
  assert.equal((await storedCounts(db)).answers, 0)
  assert.equal(new Set(await askedPeople(db)).size, 1)
  assert.equal(await taken(db), 1)
  assert.equal((await agree(site.client(), study)).status, 303)
})

onBothEngines('somebody who has finished can still take everything back, with comment and code', async (t, db) => {
  const study = await givenStudy(db, onePlace)
  const client = (await browse(t, db)).client()
  await takePart(client, study, yes)
  await withdraw(client, study)

  const columns = ['finishedAt', 'completionCode', 'feedback', 'placeState'] as const
  const [person] = await db
    .selectFrom('participants')
    .select([...columns])
    .execute()
  assert.deepEqual(person, { finishedAt: null, completionCode: null, feedback: null, placeState: 'released' })
  assert.equal(await taken(db), 0)
  assert.equal((await storedCounts(db)).answers, 0)
})

onBothEngines('whoever has left stays outside: every page says so, and nothing is taken any more', async (t, db) => {
  const study = await givenStudy(db, onePlace)
  const site = await browse(t, db)
  const client = site.client()
  const first = await begin(client, study)
  const comment = await answerAll(client, await open(client, first.action), yes)
  const out = await withdraw(client, study)

  for (const path of ['', '/questions', '/questions/1', '/feedback', '/thanks', '/withdraw'])
    assert.equal(locationOf(await client.get(`/take/${study.id}/en${path}`)), out)
  const { status, text } = await send(client, first, { choice: first.choices[0]?.value ?? '' })
  assert.equal(status, 410)
  assert.match(text, new RegExp(site.words('en')('errors:withdrawn.title')))
  assert.equal((await send(client, comment, { feedback: 'late' })).status, 410)
  assert.equal((await send(client, { ...first, action: `/take/${study.id}/en/lease` }, {})).status, 410)
  assert.equal(locationOf(await send(client, { ...first, action: `/take/${study.id}/en/withdrawal` }, {})), out)
  assert.deepEqual([await taken(db), (await storedCounts(db)).answers], [0, 0])
})

onBothEngines('the database itself takes no answer of somebody who has withdrawn', async (t, db) => {
  const study = await givenStudy(db, onePlace)
  const client = (await browse(t, db)).client()
  await choose(client, await begin(client, study), 'yes')
  const [answer] = await db.selectFrom('answers').selectAll().execute()
  assert.ok(answer)
  await db.updateTable('participants').set({ withdrawnAt: '2026-11-20T12:00:00.000Z' }).execute()

  await assert.rejects(
    db
      .insertInto('answers')
      .values({ ...answer, revision: 2 })
      .execute(),
    /an answer needs consent/,
  )
})

onBothEngines('leaving twice at once frees one place', async (t, db) => {
  const study = await givenStudy(db, onePlace)
  const site = await browse(t, db)
  await agree(site.client(), study)
  const client = site.client()
  await begin(client, study)
  const page = await open(client, `/take/${study.id}/en/withdraw`)
  const replies = await Promise.all(Array.from({ length: 8 }, () => send(client, page, {})))

  assert.deepEqual([...new Set(replies.map(locationOf))], [`/take/${study.id}/en/withdrawn`])
  assert.equal(await taken(db), 1)
})

onBothEngines('one click keeps a place for another lease, and leads back to where somebody is', async (t, db) => {
  const study = await givenStudy(db, onePlace)
  const site = await browse(t, db)
  const client = site.client()
  await agree(site.client(), study)
  const first = await begin(client, study)
  site.pass(9)
  const kept = await send(client, { ...first, action: `/take/${study.id}/en/lease` }, {})
  assert.equal(locationOf(kept), `/take/${study.id}/en/questions/1`)
  site.pass(9)
  assert.equal((await agree(site.client(), study)).status, 303) // the place of the other one
  assert.equal((await agree(site.client(), study)).status, 409)
})

onBothEngines('a question page says for how long the place is held', async (t, db) => {
  const study = await givenStudy(db, onePlace)
  const site = await browse(t, db)
  const client = site.client()
  const first = await begin(client, study)
  site.pass(4)
  const { text } = await client.get(first.action)
  assert.match(text, /data-lease-ends="360"/)
  assert.match(text, new RegExp(site.words('en')('participation:lease.hint', { minutes: 10 })))
})
