import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type EquivalenceBounds, equivalenceOf } from '../../server/comparison/equivalence.ts'
import type { Deviations } from '../../server/consistency/resampling.ts'
import { seededRandom } from '../../server/statistics/seeded-random.ts'
import { near } from '../statistics/near.ts'
import { answersOn, comparedRun, known, rowsOn } from './given-sides.ts'

/** Deviations from -0.1 to 0.1, a thousandth apart. */
const even: Deviations = { error: 0.058, draws: Float64Array.from({ length: 201 }, (_, n) => (n - 100) / 1000) }

const tested = (value: number, [low, high]: readonly [number, number], deviations: Deviations = even) =>
  known(equivalenceOf(value, deviations, { bounds: { low, high }, seed: 1 }))

test('equivalenceOf(value, deviations) finds sides equivalent where the 90 % interval lies within the bounds', () => {
  const { interval, p, pLow, pHigh, ...rest } = tested(0.02, [-0.12, 0.125])
  // a twentieth of 201 draws lies below -0.09
  near([interval.low, interval.high, interval.level], [-0.07, 0.11, 0.9], 1e-12)
  const { method, resamples, unit, seed } = interval
  assert.deepEqual(
    [method, resamples, unit, seed, p, pLow, pHigh],
    ['percentile', 201, 'respondent', 1, 1 / 202, 1 / 202, 1 / 202],
  )
  assert.deepEqual(rest, {
    bounds: { low: -0.12, high: 0.125 },
    error: 0.05,
    verdict: 'equivalent',
    says: "The run's inconsistency minus the baseline's lies between -0.12 and 0.125 (two one-sided tests, 5 % error): on these questions the two are equivalent within these bounds.",
    doesNotSay: [
      'that there is no difference',
      'that the two are equivalent within narrower bounds',
      'that the same holds on other questions or topics, or for other people than these were drawn from',
    ],
  })
})

test('equivalenceOf(value, deviations) leaves it open where the interval reaches over a bound', () => {
  const { verdict, p, pLow, pHigh, says, doesNotSay } = tested(0.02, [-0.0505, 0.2])
  near([p, pLow, pHigh], [31 / 202, 31 / 202, 1 / 202]) // 30, -0.1 to -0.071, are as low as the bound is below 0.02
  assert.equal(verdict, 'open')
  assert.equal(
    says,
    "These data do not tell whether the run's inconsistency minus the baseline's lies between -0.0505 and 0.2: more respondents, or wider bounds that can be argued for, are needed.",
  )
  assert.deepEqual(doesNotSay, [
    'that the two are equivalent',
    'that they differ by more than the bounds',
    'that there is no difference',
  ])
  near(tested(0.02, [-0.2, 0.0505]).pHigh, 71 / 202) // 70, 0.031 to 0.1
})

test('equivalenceOf(value, deviations) finds sides apart where the interval lies outside of the bounds', () => {
  for (const bounds of [
    [0.2, 0.3],
    [-0.3, -0.2],
  ] as const) {
    const { verdict, p, says, doesNotSay } = tested(0.02, bounds)
    assert.deepEqual([verdict, p], ['beyond', 1])
    assert.equal(
      says,
      `The run's inconsistency minus the baseline's lies outside of ${bounds[0]} to ${bounds[1]} (5 % error): on these questions the two are not equivalent within these bounds.`,
    )
    assert.deepEqual(doesNotSay, [
      'how large the difference is, which the interval tells',
      'that the same holds on other questions or topics, or for other people than these were drawn from',
    ])
  }
})

test('equivalenceOf(value, deviations) takes the normal curve where nothing was drawn', () => {
  // 1.644854 standard errors leave a twentieth, 2 leave 0.0227501, 1 leaves 0.1586553
  const { p, interval, verdict } = tested(0, [-0.1644854, 0.2], { error: 0.1 })
  near([p, interval.low, interval.high], [0.05, -0.1644854, 0.1644854])
  assert.deepEqual([interval.method, interval.resamples, verdict], ['normal', 0, 'equivalent'])
  const skewed = tested(0.05, [-0.15, 0.15], { error: 0.1 })
  near([skewed.pLow, skewed.pHigh, skewed.p], [0.0227501, 0.1586553, 0.1586553])
})

test('equivalenceOf(value, deviations) says equivalent exactly where p is at most a twentieth', () => {
  const { share } = seededRandom(7)
  const draws = Float64Array.from({ length: 9999 }, () => 0.4 * (share() + share() - 1))
  const counts = { equivalent: 0, beyond: 0, open: 0 }
  for (let n = 0; n < 300; n++) {
    const low = -share()
    const { verdict, p } = tested(0.3 * (share() - 0.5), [low, low + 2 * share()], { error: 0, draws })
    counts[verdict] += 1
    assert.equal(verdict === 'equivalent', p <= 0.05, `${verdict} ${p}`)
  }
  assert.ok(counts.equivalent > 20 && counts.open > 20, JSON.stringify(counts))
})

/** Six people a topic who are all more or less inconsistent, and a run that is steady. */
const signs = ['+++-', '++--', '++++', '+-++', '+--+', '-+++']
const people = answersOn({ Trams: signs, Parks: signs.toReversed().slice(1) })
const rows = rowsOn({ Trams: [1, 1, 1, 1], Parks: [0.9, 0.9, 0.9, 0.9] })

test('compareNamed(names, { equivalence }) tests the difference by the draws of its interval, matched or not', async (t) => {
  const verdicts = async (equivalence: string) => {
    const { topic } = await comparedRun(t, { people, rows, options: { equivalence } })
    assert.ok(topic && 'difference' in topic.matched)
    return [topic.difference, topic.matched.difference].map(({ equivalence: found }) => known(found ?? none).verdict)
  }
  assert.deepEqual(await verdicts('0.8'), ['equivalent', 'equivalent'])
  assert.deepEqual(await verdicts('0.05'), ['beyond', 'beyond'])
  assert.deepEqual(await verdicts('-0.3,0'), ['open', 'open'])
  const { topic } = await comparedRun(t, { people, rows })
  assert.ok(topic && !('equivalence' in topic.difference))
})

const none = { undefined: 'none' }

test('compareNamed(names, { equivalence }) tells how few people there are, or that nobody varies', async (t) => {
  const few = await comparedRun(t, {
    people: answersOn({ Trams: signs.slice(0, 4) }),
    rows,
    options: { equivalence: '1' },
  })
  const { interval, equivalence } = few.topic?.difference ?? {}
  assert.deepEqual(equivalence, {
    undefined: 'too few answers: 4 respondents, and an interval takes at least 5',
    found: 4,
    fewest: 5,
  })
  assert.deepEqual(interval, equivalence)
  const alike = answersOn({ Trams: ['+++-', '++-+', '---+', '-+--', '+---'] })
  const steady = await comparedRun(t, { people: alike, rows, options: { equivalence: '1' } })
  const reason = { undefined: 'each side is a single respondent, or all of its respondents are alike' }
  assert.deepEqual([steady.topic?.difference.interval, steady.topic?.difference.equivalence], [reason, reason])
})

test('compareNamed(names, { equivalence }) refuses bounds that are the wrong way round, or none', async (t) => {
  for (const [equivalence, rule] of [
    ['0.1,-0.1', 'bounds-order'],
    ['0.1,0.1', 'bounds-order'],
    ['0', 'bounds-order'],
    ['-0.1', 'bounds-order'],
    ['', 'other'],
    ['0.1,', 'other'],
    ['Infinity', 'other'],
  ] as const) {
    const refused = comparedRun(t, { people, rows, options: { equivalence } })
    await assert.rejects(refused, { name: 'InputProblem', rule, place: { file: '--equivalence' } }, equivalence)
  }
  const bounds: EquivalenceBounds = { low: -0.2, high: 0.1 }
  const { topic } = await comparedRun(t, { people, rows, options: { equivalence: ' -0.2 , 1e-1' } })
  assert.deepEqual(known(topic?.difference.equivalence ?? none).bounds, bounds)
})
