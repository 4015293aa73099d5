import assert from 'node:assert/strict'
import { test } from 'node:test'
import { binomialDraw } from '../../server/statistics/binomial-draw.ts'
import { tabledBinomial } from '../../server/statistics/binomial-table.ts'
import { mean } from '../../server/statistics/mean.ts'
import { seededRandom } from '../../server/statistics/seeded-random.ts'
import { type Stratum, stratifiedDraws, stratifiedErrors } from '../../server/statistics/stratified-draws.ts'
import { near } from './near.ts'

const resamples = 40_000
const drawn = (strata: readonly Stratum[], figures = 1, seed = 1) =>
  stratifiedDraws(strata, { figures, resamples, random: seededRandom(seed) })
const spreadOf = (draws: ArrayLike<number>) => Math.sqrt(mean(Array.from(draws, (draw) => draw * draw)) ?? NaN)

/** A deviation without its rounding, as a key. */
const named = (deviation: number) => (Math.round(deviation * 1e9) / 1e9 + 0).toFixed(9)

/** Every way to draw as many members as there are, by plain loops: deviations of the sum from its value, widened. */
function everyDeviation(values: readonly number[]): number[] {
  const total = values.reduce((sum, value) => sum + value, 0)
  let sums = [0]
  for (let n = 0; n < values.length; n++) sums = sums.flatMap((sum) => values.map((value) => sum + value))
  return sums.map((sum) => Math.sqrt(values.length / (values.length - 1)) * (sum - total))
}

test('stratifiedDraws(strata) draws each resample of three members as often as there are ways to it', () => {
  const values = [0, 0.3, 1]
  const [draws] = drawn([{ places: [0], members: values.map((value) => [value]), times: [1, 1, 1] }])
  const wanted = Map.groupBy(everyDeviation(values), named)
  const found = Map.groupBy(draws ?? [], named)
  assert.deepEqual([...found.keys()].sort(), [...wanted.keys()].sort())
  for (const [deviation, ways] of wanted) {
    const share = ways.length / 27
    near((found.get(deviation)?.length ?? 0) / resamples, share, 4 * Math.sqrt((share * (1 - share)) / resamples))
  }
})

test('stratifiedDraws(strata) gives members that repeat what it gives them one by one', () => {
  const values = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0.4, 0.4, 0.4, 1, 1]
  const [alone] = drawn([{ places: [0], members: values.map((value) => [value]), times: values.map(() => 1) }])
  const [counted] = drawn([{ places: [0], members: [[0], [0.4], [1]], times: [10, 3, 2] }], 1, 2)
  const [error = NaN] = stratifiedErrors([{ places: [0], members: [[0], [0.4], [1]], times: [10, 3, 2] }], 1)
  for (const draws of [alone, counted]) near(spreadOf(draws ?? []), error, (error * 4) / Math.sqrt(2 * resamples))
  const quantiles = [alone, counted].map((draws) => (draws ?? new Float64Array()).toSorted())
  for (const share of [0.025, 0.5, 0.975]) {
    const [one = NaN, other = NaN] = quantiles.map((sorted) => sorted[Math.round(share * resamples)])
    near(one, other, 0.21) // neighbouring values of the sum lie 0.2 or less apart, but for the widening
  }
})

test('stratifiedErrors(strata) is the unbiased error of a stratified sum: each variance over n - 1, times n', () => {
  const members = [
    [1, 0],
    [4, 2],
    [7, 1],
  ]
  const strata = [
    { places: [0, 2], members, times: [1, 1, 1] },
    { places: [1], members: [[2], [6]], times: [1, 1] },
  ]
  // by hand: 3 * (9 + 0 + 9) / 2 = 27; 2 * (4 + 4) / 1 = 16; 3 * (1 + 1 + 0) / 2 = 3
  near([...stratifiedErrors(strata, 3)], [Math.sqrt(27), Math.sqrt(16), Math.sqrt(3)])
  for (const [place, draws] of drawn(strata, 3).entries()) {
    const error = [27, 16, 3][place] ?? NaN
    near(spreadOf(draws) ** 2, error, 0.05 * error)
  }
})

test('stratifiedDraws(strata) draws figures of one member together, and adds nothing for a member alone', () => {
  const strata = [
    {
      places: [0, 1],
      members: [
        [1, 10],
        [2, 20],
        [5, 50],
      ],
      times: [1, 2, 1],
    },
    { places: [0], members: [[1000]], times: [1] },
  ]
  const [one = new Float64Array(), ten = new Float64Array()] = drawn(strata, 2)
  assert.ok(one.every((deviation, n) => Math.abs(10 * deviation - (ten[n] ?? NaN)) < 1e-9))
  assert.ok(Math.max(...one) < 100)
})

test('stratifiedDraws(strata) of a large stratum, whose draws come from no table, has the same spread', () => {
  const stratum = { places: [0], members: [[0], [1]], times: [700, 300] }
  const [error = NaN] = stratifiedErrors([stratum], 1)
  near(error, Math.sqrt((1000 / 999) * 1000 * 0.3 * 0.7))
  near(spreadOf(drawn([stratum])[0] ?? []), error, (error * 4) / Math.sqrt(2 * resamples))
})

test('tabledBinomial(probability) draws as binomialDraw does, and 0 or all where that is certain', () => {
  const [random, other] = [seededRandom(3), seededRandom(4)]
  const draw = tabledBinomial(0.3)
  for (const trials of [1, 7, 150]) {
    const counts = [new Map<number, number>(), new Map<number, number>()] as const
    for (let n = 0; n < resamples; n++) {
      const [one, two] = [draw(trials, random), binomialDraw(trials, 0.3, other)]
      counts[0].set(one, (counts[0].get(one) ?? 0) + 1)
      counts[1].set(two, (counts[1].get(two) ?? 0) + 1)
    }
    for (const [value, count] of counts[1]) {
      const share = count / resamples
      near((counts[0].get(value) ?? 0) / resamples, share, 6 * Math.sqrt((share + 1e-3) / resamples))
    }
    assert.ok(Math.max(...counts[0].keys()) <= trials)
  }
  assert.deepEqual([draw(0, random), tabledBinomial(0)(5, random), tabledBinomial(1)(5, random)], [0, 0, 5])
})

test('tabledBinomial(probability) draws what nearly always succeeds, though never succeeding is too rare for a number', () => {
  for (const [trials, probability] of [
    [150, 149 / 150],
    [194, 193 / 194],
    [200, 0.98],
  ] as const) {
    const [draw, random] = [tabledBinomial(probability), seededRandom(5)]
    const found = mean(Array.from({ length: resamples }, () => draw(trials, random)))
    near(found, trials * probability, 4 * Math.sqrt((trials * probability * (1 - probability)) / resamples))
  }
})
