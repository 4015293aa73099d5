import assert from 'node:assert/strict'
import { createSignInLink } from '../../server/accounts/sign-in.ts'
import { browse, type Client, locationOf, open, pageIn, send, takePart } from '../support/browse.ts'
import { onBothEngines } from '../support/database.ts'
import { givenStudy, noon } from '../support/given.ts'

onBothEngines('GET /sign-in/TOKEN shows a button and uses nothing up, however often', async (t, db) => {
  const client = (await browse(t, db)).client()
  const address = `/sign-in/${await createSignInLink(db, noon)}`
  for (let n = 0; n < 3; n += 1) {
    const reply = await client.get(address)
    assert.deepEqual([reply.status, reply.headers['set-cookie']], [200, undefined])
  }
  const page = await open(client, address)
  assert.equal(page.action, address)
  assert.equal((await send(client, page, {})).status, 303)
})

onBothEngines('POST /sign-in/TOKEN opens the results of every study, in this browser only', async (t, db) => {
  const study = await givenStudy(db)
  const site = await browse(t, db)
  const [client, stranger] = [site.client(), site.client()]
  for (let people = 0; people < 2; people += 1) await takePart(site.client(), study, () => 'yes')
  const reply = await send(client, await open(client, `/sign-in/${await createSignInLink(db, noon)}`), {})

  assert.equal(locationOf(reply), '/studies')
  assert.ok((await client.get('/studies')).text.includes(`/studies/${study.id}/baseline`))
  assert.equal((await client.get(`/studies/${study.id}/baseline`)).status, 200)
  for (const path of ['/studies', `/studies/${study.id}/baseline`]) {
    const refused = await stranger.get(path)
    assert.equal(refused.status, 401)
    assert.equal(pageIn(refused).heading, site.words('en')('errors:not-signed-in.title'))
    assert.ok(!refused.text.includes(study.name))
  }
})

onBothEngines('POST /sign-in/TOKEN opens once, and nobody else afterwards', async (t, db) => {
  const { client, words } = await browse(t, db)
  const address = `/sign-in/${await createSignInLink(db, noon)}`
  const page = await open(client(), address)
  const replies = await Promise.all(Array.from({ length: 8 }, () => send(client(), page, {})))

  assert.deepEqual(replies.map(({ status }) => status).sort(), [303, ...Array(7).fill(410)])
  const late = await send(client(), page, {})
  assert.deepEqual([late.status, late.headers['set-cookie']], [410, undefined])
  assert.equal(pageIn(late).heading, words('en')('errors:link-used.title'))
  assert.equal((await db.selectFrom('sessions').selectAll().execute()).length, 1)
})

onBothEngines('POST /sign-in/TOKEN refuses a link after a day, and one that never was', async (t, db) => {
  const site = await browse(t, db)
  const addresses = [`/sign-in/${await createSignInLink(db, noon)}`, `/sign-in/${'x'.repeat(22)}`]
  site.pass(24 * 60)
  for (const address of addresses) {
    const client = site.client()
    assert.equal((await send(client, await open(client, address), {})).status, 410)
    assert.equal((await client.get('/studies')).status, 401)
  }
})

onBothEngines('GET /sign-in/TOKEN refuses what cannot be a link', async (t, db) => {
  const client = (await browse(t, db)).client()
  for (const token of ['short', 'x'.repeat(5000)]) assert.equal((await client.get(`/sign-in/${token}`)).status, 410)
  assert.equal((await client.get('/sign-in/%00')).status, 400)
})

onBothEngines('POST /sign-in/TOKEN opens a link until the last minute of its day', async (t, db) => {
  const site = await browse(t, db)
  const client = site.client()
  const address = `/sign-in/${await createSignInLink(db, noon)}`
  site.pass(24 * 60 - 1)
  assert.equal((await send(client, await open(client, address), {})).status, 303)
})

onBothEngines('POST /sign-in/TOKEN without the token of its form is refused, and uses nothing up', async (t, db) => {
  const client = (await browse(t, db)).client()
  const page = await open(client, `/sign-in/${await createSignInLink(db, noon)}`)

  assert.equal((await send(client, page, { formToken: 'x'.repeat(22) })).status, 403)
  assert.equal((await client.post(page.action)).status, 403)
  assert.equal((await send(client, page, {})).status, 303)
})

onBothEngines('a session ends after twelve hours', async (t, db) => {
  const site = await browse(t, db)
  const client = site.client()
  await send(client, await open(client, `/sign-in/${await createSignInLink(db, noon)}`), {})

  site.pass(12 * 60 - 1)
  assert.equal((await client.get('/studies')).status, 200)
  site.pass(1)
  assert.equal((await client.get('/studies')).status, 401)
})

onBothEngines('the page that follows a sign-in is one of ours', async (t, db) => {
  const site = await browse(t, db)
  const led = async (next: string) => {
    const client = site.client()
    const address = `/sign-in/${await createSignInLink(db, noon)}?next=${encodeURIComponent(next)}`
    return locationOf(await send(client, await open(client, address), {}))
  }
  const sent = async (next: string) => {
    const client = site.client()
    return locationOf(await send(client, await open(client, `/sign-in/${await createSignInLink(db, noon)}`), { next }))
  }

  assert.equal(await led('/studies/demonstration/baseline'), '/studies/demonstration/baseline')
  const elsewhere = [
    '//evil.example',
    'https://evil.example/studies/x/baseline',
    '/\\evil.example',
    'javascript:alert(1)',
    '/studies/../../x/baseline',
    '/studies/x/baseline//evil.example',
    '/studies/x/baseline\n//evil.example',
    '/sign-in/x',
    '',
  ]
  for (const next of elsewhere) assert.deepEqual([await led(next), await sent(next)], ['/studies', '/studies'], next)
})

async function sessionCookie(client: Client, token: string): Promise<string> {
  const reply = await send(client, await open(client, `/sign-in/${token}`), {})
  return String(reply.headers['set-cookie'])
}

onBothEngines(
  'the cookie of a session is closed to scripts and other sites, and goes by https in public',
  async (t, db) => {
    const [here, abroad] = [await browse(t, db), await browse(t, db, { isPublic: true })]
    const local = await sessionCookie(here.client(), await createSignInLink(db, noon))
    const secure = await sessionCookie(abroad.client(), await createSignInLink(db, noon))

    assert.match(local, /^stanceline=[\w-]{22}; Max-Age=43200; Path=\/; Expires=[^;]+; HttpOnly; SameSite=Lax$/)
    assert.match(
      secure,
      /^__Host-stanceline=[\w-]{22}; Max-Age=43200; Path=\/; Expires=[^;]+; HttpOnly; Secure; SameSite=Lax$/,
    )
    assert.match(
      String((await abroad.client().get('/studies')).headers['strict-transport-security']),
      /^max-age=31536000/,
    )
    assert.equal((await here.client().get('/studies')).headers['strict-transport-security'], undefined)
  },
)

onBothEngines('the database holds neither the token of a link nor that of a session', async (t, db) => {
  const client = (await browse(t, db)).client()
  const token = await createSignInLink(db, noon)
  const [, session = 'none'] = /^stanceline=([\w-]+)/.exec(await sessionCookie(client, token)) ?? []
  const stored = JSON.stringify([
    await db.selectFrom('signInLinks').selectAll().execute(),
    await db.selectFrom('sessions').selectAll().execute(),
  ])

  assert.equal(session.length, 22)
  assert.deepEqual([stored.includes(token), stored.includes(session)], [false, false])
})

onBothEngines(
  'GET /studies/STUDY/baseline of a study that is not there says so to those who signed in',
  async (t, db) => {
    const client = (await browse(t, db)).client()
    await sessionCookie(client, await createSignInLink(db, noon))
    assert.equal((await client.get('/studies/nowhere/baseline')).status, 404)
  },
)

onBothEngines('a made-up or empty session opens nothing', async (t, db) => {
  const site = await browse(t, db)
  for (const cookie of ['stanceline=', `stanceline=${'x'.repeat(22)}`, '__Host-stanceline=x', 'stanceline=%00'])
    assert.equal((await site.client().get('/studies').set('Cookie', cookie)).status, 401, cookie)
})
