import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readWords } from '../../server/platform/http/words.ts'
import { type Language, languages } from '../../server/platform/languages.ts'
import { ruleNames } from '../../server/quality/rule.ts'
import { chapters } from '../../server/reference/chapters.ts'
import type { Chapter } from '../../server/reference/entry.ts'
import { entriesNamed, type ReferenceEntry, referenceIn } from '../../server/reference/reference.ts'
import { bearsFigure, containers, counts, type Field, fieldsIn, isNamed } from './fields.ts'
import { givenOutputs } from './given-outputs.ts'
import { filled, reasonsInCode, textsInCode } from './reasons.ts'

const words = await readWords()
const outputs = await givenOutputs()
const entries = chapters.flatMap((chapter) => chapter.entries)
const told = Object.fromEntries(
  languages.map((language) => [language, referenceIn(language, words(language)).flatMap((chapter) => chapter.entries)]),
) as Record<Language, ReferenceEntry[]>

const claims = entries.flatMap(({ fields }) => fields)
const isClaimed = (path: string) => claims.some((claim) => isNamed(path, claim))

/** Fields of outputs that tell of a figure which no entry explains. */
function unexplained(given: readonly unknown[]): string[] {
  const found = given.flatMap((output) => fieldsIn(output)).filter((field) => bearsFigure(field) && !isExplained(field))
  return [...new Set(found.map(({ path }) => path))]
}

/** The value of a figure is explained where the figure is. */
function isExplained({ path, value }: Field): boolean {
  const names = path.split('.')
  const name = names.at(-1) ?? ''
  if (isClaimed(path)) return true
  if (name in counts) return Number.isInteger(value)
  if (name in containers) return typeof value === 'object'
  if (name !== 'value') return name === 'undefined'
  const figure = names.slice(0, -1)
  while (figure.at(-1) !== undefined && (figure.at(-1) ?? '') in containers) figure.pop()
  return isClaimed(figure.join('.'))
}

test('the reference explains every figure that reports, comparisons, agreement, flags and plans tell', () => {
  assert.ok(outputs.flatMap((output) => fieldsIn(output)).length > 2000)
  assert.deepEqual(unexplained(outputs), [])
})

test('a figure that nobody explained is found: a number, one without a value, one in a list, and no count', () => {
  const planted = (added: object) => unexplained([{ measures: { topic: { inconsistency: 0.3, ...added } } }])
  assert.deepEqual(planted({ novelty: 0.3 }), ['measures.topic.novelty'])
  assert.deepEqual(planted({ novelty: { value: 0.3, interval: { low: 0, high: 1 } } }), [
    'measures.topic.novelty',
    'measures.topic.novelty.value',
  ])
  assert.deepEqual(planted({ novelty: { undefined: 'too few' } }), ['measures.topic.novelty'])
  assert.deepEqual(planted({ byTopic: [{ topic: 'Trams', novelty: 1 }] }), ['measures.topic.byTopic.novelty'])
  assert.deepEqual(planted({ answers: 0.5, name: 'novelty' }), ['measures.topic.answers'])
})

test('the reference explains no field that nothing tells', () => {
  const paths = [...new Set(outputs.flatMap((output) => fieldsIn(output)).map(({ path }) => path))]
  const dead = (names: readonly string[]) => names.filter((name) => !paths.some((path) => isNamed(path, name)))
  assert.deepEqual(dead([...claims, ...Object.keys(counts), ...Object.keys(containers)]), [])
  assert.deepEqual(dead(['pearson', 'pearsonn']), ['pearsonn'])
})

test('the reference has each entry once, by names that are no others', () => {
  const names = entries.flatMap(({ id, also = [] }) => [id, ...also])
  assert.deepEqual(
    names.filter((name, n) => names.indexOf(name) < n),
    [],
  )
  assert.ok(entries.length > 60)
})

/** Every text of an entry by the part it is, those of the program itself apart. */
function textsOf({ title, tells, symbols, range, cases, published, caution }: ReferenceEntry): [string, string][] {
  const parts = { title, tells, symbols, range, published: published.text, caution }
  const ofCases = cases.map(({ when }, n) => [`case ${n}`, when] as [string, string])
  return [
    ...Object.entries(parts).flatMap(([part, text]): [string, string][] => (text ? [[part, text]] : [])),
    ...ofCases,
  ]
}

type Find = (text: string, english: string) => boolean

/** Texts of which something holds, beside the same part in English. */
function texts(find: Find, given: Readonly<Record<Language, readonly ReferenceEntry[]>> = told): string[] {
  return languages.flatMap((language) =>
    given[language].flatMap((entry, n) => {
      const english = new Map(given.en[n] ? textsOf(given.en[n]) : [])
      const found = textsOf(entry).filter(([part, text]) => find(text, english.get(part) ?? ''))
      return found.map(([part]) => `${language} ${entry.id} ${part}`)
    }),
  )
}

const decimals = (text: string) => new Set(text.match(/\d+\.\d+/g))
const isUntranslated: Find = (text, english) => text === english && /\p{L}{3}/u.test(text)
const isMistyped: Find = (text) => /["'`]|<[a-z/!]|&#?\w+;|\s{2}|\d,\d(?!\d\d)/i.test(text)
const hasOtherNumbers: Find = (text, english) => decimals(text).symmetricDifference(decimals(english)).size > 0

test('every entry has all its parts in four languages, none empty and none left in English', () => {
  for (const language of languages) {
    assert.deepEqual(
      told[language].map(({ id }) => id),
      entries.map(({ id }) => id),
    )
    for (const [n, entry] of told[language].entries()) {
      const parts = textsOf(entry).map(([part]) => part)
      assert.deepEqual(
        parts,
        textsOf(told.en[n] ?? entry).map(([part]) => part),
        `${language} ${entry.id}`,
      )
      assert.ok(entry.unit && entry.published.verdict && entry.cases.length > 0, `${language} ${entry.id}`)
    }
  }
  const foreign = (find: Find) => texts(find).filter((found) => !found.startsWith('en '))
  assert.deepEqual(foreign(isUntranslated), [])
  assert.ok(isUntranslated('Mean of a group', 'Mean of a group') && !isUntranslated('0 … 1.', '0 … 1.'))
})

test('the same decimal numbers stand in every language, and no text has straight quotes, markup or odd spaces', () => {
  assert.deepEqual([texts(hasOtherNumbers), texts(isMistyped)], [[], []])
  assert.ok(hasOtherNumbers('höchstens 0.464510', 'at most 0.464501'))
  for (const planted of ["Don't", '<b>no</b>', 'Zur&uuml;ck', 'two  spaces', 'nur 0,5'])
    assert.ok(isMistyped(planted, ''))
})

test('referenceIn(language) refuses texts in which an entry, a case or a part is missing or empty', async () => {
  const { readChapterText } = await import('../../server/reference/texts.ts')
  const [first] = chapters
  assert.ok(first)
  const refusesWith = (changes: Partial<Chapter['entries'][number]>) => {
    const [entry, ...others] = first.entries
    assert.ok(entry)
    const changed = { ...first, entries: [{ ...entry, ...changes }, ...others] }
    assert.throws(() => readChapterText('en', changed), /ZodError|invalid|unrecognized/i)
  }
  refusesWith({ id: 'unknown' })
  refusesWith({ cases: { alike: '0', centred: '0', single: '0', added: '0' } })
  refusesWith({ cases: { alike: '0', centred: '0' } })
  assert.equal(readChapterText('en', first).title, 'How far answers are apart')
})

/** What comes out of degenerate cases, where it is told in words. */
const outcomes = entries
  .flatMap(({ cases }) => Object.values(cases))
  .filter((outcome) => /[a-z]{2}/.test(outcome) && outcome.includes(' '))

test('every reason for which a figure does not exist is a case of some entry, and is quoted as the code has it', () => {
  const unexplainedReasons = (reasons: readonly string[]) =>
    reasons.filter((reason) => !outcomes.some((outcome) => filled(reason).test(outcome)))
  assert.ok(reasonsInCode().length > 35)
  assert.deepEqual(unexplainedReasons(reasonsInCode()), [])
  assert.deepEqual(unexplainedReasons(['the moon is full']), ['the moon is full'])
  const code = textsInCode()
  const misquoted = (quoted: readonly string[]) => quoted.filter((outcome) => !code.some((text) => text.test(outcome)))
  assert.deepEqual(misquoted(outcomes), [])
  assert.deepEqual(misquoted(['too few answers: many respondents']), ['too few answers: many respondents'])
})

test('every rule that flags people has an entry by its name', () => {
  const all = referenceIn('en', words('en'))
  assert.deepEqual(
    ruleNames.filter((rule) => entriesNamed(all, rule).length !== 1),
    [],
  )
})
