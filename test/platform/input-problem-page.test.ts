import assert from 'node:assert/strict'
import { test } from 'node:test'
import request from 'supertest'
import catalogue from '../../locales/en/input.json' with { type: 'json' }
import { createSignInLink } from '../../server/accounts/sign-in.ts'
import { inputProblemPage } from '../../server/platform/http/input-problem-page.ts'
import { readWords } from '../../server/platform/http/words.ts'
import { InputProblem, type InputRule, type Misfit } from '../../server/platform/input-problem.ts'
import { languages } from '../../server/platform/languages.ts'
import { browse, type Client, open, pageIn, type Reply, type Site, send, takePart } from '../support/browse.ts'
import { onBothEngines } from '../support/database.ts'
import { givenStudy, noon } from '../support/given.ts'
import { givenBrokenInput } from './given-broken-input.ts'

const words = await readWords()

/** Keys, placeholders and values that were meant to become words. */
function assertOnlyWords(text: string): void {
  assert.doesNotMatch(text, /input:|page\.|rules\.|\{\{|\}\}|undefined|\[object/)
}

/** What rule and place come to on a page, in each language. */
const shownIn = (misfit: Misfit, address = '/runs') =>
  languages.map((language) => {
    const t = words(language)
    const { title, sentence, hint, place, wayOn } = inputProblemPage(t, { problem: new InputProblem(misfit), address })
    return { language, title: t(title), sentence, hint: hint && t(hint), place, wayOn }
  })

const named = (shown: ReturnType<typeof shownIn>, part: 'sentence' | 'place') =>
  Object.fromEntries(shown.map((one) => [one.language, one[part]]))

test('inputProblemPage(t, …) makes a sentence of every rule in every language, with its values', () => {
  for (const [rule, english] of Object.entries(catalogue.rules)) {
    const names = [...english.matchAll(/\{\{(\w+)\}\}/g)].map(([, name = '']) => name)
    const values = Object.fromEntries(names.map((name, n) => [name, `value-${n}`]))
    for (const { language, sentence } of shownIn({ file: 'a.csv', rule: rule as InputRule, values })) {
      assertOnlyWords(sentence)
      assert.match(sentence, /^[^a-z\s].*[^.。][.。]$/s, `${language} ${rule}`)
      for (const value of Object.values(values)) assert.ok(sentence.includes(value), `${language} ${rule} ${value}`)
    }
  }
})

test('inputProblemPage(t, …) says where: file, line and field, as far as they are known', () => {
  const misfit = { file: 'answers.csv', rule: 'field-missing' } as const
  assert.deepEqual(named(shownIn({ ...misfit, line: 3, field: 'stance' }), 'place'), {
    en: 'answers.csv, line 3, field stance',
    de: 'answers.csv, Zeile 3, Feld stance',
    ja: 'answers.csv、3行目、項目「stance」',
    'zh-Hans': 'answers.csv，第 3 行，字段“stance”',
  })
  assert.deepEqual(new Set(shownIn(misfit).map(({ place }) => place)), new Set(['answers.csv']))
  assert.equal(shownIn({ ...misfit, field: 'stance' })[1]?.place, 'answers.csv, Feld stance')
})

test('inputProblemPage(t, …) tells a study from a file that is called like one', () => {
  const misfit = { file: 'study a1', rule: 'no-answers' } as const
  assert.deepEqual(named(shownIn(misfit, '/studies/a1/baseline?language=de'), 'place'), {
    en: 'study a1',
    de: 'Studie a1',
    ja: '調査「a1」',
    'zh-Hans': '研究 a1',
  })
  for (const address of ['/runs/a1', '/studies/a11/baseline', '/studies'])
    for (const { place, hint } of shownIn(misfit, address)) assert.deepEqual([place, hint], ['study a1', undefined])
})

test('inputProblemPage(t, …) shows values as they are: numbers of any kind, and what looks like a key or a placeholder', () => {
  for (const found of [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY])
    for (const { sentence } of shownIn({
      file: 'a',
      rule: 'distribution-not-finite',
      values: { option: 'yes', found },
    }))
      assert.ok(sentence.includes(String(found)), sentence)
  const odd = '$t(layout:back) {{option}} $& $1'
  const values = { values: odd, found: odd }
  for (const { sentence, place } of shownIn({ file: odd, line: 1, field: odd, rule: 'value-unknown', values })) {
    assert.equal(sentence.split(odd).length, 3, sentence)
    assert.equal(place.split(odd).length, 3, place)
  }
})

test('a page about input escapes what it shows, in every language, and is no fault of ours', async () => {
  const file = '<script>alert("1")</script>&amp;.csv'
  const values = { values: '<b>yes</b>', found: `'"><img>` }
  const { app, incidents } = await givenBrokenInput({ file, line: 2, field: '<i>', rule: 'value-unknown', values })
  for (const language of languages) {
    const reply = await request(app).get('/runs/new').set('Accept-Language', language)
    const page = pageIn(reply)
    assert.deepEqual([reply.status, reply.type, page.language], [422, 'text/html', language])
    assert.equal(page.heading, words(language)('input:page.title'))
    for (const part of [file.slice(0, 8), '<b>', '<i>', '<img>']) assert.ok(!reply.text.includes(part), part)
    for (const part of [...Object.values(values), file, '<i>']) assert.ok(page.text.includes(part), part)
    assertOnlyWords(page.text)
    assert.equal(reply.headers['cache-control'], 'no-store')
  }
  assert.deepEqual(incidents, [])
})

test('a program is told the same about input as on the command line, whatever the method', async () => {
  const misfit: Misfit = {
    file: 'a "b".csv',
    line: 2,
    field: 'stance',
    rule: 'value-unknown',
    values: { values: 'x', found: 'y' },
  }
  const { app } = await givenBrokenInput(misfit)
  for (const method of ['get', 'post'] as const) {
    const reply = await request(app)[method]('/runs').set('Accept', 'application/json').set('Accept-Language', 'ja')
    assert.deepEqual([reply.status, reply.type], [422, 'application/json'])
    assert.deepEqual(reply.body, {
      error: {
        code: 'value-unknown',
        file: 'a "b".csv',
        line: 2,
        field: 'stance',
        values: 'x',
        found: 'y',
        message: 'a "b".csv, line 2, field stance: expected one of x, not "y"',
      },
    })
  }
})

async function signedIn(site: Site, token: string): Promise<Client> {
  const client = site.client()
  await send(client, await open(client, `/sign-in/${token}`), {})
  return client
}

/** That there are no figures yet, why, and when there will be, in the language asked for. */
function assertEarly(
  reply: Reply,
  { language, rule, study }: { language: (typeof languages)[number]; rule: InputRule; study: string },
) {
  const t = words(language)
  const page = pageIn(reply)
  assert.deepEqual([reply.status, reply.type, page.language], [422, 'text/html', language])
  assert.equal(page.heading, t('input:page.early.title'))
  const [shown] = shownIn({ file: `study ${study}`, rule }, `/studies/${study}/baseline`).filter(
    (one) => one.language === language,
  )
  for (const part of [shown?.sentence, t('input:page.early.text'), t('input:page.wayOn'), shown?.place ?? 'none'])
    assert.ok(page.text.includes(part ?? 'none'), `${language}: ${part}`)
  assert.match(reply.text, /<a class="button" href="\/studies">/)
  assertOnlyWords(page.text)
}

onBothEngines(
  'GET /studies/STUDY/baseline says what is missing until two people have finished, to people and programs',
  async (t, db) => {
    const study = await givenStudy(db)
    const site = await browse(t, db)
    const client = await signedIn(site, await createSignInLink(db, noon))
    const address = `/studies/${study.id}/baseline`
    const missing = {
      'no-answers': 'expected answers that count, but there are none',
      'one-person': 'expected at least two people whose answers count, as one person is no sample',
    } as const

    for (const rule of ['no-answers', 'one-person'] as const) {
      for (const language of languages)
        assertEarly(await client.get(address).set('Accept-Language', language), { language, rule, study: study.id })
      const { status, body } = await client.get(address).set('Accept', 'application/json')
      const message = `study ${study.id}: ${missing[rule]}`
      assert.deepEqual([status, body], [422, { error: { code: rule, file: `study ${study.id}`, message } }])
      await takePart(site.client(), study, () => 'yes')
    }
    assert.equal((await client.get(address)).status, 200)
    assert.deepEqual(site.incidents, [])
  },
)
