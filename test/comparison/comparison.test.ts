import assert from 'node:assert/strict'
import { writeFile } from 'node:fs/promises'
import { test } from 'node:test'
import { compareNamed } from '../../server/commands/compare.ts'
import { answersText } from '../exports/given-answers.ts'
import { runText } from '../model-runs/given-run.ts'
import { near } from '../statistics/near.ts'
import { average, distancesInGroup, percentileBands } from './direct.ts'
import { peopleDrawn, typically } from './direct-people.ts'
import { answersOn, comparedRun, known, peopleFile, rowsOn, runFile } from './given-sides.ts'

const topics = { Trams: ['++-', '+++', '+-+'], Parks: ['-+-+', '--++', '+---'], Taxes: ['++', '+-'], Bikes: ['+--'] }
const people = answersOn(topics)
const answered = { Trams: [0.9, 0.8, 0.3], Parks: [0.6, 0.7, 0.1, 0.2], Taxes: [0.2, 0.9], Bikes: [0.5, 0.4, 0.8] }
const others = { Trams: [0.2, 0.1, 0.3], Parks: [0.9, 0.7, 0.9, 0.6], Taxes: [0.8, 0.3], Bikes: [0.1, 0, 0.3] }

test('compareNamed(names) gives run less baseline, and bounds as published as two bootstraps apart from each other do', async (t) => {
  const { topic } = await comparedRun(t, { people, rows: rowsOn(answered) })
  const hard = Object.values(topics).flatMap((own) =>
    own.map((signs) => [...signs].map((sign) => Number(sign === '+'))),
  )
  const [own, run] = [hard, Object.values(answered)].map((groups) => groups.flatMap(distancesInGroup))
  assert.ok(topic && own && run)
  const { value, intervalAsPublished: interval } = topic.difference
  near(value, average(run) - average(own))
  const drawn = (values: readonly number[], place: (size: number) => number) =>
    average(values.map(() => values[place(values.length)] ?? NaN))
  const { low, high } = percentileBands((place) => drawn(run, place) - drawn(own, place))
  const found = known(interval)
  assert.ok(found.low >= low.from && found.low <= low.to, `${found.low} ${JSON.stringify(low)}`)
  assert.ok(found.high >= high.from && found.high <= high.to, `${found.high} ${JSON.stringify(high)}`)
})

const none = { undefined: 'none' }

test("compareNamed([people, 'published:llama3']) takes published bounds as 1.96 standard errors", async (t) => {
  const { baseline, runs } = await compareNamed([await peopleFile(t, ...people), 'published:llama3'])
  const [run] = runs
  assert.ok(run?.topic && baseline.measures.topic && run.measures.topic)
  // study.md 2.4: 0.1934 on topics, 0.0431 on paraphrases
  near([run.measures.topic.inconsistency, run.measures.paraphrase?.inconsistency ?? NaN], [0.1934, 0.0431], 5e-5)
  const halves = [baseline, run].map(({ measures }) => known(measures.topic?.intervalAsPublished ?? none))
  const half = Math.hypot(...halves.map(({ low, high }) => (high - low) / 2))
  const { value, intervalAsPublished: interval } = run.topic.difference
  near(value, run.measures.topic.inconsistency - baseline.measures.topic.inconsistency, 1e-12)
  near([known(interval).low, known(interval).high], [value - half, value + half], 1e-12)
  assert.deepEqual([known(interval).method, known(interval).resamples], ['normal', 0])
  assert.deepEqual([run.respondents, run.answers, run.paraphrase], [undefined, undefined, undefined])
})

test("compareNamed([people, 'published:llama3']) holds it fixed beside people drawn anew, and tests nothing without answers", async (t) => {
  const { runs } = await compareNamed([await peopleFile(t, ...people), 'published:llama3'], { equivalence: '1' })
  const [run] = runs
  assert.ok(run?.topic)
  const unknown = { undefined: 'only figures were published: nobody can be drawn anew' }
  assert.deepEqual([run.measures.topic?.interval, run.measures.topic?.intervalOverTopics], [unknown, unknown])
  const { value, interval, intervalOverTopics, equivalence } = run.topic.difference
  const { low, high, ...how } = known(interval)
  assert.deepEqual(how, { level: 0.95, method: 'percentile', resamples: 9999, unit: 'respondent', seed: 1 })
  const persons = Object.entries(topics).flatMap(([topic, own]) =>
    own.map((signs) => {
      const distances = distancesInGroup([...signs].map((sign) => Number(sign === '+')))
      return [{ topic, sum: distances.reduce((a, b) => a + b), count: distances.length }]
    }),
  )
  const error = typically(peopleDrawn(persons))
  near([low, high], [value - 1.959964 * error, value + 1.959964 * error], 0.15 * error)
  const figuresOnly = { undefined: 'of one side only figures are known' }
  assert.deepEqual(
    [intervalOverTopics, run.topic.tests.respondents, run.topic.tests.byTopic],
    Array(3).fill(figuresOnly),
  )
  assert.equal(known(equivalence ?? none).verdict, 'equivalent')
  near(known(equivalence ?? none).interval.high, value + 1.644854 * error, 0.15 * error)
})

test("compareNamed(['published:human', 'published:llama3']) shares 28 topics, and 27 of paraphrases", async () => {
  const { baseline, runs } = await compareNamed(['published:human', 'published:llama3'])
  const [run] = runs
  assert.deepEqual([run?.topic?.sharedTopics, run?.paraphrase?.sharedTopics], [28, 27])
  // study.md 6.6, C2
  near(
    [baseline.measures.topic?.inconsistency ?? NaN, baseline.measures.paraphrase?.inconsistency ?? NaN],
    [0.2961, 0.0977],
    5e-5,
  )
  near([run?.topic?.difference.value ?? NaN, run?.paraphrase?.difference.value ?? NaN], [-0.1027, -0.0546], 1e-4)
  assert.deepEqual(run?.topic?.matched, { undefined: 'of one side only figures are known' })
  const widths = [baseline.measures.topic?.interval, run?.topic?.difference.interval].map(
    (bounds = none) => known(bounds).high - known(bounds).low,
  )
  near(widths[1], widths[0] ?? NaN, 0.03 * (widths[0] ?? NaN)) // the model's figure is what it is
})

test('compareNamed(names) refuses a run that shares no measure with the baseline, and names it', async (t) => {
  const [own, run] = [await peopleFile(t, ...people), await runFile(t, rowsOn(answered, { original: 'One?' }))]
  await assert.rejects(compareNamed([own, 'published:llama3', run]), {
    name: 'InputProblem',
    rule: 'nothing-shared',
    place: { file: run },
    values: { baseline: own },
  })
  await assert.rejects(compareNamed([own, 'published:llama3'], { kind: 'paraphrase' }), { rule: 'nothing-shared' })
})

test('compareNamed(names) refuses an unknown published name with all that there are, and a file given twice', async (t) => {
  const run = await runFile(t, rowsOn(answered))
  for (const names of [
    ['published:nobody', run],
    [run, 'published:nobody'],
    ['published:nobody', 'published:human'],
  ]) {
    await assert.rejects(compareNamed(names), {
      rule: 'value-unknown',
      message: /^published:nobody: expected one of published:human, .*published:llama3, .*not "published:nobody"$/,
    })
  }
  await assert.rejects(compareNamed([run, run]), { rule: 'file-twice' })
  await assert.rejects(compareNamed([run, `${run}/../run.json`]), { rule: 'file-twice' })
})

test('compareNamed(names, { seed }) gives equal digits for an equal seed, whatever the order of the rows', async (t) => {
  const rows = rowsOn(answered)
  const [own, run] = [await peopleFile(t, ...people), await runFile(t, rows)]
  const first = await compareNamed([own, run], { seed: 5, equivalence: '0.1' })
  const samples = [first, await compareNamed([own, run], { seed: 6, equivalence: '0.1' })].map((one) => {
    const { difference, matched } = one.runs[0]?.topic ?? {}
    assert.ok(difference && matched && 'difference' in matched)
    return [difference, matched.difference].flatMap(({ equivalence = none, intervalAsPublished }) => {
      const { low, high } = known(intervalAsPublished)
      return [known(equivalence).p, [low, high]]
    })
  })
  await writeFile(own, answersText(...people.toSorted((a, b) => (`${a.wording}` < `${b.wording}` ? 1 : -1))))
  const variables = { filename: 'results/controversial_english_us/parrot/run.json' }
  await writeFile(run, runText(variables, rows.toReversed()))

  assert.deepEqual(await compareNamed([own, run], { seed: 5, equivalence: '0.1' }), first)
  for (const [n, bounds] of (samples[0] ?? []).entries()) assert.notDeepEqual(bounds, samples[1]?.[n])
})

test('compareNamed(names) gives a run the same numbers alone as beside others', async (t) => {
  const own = await peopleFile(t, ...people)
  const runs = [await runFile(t, rowsOn(answered)), await runFile(t, rowsOn(others)), 'published:llama3']
  const beside = await compareNamed([own, ...runs])
  for (const [n, run] of runs.entries()) {
    const alone = await compareNamed([own, run])
    assert.deepEqual(alone, { ...beside, runs: [beside.runs[n]] })
  }
  assert.notDeepEqual(beside.runs[0]?.topic, beside.runs[1]?.topic)
})

test('compareNamed(names) tells of each side who answered, and whether the people were invented', async (t) => {
  const invented = people.map((one) => ({
    ...one,
    participant_id: `invented ${one.participant_id}`,
    is_simulated: 'true',
  }))
  const [own, simulated] = [await peopleFile(t, ...people), await peopleFile(t, ...invented)]
  const run = await runFile(t, rowsOn(answered))
  const told = ({ kind, respondents, answers, isSimulated }: Awaited<ReturnType<typeof compareNamed>>['baseline']) => [
    kind,
    respondents,
    answers,
    isSimulated,
  ]
  const { baseline, runs } = await compareNamed([simulated, own, run])
  assert.deepEqual([baseline, ...runs].map(told), [
    ['people', 9, 28, true],
    ['people', 9, 28, undefined],
    ['model', 1, 12, undefined],
  ])
})
