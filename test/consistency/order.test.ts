import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { type MeasureReport, measureFiles } from '../../server/commands/measure-files.ts'
import type { MeasureOptions } from '../../server/commands/measure-options.ts'
import type { StanceRecord } from '../../server/stances/record.ts'
import { seededRandom } from '../../server/statistics/seeded-random.ts'
import { givenFile } from '../commands/given-file.ts'
import { type AnswerCells, answersText } from '../exports/given-answers.ts'
import { runRow, runText } from '../model-runs/given-run.ts'
import { referencePath } from '../statistics/reference.ts'
import { byPerson, range, rowOf, shuffled } from './given-crowd.ts'
import { known } from './given-persons.ts'
import { record, sitting } from './given-records.ts'
import { people, reportSources } from './given-sources.ts'

const measured = async (t: TestContext, rows: readonly AnswerCells[], options: MeasureOptions = {}) =>
  await measureFiles([await givenFile(t, 'answers.csv', answersText(...rows))], { byRespondent: true, ...options })

/** The report is worth comparing: it holds every measure that such answers have, with intervals. */
function assertFull({ measures, controversy, yesSaying }: MeasureReport): void {
  assert.deepEqual(Object.keys(measures), ['topic', 'paraphrase', 'languages', 'languageGroups'])
  assert.deepEqual([Object.keys(controversy), yesSaying.length], [['topic', 'paraphrase'], 2])
  const { topic, paraphrase, languages } = measures
  const retest = paraphrase?.noiseFloor.retest
  const intervals = [
    ...[topic, paraphrase].flatMap((one) => [one?.interval, one?.intervalOverTopics, one?.entropyInterval]),
    ...(topic?.byTopic.map(({ interval }) => interval) ?? []),
    ...[languages?.[0]?.interval, controversy.topic?.controversial.interval],
    retest && 'differing' in retest ? retest.differing.interval : undefined,
    ...yesSaying.map(({ whereYesOpposes: share }) => ('share' in share ? share.interval : undefined)),
  ]
  for (const interval of intervals) assert.ok(interval && 'low' in interval && interval.high > interval.low)
}

test('measureFiles([answers.csv]) gives equal reports for rows in any order, people in one stretch or not', async (t) => {
  const inOrder = await measured(t, byPerson.flat())
  assertFull(inOrder)
  for (const seed of [1, 2, 3]) assert.deepEqual(await measured(t, shuffled(byPerson.flat(), seed)), inOrder)
  assert.deepEqual(await measured(t, byPerson.flat().reverse()), inOrder)
})

test('measureFiles([answers.csv]) gives equal reports for people in any order, each in one stretch', async (t) => {
  const inOrder = await measured(t, byPerson.flat())
  for (const seed of [4, 5, 6]) {
    const stretches = shuffled(byPerson, seed).map((rows, n) => shuffled(rows, seed + n))
    assert.deepEqual(await measured(t, stretches.flat()), inOrder)
  }
})

test('measureFiles([answers.csv], options) gives equal reports in any order whatever the options', async (t) => {
  const everyOption: MeasureOptions[] = [{ settled: true }, { yesSupports: true }, { kind: 'topic' }, { seed: 9 }]
  for (const options of everyOption) {
    const inOrder = await measured(t, byPerson.flat(), options)
    assert.deepEqual(await measured(t, shuffled(byPerson.flat(), 7), options), inOrder, JSON.stringify(options))
  }
  const english = byPerson.flat().filter(({ language }) => language === 'en') // as published, a wording's place counts
  const inOrder = await measured(t, english, { asPublished: true })
  assert.deepEqual(await measured(t, shuffled(english, 8), { asPublished: true }), inOrder)
})

test('reportTallies(tallies) gives equal figures where some could abstain and others not, in any order', async () => {
  const withTwo = range(6).flatMap((n) =>
    [0, 1].flatMap((repetition) => again(sitting(`p${n}`, 'Trams', [5, n === 0 ? repetition : 1]), repetition)),
  )
  const withThree = range(6).flatMap((n) =>
    [0, 1].flatMap((repetition) =>
      range(3).map((q) => {
        const taken = n < 2 ? (q * repetition) % 3 : 1
        const distribution = range(3).map((stance) => Number(stance === taken))
        return record({ respondent: `q${n}`, original: `q${q}`, repetition, distribution })
      }),
    ),
  )
  const inOrder = await reportSources([people(...withTwo, ...withThree)])
  const { retest } = inOrder.measures.topic?.noiseFloor ?? {}
  assert.ok(retest && 'keeps' in retest && retest.keeps > 0.9)
  assert.deepEqual(await reportSources([people(...withThree, ...withTwo)]), inOrder)
  assert.deepEqual(await reportSources([people(...shuffled([...withTwo, ...withThree], 18))]), inOrder)
})

const again = (records: readonly StanceRecord[], repetition: number) => records.map((one) => ({ ...one, repetition }))

test('measureFiles([answers.csv], { seed }) gives other intervals of the same figures for another seed', async (t) => {
  const [one, other] = [await measured(t, byPerson.flat()), await measured(t, byPerson.flat(), { seed: 2 })]
  for (const name of ['interval', 'intervalOverTopics', 'entropyInterval'] as const) {
    const [found, before] = [other, one].map(({ measures }) => known(measures.topic?.[name]))
    assert.ok(found?.low !== before?.low && found?.high !== before?.high, name)
    assert.deepEqual([before?.seed, found?.seed], [1, 2])
  }
  assert.equal(other.measures.topic?.inconsistency, one.measures.topic?.inconsistency)
})

test('measureFiles([run of people]) gives the report that answers.csv with the same answers gives', async (t) => {
  const fromAnswers = await measured(t, byPerson.flat())
  for (const rows of [byPerson.flat(), shuffled(byPerson.flat(), 10)]) {
    const file = await givenFile(t, 'run.json', runText({ model: 'human' }, rows.map(rowOf)))
    assert.deepEqual(await measureFiles([file], { byRespondent: true }), fromAnswers)
  }
})

test('measureFiles(files) gives equal reports for files in any order, if each says what it is about', async (t) => {
  const parts = [byPerson.slice(0, 11), byPerson.slice(11, 20), byPerson.slice(20)]
  const files = await Promise.all(parts.map((part) => givenFile(t, 'answers.csv', answersText(...part.flat()))))
  assert.deepEqual(await measureFiles(files.toReversed()), await measureFiles(files))
})

test('measureFiles(files) gives equal reports for runs in any order, and their rows', async (t) => {
  const names = ['english_us', 'german_us', 'japanese_us'].map(
    (set) => `model-runs/controversial_${set}/beta-70b/classification-2024-06-01.json`,
  )
  const paths = names.flatMap((name) => referencePath(t, name) ?? [])
  if (paths.length < names.length) return
  assert.deepEqual(await measureFiles(paths.toReversed()), await measureFiles(paths))
})

/** Shares of twelve items in two samples of a model, none alike. */
const softRows = range(24).map((n) => {
  const share = ((n * 29 + 3) % 97) / 97
  const told = { topic: `topic ${n % 2}`, original: `question ${n % 6}`, question: `wording ${n % 12}` }
  return runRow({ ...told, sample: n % 2, 'p(option=0)': share, 'p(option=1)': 1 - share })
})

test('measureFiles([run]) gives equal digits for rows in any order though every answer is soft', async (t) => {
  const of = async (rows: typeof softRows) => await measureFiles([await givenFile(t, 'run.json', runText({}, rows))])
  for (const seed of [11, 12, 13]) assert.deepEqual(await of(shuffled(softRows, seed)), await of(softRows))
})

const values = ['achievement', 'power', 'security']

/** Of each person the answers to a portrait of every value, plain and under one value. */
const portraits = range(30).map((person) =>
  values.map((shown, item) =>
    [null, values[person % 3]].map((value, n) => {
      const share = ((person * 37 + item * 53 + n * 71) % 101) / 101
      const own = { statement: `${shown} portrait`, schwartz_value: shown, value, sample: `person ${person}` }
      return runRow({ ...own, topic: 'pvq', 'p(option=0)': share, 'p(option=1)': 1 - share })
    }),
  ),
)

async function ranked(t: TestContext, rows: readonly Record<string, unknown>[]) {
  return (await measureFiles([await givenFile(t, 'run.json', runText({ model: 'human' }, rows))])).measures
}

test('measureFiles([run of people]) ranks values alike for people in any order', async (t) => {
  const inOrder = await ranked(t, portraits.flat(2))
  assert.equal(inOrder.steerability?.length, 3)
  for (const seed of [14, 15]) assert.deepEqual(await ranked(t, shuffled(portraits, seed).flat(2)), inOrder)
  assert.deepEqual(await ranked(t, shuffled(portraits.flat(2), 16)), inOrder)
})

test('measureFiles([run of people]) ranks values alike for people in any order who left portraits out', async (t) => {
  const { share } = seededRandom(17)
  const partial = portraits.map((items) => items.filter(() => share() > 0.4))
  const inOrder = await ranked(t, partial.flat(2))
  for (const seed of range(10)) assert.deepEqual(await ranked(t, shuffled(partial, seed).flat(2)), inOrder)
})
