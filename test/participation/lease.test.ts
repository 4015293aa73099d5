import assert from 'node:assert/strict'
import type { Db } from '../../server/platform/db/connection.ts'
import { agree, answerAll, begin, browse, choose, locationOf, open, type Page, send } from '../support/browse.ts'
import { onBothEngines } from '../support/database.ts'
import { givenStudy } from '../support/given.ts'

const onePlace = { peoplePerUnit: 1, leaseMinutes: 10, unitKind: 'paraphrase', original: 1 } as const

async function places(db: Db): Promise<number[]> {
  const rows = await db.selectFrom('unitPlaces').where('isSimulated', '=', false).select('taken').execute()
  return rows.map(({ taken }) => taken).sort()
}

async function states(db: Db): Promise<string[]> {
  const rows = await db.selectFrom('participants').orderBy('startedAt').select('placeState').execute()
  return rows.map(({ placeState }) => placeState)
}

const yes = () => 'yes'
const hasCode = ({ text }: Page) => /\b[0-9A-Z]{4}(?:-[0-9A-Z]{4}){3}\b/.test(text)

onBothEngines('a place that was abandoned is free again after the lease, not before', async (t, db) => {
  const study = await givenStudy(db, onePlace)
  const site = await browse(t, db)
  await agree(site.client(), study)
  await agree(site.client(), study)
  site.pass(10)
  assert.equal((await agree(site.client(), study)).status, 409)

  site.pass(0.01)
  assert.equal((await agree(site.client(), study)).status, 303)
  assert.equal((await agree(site.client(), study)).status, 303)
  assert.equal((await agree(site.client(), study)).status, 409)
  assert.deepEqual(await places(db), [1, 1])
  assert.deepEqual((await states(db)).sort(), ['held', 'held', 'released', 'released'])
})

onBothEngines('each answer holds the place for another lease', async (t, db) => {
  const study = await givenStudy(db, onePlace)
  const site = await browse(t, db)
  const client = site.client()
  await agree(site.client(), study)
  const first = await begin(client, study)
  site.pass(6)
  const second = locationOf(await choose(client, first, 'yes'))
  site.pass(6)
  assert.equal((await agree(site.client(), study)).status, 303) // the place of the other one
  assert.equal((await agree(site.client(), study)).status, 409)
  await answerAll(client, await open(client, second), yes)
  assert.deepEqual((await states(db)).sort(), ['held', 'held', 'released'])
})

onBothEngines('somebody who comes back gets their place again while it is free', async (t, db) => {
  const study = await givenStudy(db, { ...onePlace, peoplePerUnit: 2 })
  const site = await browse(t, db)
  const client = site.client()
  const first = await begin(client, study)
  site.pass(11)
  await agree(site.client(), study)
  assert.deepEqual(await states(db), ['released', 'held'])
  const comment = await answerAll(client, first, yes)
  const thanks = await open(client, locationOf(await send(client, comment, {})))

  assert.ok(hasCode(thanks))
  assert.deepEqual(await states(db), ['held', 'held'])
  assert.equal(
    (await places(db)).reduce((sum, taken) => sum + taken, 0),
    2,
  )
})

onBothEngines('somebody who comes back too late goes on beyond the number wanted, and gets a code', async (t, db) => {
  const study = await givenStudy(db, onePlace)
  const site = await browse(t, db)
  const client = site.client()
  const first = await begin(client, study)
  site.pass(11)
  await agree(site.client(), study)
  await agree(site.client(), study)
  const comment = await answerAll(client, first, yes)
  const thanks = await open(client, locationOf(await send(client, comment, {})))

  assert.ok(hasCode(thanks))
  assert.equal((await states(db))[0], 'over-quota')
  assert.deepEqual(await places(db), [1, 1])
})

onBothEngines('a place of somebody who finished never becomes free', async (t, db) => {
  const study = await givenStudy(db, onePlace)
  const site = await browse(t, db)
  for (const client of [site.client(), site.client()])
    await send(client, await answerAll(client, await begin(client, study), yes), {})
  site.pass(100_000)

  assert.equal((await agree(site.client(), study)).status, 409)
  assert.deepEqual(await states(db), ['held', 'held'])
})

onBothEngines('ten who come back at once share the places that are left, and all may finish', async (t, db) => {
  const study = await givenStudy(db, { ...onePlace, peoplePerUnit: 5 })
  const site = await browse(t, db)
  const clients = Array.from({ length: 10 }, () => site.client())
  const firsts = await Promise.all(clients.map((client) => begin(client, study)))
  site.pass(11)
  for (let n = 0; n < 4; n += 1) await agree(site.client(), study)
  const ends = await Promise.all(
    clients.map(async (client, n) => {
      const first = firsts[n]
      assert.ok(first)
      return send(client, await answerAll(client, first, yes), {})
    }),
  )

  assert.deepEqual(ends.map(locationOf), Array(10).fill(`/take/${study.id}/en/thanks`))
  assert.deepEqual(await places(db), [5, 5])
  assert.equal((await states(db)).filter((state) => state === 'over-quota').length, 4)
})
