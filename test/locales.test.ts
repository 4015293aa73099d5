import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { test } from 'node:test'
import { type Language, languages } from '../server/platform/languages.ts'
import { refusalCodes } from '../server/platform/refusal.ts'
import { consentTextIn } from '../server/studies/consent.ts'

const root = join(import.meta.dirname, '..')

interface Branch {
  readonly [key: string]: string | Branch
}
/** Every text under its key, such as `participation:question.continue`, in the order of the files. */
type Catalogue = ReadonlyMap<string, string>
type Catalogues = Readonly<Record<Language, Catalogue>>

const filesOf = (language: Language) => globSync(`locales/${language}/*.json`, { cwd: root }).sort()
const read = (file: string): Branch => JSON.parse(readFileSync(join(root, file), 'utf8'))

function flattened(branch: Branch, prefix: string): [string, string][] {
  return Object.entries(branch).flatMap(([key, value]) =>
    typeof value === 'string'
      ? [[`${prefix}${key}`, value] as const satisfies [string, string]]
      : flattened(value, `${prefix}${key}.`),
  )
}

function catalogueOf(language: Language): Catalogue {
  return new Map(filesOf(language).flatMap((file) => flattened(read(file), `${basename(file, '.json')}:`)))
}

const shipped = Object.fromEntries(languages.map((language) => [language, catalogueOf(language)])) as Catalogues
const sources = globSync(['server/**/*.ts', 'views/**/*.ejs'], { cwd: root }).map((file) =>
  readFileSync(join(root, file), 'utf8'),
)
const namespaces = [...new Set([...shipped.en.keys()].map((key) => key.split(':')[0] ?? ''))]

/** The shipped catalogues with some texts of one language put, or taken away where there is no text. */
function withTexts(language: Language, texts: Record<string, string | undefined>): Catalogues {
  const changed = new Map(shipped[language])
  for (const [key, text] of Object.entries(texts)) {
    if (text === undefined) changed.delete(key)
    else changed.set(key, text)
  }
  return { ...shipped, [language]: changed }
}

const plural = /_(zero|one|two|few|many|other)$/
const base = (key: string) => key.replace(plural, '')
const basesOf = (catalogue: Catalogue) => new Set([...catalogue.keys()].map(base))
const inOthers = (find: (language: Language) => string[]) =>
  languages.filter((language) => language !== 'en').flatMap(find)
const inAll = (catalogues: Catalogues, find: (key: string, text: string, language: Language) => boolean) =>
  languages.flatMap((language) =>
    [...catalogues[language]].filter(([key, text]) => find(key, text, language)).map(([key]) => `${language} ${key}`),
  )

function differingKeys(catalogues: Catalogues): string[] {
  const english = basesOf(catalogues.en)
  return inOthers((language) =>
    [...basesOf(catalogues[language]).symmetricDifference(english)].map((key) => `${language} ${key}`),
  )
}

function wrongPluralForms(catalogues: Catalogues): string[] {
  return languages.flatMap((language) => {
    const wanted = new Intl.PluralRules(language).resolvedOptions().pluralCategories
    const keys = [...catalogues[language].keys()]
    const counted = new Set(keys.filter((key) => plural.test(key)).map(base))
    return [...counted]
      .filter((key) => {
        const forms = keys.filter((one) => base(one) === key).map((one) => plural.exec(one)?.[1] ?? '')
        return forms.toSorted().join() !== [...wanted].sort().join()
      })
      .map((key) => `${language} ${key}`)
  })
}

const placeholders = (text: string) =>
  [...text.matchAll(/\{\{(.*?)\}\}/g)]
    .map(([, name]) => name)
    .toSorted()
    .join()

function differingPlaceholders(catalogues: Catalogues): string[] {
  const english = new Map([...catalogues.en].map(([key, text]) => [base(key), placeholders(text)]))
  return inOthers((language) =>
    [...catalogues[language]]
      .filter(([key, text]) => placeholders(text) !== english.get(base(key)))
      .map(([key]) => `${language} ${key}`),
  )
}

function unsortedKeys(branch: Branch, path: string): string[] {
  const keys = Object.keys(branch)
  const own = keys.join() === keys.toSorted().join() ? [] : [path]
  return [
    ...own,
    ...Object.entries(branch).flatMap(([key, value]) =>
      typeof value === 'string' ? [] : unsortedKeys(value, `${path} ${key}`),
    ),
  ]
}

const rules = 'input:rules.'
/** The rules of input are lines of the command line, too: English, and with the quotes of a keyboard. */
const isTyped = (language: Language, key: string) => language === 'en' && key.startsWith(rules)
const straightQuotes = (catalogues: Catalogues) =>
  inAll(catalogues, (key, text, language) => /["'`]/.test(text) && !isTyped(language, key))
const unfinishedRules = (catalogues: Catalogues) =>
  inAll(
    catalogues,
    (key, text, language) =>
      key.startsWith(rules) && !(isTyped(language, key) ? /^expected .*[^.]$/ : /[.。]$/).test(text),
  )
const markup = (catalogues: Catalogues) => inAll(catalogues, (_key, text) => /<[a-z/!]|&#?\w+;/i.test(text))
const empty = (catalogues: Catalogues) => inAll(catalogues, (_key, text) => text.trim() === '' || text !== text.trim())

/** Same in both on purpose: names, formats. */
const sameAnywhere = new Set<string>()
const untranslated = (catalogues: Catalogues) =>
  inOthers((language) =>
    [...catalogues[language]]
      .filter(([key, text]) => text === catalogues.en.get(key) && !sameAnywhere.has(text))
      .map(([key]) => `${language} ${key}`),
  )

/** Keys that code and views name: every literal that begins with a namespace, and whatever is passed to t. */
function keysIn(texts: readonly string[]): Set<string> {
  const literal = new RegExp(`['"\`]((?:${namespaces.join('|')}):[\\w.-]+)['"\`]`, 'g')
  const passed = /\bt\(\s*['"`]([^'"`$]+)['"`]/g
  return new Set(
    texts.flatMap((text) => [literal, passed].flatMap((form) => [...text.matchAll(form)].map(([, key = '']) => key))),
  )
}

/** Rules of input are named by their codes alone. */
const rulesIn = (texts: readonly string[], catalogues: Catalogues) =>
  new Set(
    [...catalogues.en.keys()].filter(
      (key) => key.startsWith(rules) && texts.some((text) => text.includes(`'${key.slice(rules.length)}'`)),
    ),
  )

const missingKeys = (used: ReadonlySet<string>, catalogues: Catalogues) => [...used.difference(basesOf(catalogues.en))]
const unusedKeys = (used: ReadonlySet<string>, catalogues: Catalogues) => [...basesOf(catalogues.en).difference(used)]

function refusalsWithoutWords(codes: readonly string[], catalogues: Catalogues): string[] {
  const wanted = new Set(codes.flatMap((code) => [`errors:${code}.text`, `errors:${code}.title`]))
  return languages.flatMap((language) => {
    const errors = new Set([...catalogues[language].keys()].filter((key) => key.startsWith('errors:')))
    return [...errors.symmetricDifference(wanted)].map((key) => `${language} ${key}`)
  })
}

test('locales hold the four languages, with words in each', () => {
  assert.deepEqual(
    globSync('locales/*', { cwd: root })
      .map((folder) => basename(folder))
      .sort(),
    [...languages].sort(),
  )
  assert.ok([...shipped.en.keys()].length > 50)
  assert.deepEqual(empty(shipped), [])
  assert.deepEqual(empty(withTexts('ja', { 'layout:back': ' ' })), ['ja layout:back'])
})

test('locales have the same keys in every language, plural forms counted as one', () => {
  assert.deepEqual(differingKeys(shipped), [])
  assert.deepEqual(differingKeys(withTexts('de', { 'layout:back': undefined })), ['de layout:back'])
  assert.deepEqual(differingKeys(withTexts('ja', { 'layout:more': '続き' })), ['ja layout:more'])
})

test('locales have exactly the plural forms that their language needs', () => {
  assert.deepEqual(wrongPluralForms(shipped), [])
  const planted = withTexts('de', { 'consistency:figure.singletons_one': undefined })
  assert.deepEqual(wrongPluralForms(planted), ['de consistency:figure.singletons'])
})

test('locales have the same placeholders in every language', () => {
  assert.deepEqual(differingPlaceholders(shipped), [])
  const planted = withTexts('zh-Hans', { 'participation:question.position': '第 {{positon}} 题，共 {{total}} 题' })
  assert.deepEqual(differingPlaceholders(planted), ['zh-Hans participation:question.position'])
  const rule = withTexts('de', { 'input:rules.value-unknown': 'Hier muss einer dieser Werte stehen: {{values}}.' })
  assert.deepEqual(differingPlaceholders(rule), ['de input:rules.value-unknown'])
})

test('locales have their keys sorted', () => {
  for (const file of languages.flatMap(filesOf)) assert.deepEqual(unsortedKeys(read(file), file), [])
  assert.deepEqual(unsortedKeys({ a: { z: '1', b: '2' }, b: '' }, 'planted'), ['planted a'])
})

test('locales have neither straight quotes nor HTML in their texts', () => {
  assert.deepEqual([straightQuotes(shipped), markup(shipped)], [[], []])
  assert.deepEqual(straightQuotes(withTexts('en', { 'layout:back': "Don't" })), ['en layout:back'])
  const planted = withTexts('de', { 'input:rules.other': 'Erwartet wird "{{expected}}".' })
  assert.deepEqual(straightQuotes(planted), ['de input:rules.other'])
  assert.deepEqual(markup(withTexts('de', { 'layout:back': '<b>Zurück</b>' })), ['de layout:back'])
  assert.deepEqual(markup(withTexts('de', { 'layout:back': 'Zur&uuml;ck' })), ['de layout:back'])
})

test('locales have words for every key that code and views name, and no others', () => {
  const used = keysIn(sources).union(rulesIn(sources, shipped))
  assert.deepEqual([missingKeys(used, shipped), unusedKeys(used, shipped)], [[], []])
  const planted = keysIn(["page.t('layout:bakc')", "{ title: 'errors:oops.title' }", "t('layuot:back')"])
  assert.deepEqual(missingKeys(planted, shipped), ['layout:bakc', 'errors:oops.title', 'layuot:back'])
  assert.deepEqual(unusedKeys(used, withTexts('en', { 'layout:unused': 'Unused' })), ['layout:unused'])
  const withRule = withTexts('en', { 'input:rules.never-broken': 'expected nothing' })
  const withoutUse = keysIn(sources).union(rulesIn(sources, withRule))
  assert.deepEqual(unusedKeys(withoutUse, withRule), ['input:rules.never-broken'])
  assert.ok(rulesIn(["{ file, rule: 'never-broken' }"], withRule).has('input:rules.never-broken'))
})

test('locales have a sentence for every rule of input, and in English what follows a place in a line', () => {
  assert.ok([...shipped.en.keys()].filter((key) => key.startsWith(rules)).length > 20)
  assert.deepEqual(unfinishedRules(shipped), [])
  const key = 'input:rules.field-missing'
  assert.deepEqual(unfinishedRules(withTexts('ja', { [key]: 'ここに値がありません' })), [`ja ${key}`])
  assert.deepEqual(unfinishedRules(withTexts('en', { [key]: 'A value is missing.' })), [`en ${key}`])
})

test('locales have words for every refusal in every language, and for no other', () => {
  assert.deepEqual(refusalsWithoutWords(refusalCodes, shipped), [])
  const planted = refusalsWithoutWords([...refusalCodes, 'new-code'], shipped)
  assert.equal(planted.length, 2 * languages.length)
  assert.ok(planted.includes('ja errors:new-code.title'))
})

test('locales leave no English text untranslated', () => {
  assert.deepEqual(untranslated(shipped), [])
  assert.deepEqual(untranslated(withTexts('ja', { 'layout:back': 'Back' })), ['ja layout:back'])
})

test('consentTextIn(language) has the same parts in every language, and no straight quotes', () => {
  const shape = (language: Language) => {
    const { version, summary, sections, agreements } = consentTextIn(language)
    const parts = sections.map(({ id, paragraphs }) => `${id} ${paragraphs.length}`)
    return { version, summary: summary.length, parts, agreements: agreements.map(({ id }) => id) }
  }
  for (const language of languages) {
    assert.deepEqual(shape(language), shape('en'), language)
    const { title, summary, sections, agreements } = consentTextIn(language)
    const texts = [title, ...summary, ...sections.flatMap((one) => [one.heading, ...one.paragraphs])]
    assert.doesNotMatch([...texts, ...agreements.map(({ text }) => text)].join('\n'), /["'`<>]/, language)
  }
})
