import assert from 'node:assert/strict'
import { after, type TestContext, test } from 'node:test'
import { CspEvaluator } from 'csp_evaluator'
import { CspParser } from 'csp_evaluator/dist/parser.js'
import { parse } from 'node-html-parser'
import type { Db } from '../../server/platform/db/connection.ts'
import { contentSecurityPolicy } from '../../server/platform/http/security-headers.ts'
import { randomToken } from '../../server/platform/tokens.ts'
import { onBothEngines } from '../support/database.ts'
import { type Ask, ask, closeConnections, type Told } from './ask.ts'
import { addressOf, givenWorld, type World } from './given-world.ts'
import { observatoryScore } from './observatory.ts'

after(closeConnections)

const scoreOf = ({ headers }: Told) =>
  observatoryScore({ headers: headers as Record<string, string>, cookies: [headers['set-cookie'] ?? []].flat() })

/** A reply of every kind: each page, each refusal by its status, forms, assets, JSON, probes. */
function asksOf(world: World): Ask[] {
  const { people, routes, forms, study } = world
  const pages = routes.filter(({ methods }) => methods.includes('GET')).map(({ pattern }) => addressOf(world, pattern))
  const sent = forms.map(({ action, cookie, fields }) => ({
    method: 'POST',
    path: action,
    cookie,
    body: new URLSearchParams(fields).toString(),
  }))
  const wrong = sent.flatMap((one) => [
    { ...one, body: 'formToken=x' },
    { ...one, headers: { 'content-type': 'text/plain' } },
    { ...one, body: 'x'.repeat(70_000) },
  ])
  const odd = [
    '/nowhere',
    '/take/%ff',
    '/reference',
    '/studies',
    '/livez',
    '/readyz',
    '/assets/icon.svg',
    '/assets/none',
  ]
  return [
    ...[...Object.values(people), undefined].flatMap((cookie) => pages.map((path) => ({ path, cookie }))),
    ...[...odd, '/sign-in/none', '/assets'].flatMap((path) => [
      { path },
      { path, headers: { accept: 'application/json' } },
    ]),
    { path: `/take/${study.id}`, method: 'DELETE' },
    ...wrong,
    ...sent,
  ]
}

async function repliesOf(t: TestContext, db: Db, isPublic: boolean): Promise<{ asked: Ask; told: Told }[]> {
  const world = await givenWorld(t, db, { isPublic })
  const replies = []
  for (const asked of asksOf(world)) replies.push({ asked, told: await ask(world.site.url, asked) })
  await db.schema.dropTable('answers').execute()
  const broken = { path: `/take/${world.study.id}/de/questions/1`, cookie: world.people.begun }
  return [...replies, { asked: broken, told: await ask(world.site.url, broken) }]
}

onBothEngines('each reply by https scores 130 or more, whatever it is', async (t, db) => {
  const replies = await repliesOf(t, db, true)
  const low = replies.filter(({ told }) => scoreOf(told) < 130)
  assert.deepEqual(
    low.map(({ asked, told }) => `${asked.path} ${told.status} ${scoreOf(told)}`),
    [],
  )
  const statuses = new Set(replies.map(({ told }) => told.status))
  for (const status of [200, 303, 400, 401, 403, 404, 405, 410, 413, 415]) assert.ok(statuses.has(status), `${status}`)
  assert.ok([...statuses].some((status) => status >= 500))
})

onBothEngines(
  'each reply carries the one policy, and lets run only the script it names, by a number of its own',
  async (t, db) => {
    const nonces: string[] = []
    for (const { asked, told } of await repliesOf(t, db, false)) {
      const policy = String(told.headers['content-security-policy'])
      const [, nonce] = /; script-src 'nonce-([\w-]{22})'$/.exec(policy) ?? []
      assert.equal(policy.replace(/; script-src .*$/, ''), contentSecurityPolicy, asked.path)
      const scripts = parse(told.body).querySelectorAll('script')
      assert.deepEqual(
        scripts.map((one) => one.getAttribute('nonce')),
        nonce ? [nonce] : [],
        asked.path,
      )
      if (nonce) nonces.push(nonce)
    }
    assert.ok(nonces.length > 2)
    assert.equal(new Set(nonces).size, nonces.length)
  },
)

test('observatoryScore(…) falls where a header is missing or weak', () => {
  const good = {
    'content-security-policy': contentSecurityPolicy,
    'cross-origin-resource-policy': 'same-origin',
    'referrer-policy': 'no-referrer',
    'strict-transport-security': 'max-age=31536000',
    'x-content-type-options': 'nosniff',
  }
  const score = (changed: Record<string, string | undefined>, cookies: string[] = []) =>
    observatoryScore({ headers: { ...good, ...changed }, cookies })
  const policy = (changed: string) => score({ 'content-security-policy': `${changed}; ${contentSecurityPolicy}` })
  assert.equal(score({}), 130)
  assert.equal(score({}, ['a=b; Secure; HttpOnly; SameSite=Lax']), 135)
  assert.equal(score({}, ['a=b; HttpOnly; SameSite=Lax']), 60)
  assert.equal(score({ 'content-security-policy': undefined }), 55)
  assert.equal(score({ 'strict-transport-security': undefined }), 80)
  assert.equal(score({ 'x-content-type-options': undefined }), 125)
  assert.equal(score({ 'referrer-policy': 'unsafe-url' }), 120)
  assert.equal(score({ 'cross-origin-resource-policy': undefined }), 120)
  assert.equal(policy("script-src 'unsafe-inline'"), 80)
  assert.equal(policy("style-src 'unsafe-inline'"), 120)
  assert.equal(policy("default-src 'self'"), 125)
  assert.equal(policy('frame-ancestors *'), 80)
})

/** The least severity that counts as a mere remark. */
const information = 60

test('the policy has no weakness that a checker of policies knows', () => {
  const weaknesses = (policy: string) =>
    new CspEvaluator(new CspParser(policy).csp)
      .evaluate()
      .filter(({ severity }) => severity < information)
      .map(({ directive, value }) => [directive, value].join(' ').trim())
  assert.deepEqual(weaknesses(contentSecurityPolicy), [])
  assert.deepEqual(weaknesses(`${contentSecurityPolicy}; script-src 'nonce-${randomToken()}'`), [])
  assert.deepEqual(weaknesses(`${contentSecurityPolicy}; script-src 'self'`), ["script-src 'self'"])
  assert.deepEqual(weaknesses("default-src 'self'; script-src 'unsafe-inline' https:").toSorted(), [
    "script-src 'unsafe-inline'",
    'script-src https:',
  ])
})
