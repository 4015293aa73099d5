import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import express from 'express'
import { errorPage } from '../../server/platform/http/error-page.ts'
import { securityHeaders } from '../../server/platform/http/security-headers.ts'
import { serve } from '../../server/platform/http/serve.ts'
import { readWords } from '../../server/platform/http/words.ts'
import { languages } from '../../server/platform/languages.ts'
import type { Incident, Refused } from '../../server/platform/log.ts'
import { Refusal, type RefusalCode, refusalCodes } from '../../server/platform/refusal.ts'
import { pageIn } from '../support/browse.ts'
import { ask, closeConnections, type Told } from './ask.ts'
import { canary } from './attack.ts'

const words = await readWords()

/** An app in which whatever is thrown goes wrong at each address. */
async function failing(t: TestContext, thrown: () => unknown) {
  const logged: { refused: Refused[]; incidents: Incident[] } = { refused: [], incidents: [] }
  const log = {
    refused: (one: Refused) => logged.refused.push(one),
    incident: (one: Incident) => logged.incidents.push(one),
  }
  const app = express()
    .use(securityHeaders({ isPublic: false }))
    .use(() => {
      throw thrown()
    })
    .use(errorPage({ words, log }))
  const { url, close } = await serve({ port: 0, isPublic: false, log }, () => app)
  t.after(async () => {
    closeConnections()
    await close()
  })
  return { url: url.replace('localhost', '127.0.0.1'), logged }
}

function assertPage({ headers, body }: Told, code: RefusalCode, language: (typeof languages)[number]): void {
  const page = pageIn({ text: body } as Parameters<typeof pageIn>[0])
  assert.deepEqual([page.language, page.heading], [language, words(language)(`errors:${code}.title`)])
  assert.ok(page.text.includes(words(language)(`errors:${code}.text`)), `${language} ${code}`)
  assert.match(String(headers['content-security-policy']), /default-src 'none'/)
  assert.ok(!`${JSON.stringify(headers)}${body}`.includes('CANARY'))
}

test('each refusal is a page in the language of its address, else of the browser, and JSON for programs', async (t) => {
  let code: RefusalCode = 'busy'
  const { url } = await failing(t, () => new Refusal(code))
  for (code of refusalCodes) {
    const { status } = new Refusal(code)
    for (const language of languages) {
      const told = await ask(url, {
        path: `/take/x/${language}/questions/1?${canary}`,
        headers: { 'accept-language': 'fr' },
      })
      assert.equal(told.status, status)
      assertPage(told, code, language)
      assertPage(await ask(url, { path: '/x', headers: { 'accept-language': `${language};q=0.9` } }), code, language)
    }
    const json = await ask(url, { path: '/x', headers: { accept: 'application/json' } })
    assert.deepEqual([json.status, JSON.parse(json.body)], [status, { error: { code } }])
  }
})

test('refusals that pass say after how many seconds to try again, and no others', async (t) => {
  let code: RefusalCode = 'busy'
  const { url } = await failing(t, () => new Refusal(code))
  const told: Record<string, unknown> = {}
  for (code of refusalCodes) {
    const { headers } = await ask(url, { path: '/take/x/de/questions/1', method: 'POST', body: 'a=b' })
    if (headers['retry-after']) told[code] = headers['retry-after']
  }
  assert.deepEqual(told, { busy: '2', 'not-saved': '5', 'too-many-starts': '60', 'too-many-tries': '60' })
})

test('a fault is logged with its kind and place, but not with its message', async (t) => {
  const fault = Object.assign(new TypeError(`no column ${canary}\n    at ${canary} (x.ts:1:1)`), { code: '42P01' })
  const { url, logged } = await failing(t, () => fault)
  const told = await ask(url, { path: `/${canary}`, method: 'POST', body: canary })
  assert.equal(told.status, 500)
  assertPage(told, 'unexpected', 'en')
  const [{ stack, ...incident } = { stack: '' }] = logged.incidents
  assert.deepEqual(incident, {
    method: 'POST',
    route: '(none)',
    status: 500,
    code: 'unexpected',
    name: 'TypeError 42P01',
  })
  assert.match(stack ?? '', /refusals\.test\.ts/)
  assert.ok(!JSON.stringify(logged).includes('CANARY'))
})

test('a fault of what we rely on is logged as the kind it is, beneath the refusal that people see', async (t) => {
  const cause = Object.assign(new Error(canary), { code: 'SQLITE_FULL' })
  const { url, logged } = await failing(t, () => Object.assign(new Refusal('not-saved'), { cause }))
  assert.equal((await ask(url, { path: '/' })).status, 503)
  assert.deepEqual([logged.incidents[0]?.code, logged.incidents[0]?.name], ['not-saved', 'Error SQLITE_FULL'])
  assert.deepEqual(logged.refused, [])
})

test('what is thrown need not be an error', async (t) => {
  let thrown: unknown
  const { url, logged } = await failing(t, () => thrown)
  for (thrown of ['text', { status: 404, message: canary }, 7, Object.create(null)])
    assert.equal((await ask(url, { path: '/' })).status, 500)
  assert.deepEqual(
    logged.incidents.map(({ name }) => name),
    ['string', 'object', 'number', 'object'],
  )
})
