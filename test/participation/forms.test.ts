import assert from 'node:assert/strict'
import { readWords } from '../../server/platform/http/words.ts'
import {
  answerAll,
  begin,
  browse,
  locationOf,
  open,
  pageIn,
  type Reply,
  send,
  ticked,
  valueLabelled,
} from '../support/browse.ts'
import { onBothEngines } from '../support/database.ts'
import { givenStudy } from '../support/given.ts'
import { nothingStored, storedCounts } from './stored.ts'

const words = (await readWords())('en')

function assertExpired(reply: Reply): void {
  assert.equal(reply.status, 403)
  assert.equal(pageIn(reply).heading, words('errors:form-expired.title'))
  assert.equal(reply.headers['set-cookie'], undefined)
}

onBothEngines('POST participation without the token of its form is refused, and stores nothing', async (t, db) => {
  const study = await givenStudy(db)
  const client = (await browse(t, db)).client()
  const door = await open(client, `/take/${study.id}/en`)
  const other = await open(client, `/take/${study.id}/en`)

  assertExpired(await send(client, { ...door, hidden: {} }, ticked))
  for (const formToken of ['', 'x', other.hidden.formToken ?? ''])
    assertExpired(await send(client, door, { ...ticked, formToken }))
  assertExpired(await send(client, door, { ...ticked, start: other.hidden.start ?? '' }))
  assert.deepEqual(await storedCounts(db), nothingStored)
})

onBothEngines('POST questions/1 without the token of this person is refused, and stores nothing', async (t, db) => {
  const study = await givenStudy(db)
  const site = await browse(t, db)
  const [client, stranger] = [site.client(), site.client()]
  const [page, others] = [await begin(client, study), await begin(stranger, study)]
  const choice = valueLabelled(page, 'yes')

  assertExpired(await client.post(page.action).type('form').send({ choice, seenRevision: '0' }))
  for (const formToken of ['', 'x'.repeat(22), others.hidden.formToken ?? ''])
    assertExpired(await send(client, page, { choice, formToken }))
  assert.equal((await storedCounts(db)).answers, 0)
})

onBothEngines('POST feedback without the token of this person is refused, and ends nothing', async (t, db) => {
  const study = await givenStudy(db)
  const client = (await browse(t, db)).client()
  const comment = await answerAll(client, await begin(client, study), () => 'yes')

  assertExpired(await send(client, { ...comment, hidden: {} }, { feedback: '' }))
  assert.equal((await db.selectFrom('participants').select('finishedAt').executeTakeFirstOrThrow()).finishedAt, null)
})

onBothEngines('a form sent from another site is refused, wherever it goes', async (t, db) => {
  const study = await givenStudy(db)
  const client = (await browse(t, db)).client()
  const door = await open(client, `/take/${study.id}/en`)
  const from = (site: string) =>
    client
      .post(door.action)
      .set('Sec-Fetch-Site', site)
      .type('form')
      .send({ ...door.hidden, ...ticked })

  for (const site of ['cross-site', 'same-site']) assertExpired(await from(site))
  assert.deepEqual(await storedCounts(db), nothingStored)
  assert.equal((await from('same-origin')).status, 303)
})

onBothEngines(
  'a body that is too large, has too many fields or is packed is refused, and stores nothing',
  async (t, db) => {
    const study = await givenStudy(db)
    const site = await browse(t, db)
    const client = site.client()
    const page = await begin(client, study)
    const many = Object.fromEntries(Array.from({ length: 101 }, (_, n) => [`field${n}`, 'x']))

    assert.equal((await send(client, page, { choice: 'x'.repeat(65_536) })).status, 413)
    assert.equal((await send(client, page, many)).status, 413)
    const packed = await client.post(page.action).type('form').set('Content-Encoding', 'gzip').send('choice=declined')
    assert.equal(packed.status, 415)
    assert.equal((await client.post(page.action).type('json').send({ choice: 'declined' })).status, 415)
    assert.equal((await storedCounts(db)).answers, 0)
    assert.deepEqual(site.incidents, [])
  },
)

onBothEngines('fields given twice, or of a shape no form has, are refused without a fault inside', async (t, db) => {
  const study = await givenStudy(db)
  const site = await browse(t, db)
  const client = site.client()
  const door = await open(client, `/take/${study.id}/en`)
  const page = await begin(site.client(), study)
  const twice = (fields: string) => new URLSearchParams({ ...door.hidden, ...ticked }).toString() + fields

  for (const body of ['&adult=yes', '&simulated=maybe', '&consentHash=x', '&start=x', '&formToken=x']) {
    const { status } = await client.post(door.action).type('form').send(twice(body))
    assert.ok(status >= 400 && status < 500, `${body} → ${status}`)
  }
  const without = Object.fromEntries(Object.entries(door.hidden).filter(([name]) => name !== 'consentHash'))
  assert.equal(
    (
      await client
        .post(door.action)
        .type('form')
        .send({ ...without, ...ticked })
    ).status,
    422,
  )
  assert.ok(page.choices.length > 0)
  assert.deepEqual(site.incidents, [])
})

onBothEngines('POST questions/1 with a revision that is none is refused without a fault inside', async (t, db) => {
  const study = await givenStudy(db)
  const site = await browse(t, db)
  const client = site.client()
  const page = await begin(client, study)
  const choice = valueLabelled(page, 'yes')
  for (const seenRevision of ['', '-1', '1.5', 'none', '1e400', '99999999999999999999']) {
    const { status } = await send(client, page, { choice, seenRevision })
    assert.ok(status === 303 || (status >= 400 && status < 500), `${seenRevision} → ${status}`)
  }
  assert.deepEqual(site.incidents, [])
})

onBothEngines('a personal page tells caches, other sites and frames nothing', async (t, db) => {
  const study = await givenStudy(db)
  const site = await browse(t, db)
  const client = site.client()
  const door = await client.get(`/take/${study.id}/en`)
  await begin(client, study)
  const page = await client.get(`/take/${study.id}/en/questions/1`)

  for (const { headers } of [door, page]) {
    assert.equal(headers['cache-control'], 'no-store')
    assert.equal(headers['referrer-policy'], 'no-referrer')
    assert.match(String(headers['content-security-policy']), /default-src 'none'/)
    assert.match(String(headers['content-security-policy']), /frame-ancestors 'none'/)
    assert.equal(headers['x-powered-by'], undefined)
  }
})

onBothEngines(
  'cookies of a person are closed to scripts and other sites, and kept for one study only',
  async (t, db) => {
    const study = await givenStudy(db)
    const cookies = async (isPublic: boolean) => {
      const client = (await browse(t, db, { isPublic })).client()
      const reply = await send(client, await open(client, `/take/${study.id}/en`), ticked)
      assert.equal(locationOf(reply), `/take/${study.id}/en/questions/1`)
      return String(reply.headers['set-cookie'])
    }
    const expected = new RegExp(
      `^stanceline_${study.id}=[\\w-]{22}; Path=/take/${study.id}; HttpOnly; (Secure; )?SameSite=Lax$`,
    )

    const [local, secure] = [await cookies(false), await cookies(true)]
    assert.match(local, expected)
    assert.match(secure, expected)
    assert.deepEqual([local.includes('Secure'), secure.includes('Secure')], [false, true])
  },
)
