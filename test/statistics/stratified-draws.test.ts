import assert from 'node:assert/strict'
import { test } from 'node:test'
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

test('stratifiedDraws(strata) of a large stratum has the spread that is known of it', () => {
  const stratum = { places: [0], members: [[0], [1]], times: [700, 300] }
  const [error = NaN] = stratifiedErrors([stratum], 1)
  near(error, Math.sqrt((1000 / 999) * 1000 * 0.3 * 0.7))
  near(spreadOf(drawn([stratum])[0] ?? []), error, (error * 4) / Math.sqrt(2 * resamples))
})

test('stratifiedDraws(strata) varies where nearly everybody is alike, however many they are', () => {
  for (const alike of [20, 149, 193, 480]) {
    const stratum = { places: [0], members: [[0], [1]], times: [alike, 1] }
    const [error = NaN] = stratifiedErrors([stratum], 1)
    const draws = drawn([stratum])[0] ?? new Float64Array()
    near(spreadOf(draws), error, 0.05 * error)
    near(mean([...draws]) ?? NaN, 0, (4 * error) / Math.sqrt(resamples))
  }
})
