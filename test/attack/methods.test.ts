import assert from 'node:assert/strict'
import { METHODS } from 'node:http'
import { createApp } from '../../server/app.ts'
import type { Deps } from '../../server/platform/deps.ts'
import { listRoutes } from '../../server/platform/http/known-addresses.ts'
import { onBothEngines } from '../support/database.ts'
import { ask } from './ask.ts'
import { attack, canary } from './attack.ts'
import { addressOf, givenWorld, type World } from './given-world.ts'

const tried = METHODS.filter((method) => method !== 'CONNECT')
const gets = ({ routes }: World) => routes.filter(({ methods }) => methods.includes('GET'))

onBothEngines('every address refuses other methods, and says which it takes', async (t, db) => {
  const world = await givenWorld(t, db)
  const { begun: cookie } = world.people
  await attack(world, { name: 'A46 other methods' }, async (send) => {
    for (const { pattern, methods } of world.routes)
      for (const method of tried.filter((one) => !methods.includes(one))) {
        const path = `${addressOf(world, pattern)}?${canary}`
        const { headers } = await send({ path, method, cookie }, [405])
        assert.deepEqual(String(headers.allow).split(', ').toSorted(), methods.toSorted(), pattern)
      }
    for (const method of tried) await send({ path: `/take/a/b/c/d/${canary}`, method, cookie }, [404])
  })
})

onBothEngines('HEAD answers like GET without the page, and no header turns one method into another', async (t, db) => {
  const world = await givenWorld(t, db)
  const { begun: cookie } = world.people
  await attack(world, { name: 'A46 HEAD and overrides' }, async (send) => {
    for (const { pattern } of gets(world)) {
      const path = addressOf(world, pattern)
      const { status } = await send({ path, cookie }, [200, 303, 404])
      const told = await send({ path, method: 'HEAD', cookie }, [status])
      assert.equal(told.body, '')
      for (const name of ['x-http-method-override', 'x-method-override', 'x-http-method'])
        await send({ path, cookie, headers: { [name]: 'POST' } }, [status])
    }
    for (const form of world.forms)
      await send({ path: form.action, method: 'PUT', cookie, headers: { 'x-http-method-override': 'POST' } }, [405])
  })
})

onBothEngines('opening every page twice stores nothing and changes nothing', async (t, db) => {
  const world = await givenWorld(t, db)
  const stored = async () =>
    Promise.all([
      db.selectFrom('participants').selectAll().orderBy('id').execute(),
      db.selectFrom('answers').selectAll().orderBy('participantId').orderBy('position').execute(),
      db.selectFrom('consents').selectAll().orderBy('participantId').execute(),
      db.selectFrom('askings').selectAll().orderBy('participantId').orderBy('position').execute(),
    ])
  const before = await stored()
  await attack(world, { name: 'A47 every page twice' }, async (send) => {
    const pages = gets(world).map(({ pattern }) => addressOf(world, pattern))
    for (const cookie of [...Object.values(world.people), undefined])
      for (const path of [...pages, ...pages]) await send({ path, cookie }, [200, 303, 404])
  })
  assert.deepEqual(await stored(), before)
})

onBothEngines('many cookies are read past, and a header that is too long is refused', async (t, db) => {
  const world = await givenWorld(t, db)
  const { begun } = world.people
  const many = Array.from({ length: 200 }, (_, n) => `c${n}=${canary}`).join('; ')
  await attack(world, { name: 'A40 cookies and headers' }, async (send) => {
    for (const { pattern } of gets(world)) {
      const path = addressOf(world, pattern)
      const { status } = await send({ path, cookie: begun }, [200, 303])
      await send({ path, cookie: `${many}; ${begun}` }, [status])
      await send({ path, cookie: begun, headers: { 'x-long': 'x'.repeat(20_000) } }, [431])
      await send({ path, cookie: begun, headers: { expect: 'x' } }, [status])
    }
  })
})

onBothEngines('each refused request is logged by route, status and reason alone', async (t, db) => {
  const world = await givenWorld(t, db)
  const { site, study } = world
  site.refusals.length = 0
  const cookie = `${world.people.begun}; x=${canary}`
  const headers = { 'user-agent': canary, 'x-request-id': `${canary}\t` }
  const asks = [
    { path: `/take/${study.id}/de/questions/1?a=1&a=${canary}`, headers, cookie },
    { path: `/take/${study.id}/de/withdraw`, headers },
    { path: `/${canary}`, headers, cookie },
    { path: `/take/${study.id}/de/questions/1`, method: 'TRACE', headers, cookie },
    { path: `/take/${study.id}/de/lease`, method: 'POST', headers, cookie, body: `formToken=${canary}` },
  ]
  for (const asked of asks) await ask(site.url, asked)
  const question = '/take/:study/:language/questions/:position'
  assert.deepEqual(site.refusals, [
    { method: 'GET', route: question, status: 400, code: 'request-refused' },
    { method: 'GET', route: '/take/:study/:language/withdraw', status: 404, code: 'participation-unknown' },
    { method: 'GET', route: '(none)', status: 404, code: 'not-found' },
    { method: 'TRACE', route: question, status: 405, code: 'wrong-method' },
    { method: 'POST', route: '/take/:study/:language/lease', status: 403, code: 'form-expired' },
  ])
})

onBothEngines('listRoutes(app) finds every router, with mounts, and one entry for each address', async (_t, db) => {
  const routes = listRoutes(createApp({ db, secret: 'x', baseUrl: '', isPublic: false } as Deps))
  const patterns = routes.map(({ pattern }) => pattern)
  assert.equal(new Set(patterns).size, patterns.length)
  for (const pattern of ['/reference', '/studies', '/sign-in/:token', '/take/:study', '/livez'])
    assert.ok(patterns.includes(pattern), pattern)
  const question = routes.find(({ pattern }) => pattern.endsWith('/questions/:position'))
  assert.deepEqual(question?.methods.toSorted(), ['GET', 'HEAD', 'POST'])
})
