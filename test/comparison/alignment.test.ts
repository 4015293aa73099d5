import assert from 'node:assert/strict'
import { test } from 'node:test'
import { compareNamed } from '../../server/commands/compare.ts'
import { near } from '../statistics/near.ts'
import { average, bcaBands, jensenShannon, totalVariation } from './direct.ts'
import { answersOn, comparedRun, known, peopleFile, put, rowsOn, runFile, weighed } from './given-sides.ts'

const people = answersOn({ Trams: ['++-', '+++', '+-+'], Parks: ['-+', '--'] })
const answered = { Trams: [0.9, 0.8, 0.3], Parks: [0.6, 0.7] }

test('compareNamed(names) sets what people answered together beside what the run answered, question by question', async (t) => {
  const run = await comparedRun(t, { people, rows: rowsOn(answered) })
  const { questions, byQuestion, ...means } = known(run.alignment)
  const shares = [
    ['Parks', 0, 0, 0.6],
    ['Parks', 1, 1 / 2, 0.7],
    ['Trams', 0, 1, 0.9],
    ['Trams', 1, 2 / 3, 0.8],
    ['Trams', 2, 2 / 3, 0.3],
  ] as const
  assert.equal(questions, 5)
  assert.deepEqual(
    byQuestion.map(({ topic, wording }) => [topic, wording]),
    shares.map(([topic, place]) => [topic, put(topic, place)]),
  )
  for (const [name, distance] of Object.entries({ totalVariation, jensenShannon })) {
    const wanted = shares.map(([, , one, other]) => distance(one, other))
    const measure = name as keyof typeof means
    near(
      byQuestion.map((one) => one[measure]),
      wanted,
    )
    near(means[measure].value, average(wanted))
    const [{ low, high, unit }, bands] = [known(means[measure].interval), bcaBands(wanted)]
    assert.equal(unit, 'question')
    assert.ok(low >= bands.low.from && low <= bands.low.to && high >= bands.high.from && high <= bands.high.to)
  }
})

test('compareNamed(names) takes the samples of a run together in the alignment', async (t) => {
  const samples = [
    [0.9, 0.2, 0],
    [0.5, 0.1, 1],
  ]
  const rows = samples.flatMap((Trams, sample) => rowsOn({ Trams }, { sample }))
  const { alignment } = await comparedRun(t, { people, rows })
  near(
    known(alignment).byQuestion.map((one) => one.totalVariation),
    [1 - 0.7, 2 / 3 - 0.15, 2 / 3 - 0.5],
  )
})

test('compareNamed(names) finds no distance between equal answers, and the largest between opposite ones', async (t) => {
  for (const [Trams, moved] of [
    [[1, 0, 1], 0],
    [[0, 1, 0], 1],
  ] as const) {
    const own = answersOn({ Trams: ['+-+', '+-+'] })
    const { alignment } = await comparedRun(t, { people: own, rows: rowsOn({ Trams }) })
    const figures = known(alignment)
    near([figures.totalVariation.value, figures.jensenShannon.value], [moved, moved * Math.sqrt(Math.LN2)], 1e-12)
  }
})

test('compareNamed(names) counts abstaining as a stance of its own where both sides could', async (t) => {
  const own = answersOn({ Trams: ['0+', '+0'] }, { is_abstain_offered: 'true' })
  const rows = rowsOn({ Trams: [1, 1] }).map((row, n) => ({
    ...row,
    ...weighed(['no', n * 0.25], ['none', 1 - n], ['yes', n * 0.75]),
  }))
  const { alignment } = await comparedRun(t, { people: own, rows })
  near(
    known(alignment).byQuestion.map((one) => one.totalVariation),
    [0.5, 0.5],
  )
})

test('compareNamed(names) has no alignment where it cannot be known, and says why', async (t) => {
  const rows = rowsOn(answered)
  const free = rows.map((row) => ({ ...row, ...weighed(['none', 0.2], ['yes', 0.5], ['no', 0.3]) }))
  const told = async (one: typeof rows) => (await comparedRun(t, { people, rows: one })).alignment
  assert.deepEqual(await told(rowsOn({ Ships: [0.1, 0.9] })), { undefined: 'no question was answered by both' })
  assert.deepEqual(await told(free), { undefined: 'not everybody could abstain who was asked the same' })
  assert.deepEqual(await told([...rows.slice(0, 3), ...free.slice(3)]), {
    undefined: 'not everybody could abstain who was asked the same',
  })

  const [own, run] = [await peopleFile(t, ...people), await runFile(t, rows)]
  const { runs } = await compareNamed([run, 'published:human', 'published:llama3', own])
  assert.deepEqual(
    runs.map(({ alignment }) => ('undefined' in alignment ? alignment.undefined : alignment.questions)),
    ['it is not known which side people took', 'of one side only figures are known', 5],
  )
})

test('compareNamed(names) says that only one side could abstain where some people could, in whatever order they come', async (t) => {
  const free = answersOn({ Trams: ['0+-'] }, { is_abstain_offered: 'true', study_id: 's2', participant_id: 'free' })
  for (const own of [
    [...people, ...free],
    [...free, ...people],
  ]) {
    const { alignment } = await comparedRun(t, { people: own, rows: rowsOn(answered) })
    assert.deepEqual(alignment, { undefined: 'not everybody could abstain who was asked the same' })
  }
})
