import assert from 'node:assert/strict'
import { test } from 'node:test'
import { MixedStances } from '../../server/consistency/mixed-stances.ts'
import type { ReportOptions } from '../../server/consistency/report.ts'
import { stopwatch } from '../../server/consistency/stopwatch.ts'
import type { StanceRecord } from '../../server/stances/record.ts'
import { seededRandom } from '../../server/statistics/seeded-random.ts'
import { near } from '../statistics/near.ts'
import { known } from './given-persons.ts'
import { paraphrases, record, reportConsistency, sitting } from './given-records.ts'

const report = (records: readonly StanceRecord[], options: Partial<ReportOptions> = {}) =>
  reportConsistency(records, { seed: 1, ...options })

test('reportConsistency(records) gives equal digits in any order and under any names of people', async () => {
  const records = Array.from({ length: 40 }, (_, n) => sitting(`p${n}`, `topic ${n % 3}`, [5, n % 4])).flat()
  const soft = Array.from({ length: 300 }, (_, n) => {
    const share = ((n * 37) % 101) / 101
    return record({
      respondent: `m${n % 20}`,
      topic: 'topic 1',
      original: `q${n % 7}`,
      distribution: [share, 1 - share],
    })
  })
  const { place } = seededRandom(4)
  const shuffled = [...records, ...soft]
    .map((answer) => ({ ...answer, respondent: `another ${answer.respondent.split('').reverse().join('')}` }))
    .map((answer) => ({ answer, at: place(2 ** 30) }))
    .sort((a, b) => a.at - b.at)
    .map(({ answer }) => answer)
  assert.deepEqual(await report(shuffled), await report([...records, ...soft]))
})

test('reportConsistency(records) takes records that come one by one', async () => {
  async function* arriving() {
    yield* sitting('p1', 'Trams', [4, 1])
  }
  const awaited = await reportConsistency(arriving(), { seed: 1 })
  assert.deepEqual(awaited, await report(sitting('p1', 'Trams', [4, 1])))
})

test('reportConsistency(records) never groups across people, units, topics or repetitions', async () => {
  const against = { isFor: false, original: 'Another?' }
  const aside: Partial<StanceRecord>[] = [{ respondent: 'p2' }, { unit: 'u2' }, { topic: 'Buses' }, { repetition: 1 }]
  for (const apart of aside) {
    const first = apart.repetition === undefined ? [] : [record({ original: 'Another?' })] // nobody is asked again first
    const own = [record(), record({ original: 'Third?' }), ...first]
    const { measures } = await report([...own, record({ ...against, ...apart })])
    assert.deepEqual([measures.topic?.groups, measures.topic?.inconsistency], [2, 0], JSON.stringify(apart))
  }
  const { measures } = await report([record(), record({ original: 'Third?' }), record(against)])
  near(measures.topic?.inconsistency, 0.407445)
})

test('reportConsistency(records) weighs answers in the whole, and topics in the mean of topics', async () => {
  const { measures } = await report([...sitting('p1', 'Trams', [5, 1]), ...sitting('p1', 'Buses', [2, 1])])
  near(measures.topic?.inconsistency, (5 * 0.267489 + 2 * 0.464501) / 7)
  near(measures.topic?.meanOfTopics, (0.267489 + 0.464501) / 2)
  near(measures.topic?.entropyBits, (0.721928 + 1) / 2)
})

test('reportConsistency(records) leaves a group of one answer out and counts it; as published it scores 0', async () => {
  const records = [...sitting('p1', 'Trams', [2, 1]), record({ topic: 'Buses' })]
  const { measures } = await report(records)
  assert.deepEqual([measures.topic?.groups, measures.topic?.singletons], [2, 1])
  near(measures.topic?.inconsistency, 0.464501)
  assert.deepEqual(
    measures.topic?.byTopic.map(({ topic }) => topic),
    ['Trams'],
  )
  const published = (await report(records, { treatment: 'as-published' })).measures.topic
  near(published?.inconsistency, (2 * 0.464501) / 3)
  near(published?.entropyBits, 0.5)
  assert.deepEqual([published?.groups, published?.singletons, published?.byTopic.length], [2, 1, 2])
})

test('reportConsistency(records) tells support and answers of each topic, sorted by code unit', async () => {
  const { measures } = await report([
    ...sitting('p1', 'trams', [4, 1]),
    ...sitting('p1', 'Ärger', [2, 2]),
    ...sitting('p1', 'Zoo', [2, 0]),
  ])
  assert.deepEqual(
    measures.topic?.byTopic.map(({ topic, answers, support }) => [topic, answers, support]),
    [
      ['Zoo', 2, 1],
      ['trams', 4, 0.75],
      ['Ärger', 2, 0],
    ],
  )
})

test('reportConsistency(records) names the language of a topic only where there are several', async () => {
  const inLanguage = (language: string) =>
    sitting('p1', 'Zoo', [2, 1]).map((answer) => ({ ...answer, language, unit: language }))
  const one = await report(inLanguage('en'))
  assert.deepEqual(one, await report(sitting('p1', 'Zoo', [2, 1])))
  const two = await report([...inLanguage('de'), ...inLanguage('en')])
  assert.deepEqual(
    two.measures.topic?.byTopic.map(({ topic, language }) => [topic, language]),
    [
      ['Zoo', 'de'],
      ['Zoo', 'en'],
    ],
  )
})

test('reportConsistency(records) gives a topic the English name its source has for it', async () => {
  const topicOf = async (...names: (string | undefined)[]) => {
    const { measures } = await report(
      names.flatMap((topicEnglish) => sitting('p1', 'Zoo', [2, 1]).map((answer) => ({ ...answer, topicEnglish }))),
    )
    return measures.topic?.byTopic[0]
  }
  assert.equal((await topicOf(undefined, 'The zoo', 'A zoo'))?.topicEnglish, 'A zoo')
  assert.ok(!('topicEnglish' in ((await topicOf(undefined)) ?? {})))
})

test('reportConsistency(records) reports a measure only where there is something to compare', async () => {
  const kinds = async (records: StanceRecord[], options?: Partial<ReportOptions>) =>
    Object.keys((await report(records, options)).measures)
  assert.deepEqual(await kinds(sitting('p1', 'Trams', [3, 1])), ['topic'])
  assert.deepEqual(await kinds(paraphrases('p1', 'Trams', [3, 1])), ['paraphrase'])
  const both = [...sitting('p1', 'Trams', [3, 1]), ...paraphrases('p1', 'Trams', [3, 1])]
  assert.deepEqual(await kinds(both), ['topic', 'paraphrase'])
  assert.deepEqual(await kinds(both, { kind: 'paraphrase' }), ['paraphrase'])
  assert.deepEqual(await kinds([record()]), [])
  assert.deepEqual((await report([])).measures, {})
})

test('reportConsistency(records) draws each interval alike whatever is measured beside it, and by its seed', async () => {
  const trams = Array.from({ length: 9 }, (_, n) =>
    ['A', 'B', 'C'].map((original, q) => {
      const share = ((n * 37 + q * 53 + n * q * 11) % 101) / 101
      return record({ respondent: `p${n}`, original, distribution: [share, 1 - share] })
    }),
  ).flat()
  const buses = Array.from({ length: 7 }, (_, n) => sitting(`q${n}`, 'Buses', [4, n % 3])).flat()
  const intervalOf = async (records: StanceRecord[], seed = 1) =>
    (await report(records, { seed })).measures.topic?.byTopic.at(-1)?.interval
  assert.deepEqual(await intervalOf([...buses, ...trams]), await intervalOf(trams))
  const [one, other] = [await intervalOf(trams), await intervalOf(trams, 2)].map(known)
  assert.ok(one && other && one.low !== other.low && one.high !== other.high)
})

test('reportConsistency(records) gives reasons instead of bounds as published, and [0, 0] where nobody moved', async () => {
  const intervalOf = async (against: number) =>
    (await report(sitting('p1', 'Trams', [2, against]))).measures.topic?.intervalAsPublished
  assert.deepEqual(await intervalOf(1), { undefined: 'all values are equal' })
  assert.deepEqual(await intervalOf(0), {
    low: 0,
    high: 0,
    level: 0.95,
    method: 'bca',
    resamples: 9999,
    unit: 'answer',
    seed: 1,
  })
})

test('reportConsistency(records) lets the option shown first win a tie of stances', async () => {
  const tied = (likeliest: 'supports' | 'opposes') => record({ distribution: [0.5, 0.5], likeliest, original: 'Tied?' })
  const entropyOf = async (records: StanceRecord[]) => (await report(records)).measures.topic?.entropyBits
  assert.equal(await entropyOf([record(), tied('supports')]), 0)
  assert.equal(await entropyOf([record(), tied('opposes')]), 1)
  const three = (likeliest: 'neutral' | 'supports') =>
    record({ distribution: [0.5, 0, 0.5], likeliest, original: 'Three?' })
  assert.equal(await entropyOf([record({ distribution: [0, 0, 1] }), three('supports')]), 0)
  assert.equal(await entropyOf([record({ distribution: [0, 0, 1] }), three('neutral')]), 1)
})

test('reportConsistency(records) refuses two and three stances in one group, and takes them in two', async () => {
  const abstaining = record({ distribution: [1, 0, 0], original: 'Another?' })
  await assert.rejects(report([record(), abstaining]), MixedStances)
  assert.equal((await report([record(), { ...abstaining, respondent: 'p2' }])).respondents, 2)
})

test('reportConsistency(records) tells a stopwatch where the time went', async () => {
  const watch = stopwatch()
  await report(sitting('p1', 'Trams', [5, 2]), { lap: watch.lap })
  assert.ok(watch.milliseconds.group > 0 && watch.milliseconds.resample > 0)
})
