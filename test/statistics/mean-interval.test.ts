import assert from 'node:assert/strict'
import { test } from 'node:test'
import { abcInterval } from '../../server/statistics/abc-interval.ts'
import { acceleration } from '../../server/statistics/acceleration.ts'
import { bcaInterval, type IntervalOrReason } from '../../server/statistics/bca-interval.ts'
import { countValues, frequenciesOf } from '../../server/statistics/frequencies.ts'
import { mean } from '../../server/statistics/mean.ts'
import { meanInterval } from '../../server/statistics/mean-interval.ts'
import { seededRandom } from '../../server/statistics/seeded-random.ts'
import { near } from './near.ts'

const level = 0.95
const sampleOf = (values: readonly number[]) => frequenciesOf(countValues(values))

/** Distinct values from 0 to 1, most of them small: the cube of a uniform draw, of skewness above 1. */
function skewed(size: number): number[] {
  const { share } = seededRandom(11)
  return Array.from({ length: size }, () => share() ** 3)
}

const many = skewed(2000)

function bounds(interval: IntervalOrReason | undefined): [low: number, high: number] {
  assert.ok(interval && 'low' in interval, JSON.stringify(interval))
  return [interval.low, interval.high]
}

/** Study.md 1.10: from the means that leave each value out in turn. */
function jackknifeAcceleration(values: readonly number[]): number {
  const sum = values.reduce((total, value) => total + value, 0)
  const without = values.map((value) => (sum - value) / (values.length - 1))
  const centre = mean(without) ?? NaN
  const moves = without.map((one) => (values.length - 1) * (centre - one))
  const moment = (power: number) => moves.reduce((total, move) => total + move ** power, 0)
  return moment(3) / (6 * moment(2) ** 1.5)
}

test('acceleration(sample, mean) is that of a jackknife done value by value', () => {
  const samples = [many, skewed(30).map((value) => 1 - value), [0, 0, 0, 1], [0.2, 0.2, 0.2, 0.3, 0.9, 0.9]]
  for (const values of samples) {
    near(acceleration(sampleOf(values), mean(values) ?? NaN), jackknifeAcceleration(values), 1e-12)
  }
  assert.ok(jackknifeAcceleration(many) > 0.003)
})

test('abcInterval(sample) is within 3 % of its width where 200,000 resamples put bcaInterval, skewed sample of 2,000', () => {
  const [low, high] = bounds(abcInterval(sampleOf(many), level))
  const resampled = bounds(bcaInterval(sampleOf(many), { resamples: 200_000, level, random: seededRandom(5) }))
  near([low, high], resampled, 0.03 * (high - low))
})

test('abcInterval(sample) leans to the long tail of the sample, and turns round with it', () => {
  const lean = (values: readonly number[]) => {
    const [low, high] = bounds(abcInterval(sampleOf(values), level))
    const centre = mean(values) ?? NaN
    return high - centre - (centre - low)
  }
  assert.ok(lean(many) > 0)
  near(lean(many.map((value) => 1 - value)), -lean(many), 1e-9)
})

test('abcInterval(sample) is the normal interval where the sample is symmetric', () => {
  const values = Array.from({ length: 1001 }, (_, n) => (n - 500) / 500)
  const error = Math.sqrt(values.reduce((sum, value) => sum + value ** 2, 0)) / values.length
  // the 97.5 % point of the normal distribution, study.md 1.10
  near(bounds(abcInterval(sampleOf(values), level)), [-1.959964 * error, 1.959964 * error], 1e-7)
})

test('abcInterval(sample) is undefined for no values and for values that do not differ', () => {
  assert.deepEqual([abcInterval(sampleOf([]), level), abcInterval(sampleOf([0.5, 0.5]), level)], [undefined, undefined])
})

test('meanInterval(sample) takes the closed form for a large sample of distinct values, and draws nothing', () => {
  const refuse = () => assert.fail('a number was drawn')
  const found = meanInterval(sampleOf(many), { resamples: 9999, level, random: { share: refuse, place: refuse } })
  assert.deepEqual(found, { interval: abcInterval(sampleOf(many), level), method: 'abc' })
})

test('meanInterval(sample) resamples where the sample is small, or large of few values', () => {
  const few = Array.from({ length: 100_000 }, (_, n) => [0, 0, 0.204315, 0.712529][n % 4] ?? 0)
  for (const values of [many.slice(0, 900), few]) {
    const resampling = () => ({ resamples: 999, level, random: seededRandom(3) })
    const expected = { interval: bcaInterval(sampleOf(values), resampling()), method: 'bca' }
    assert.deepEqual(meanInterval(sampleOf(values), resampling()), expected)
  }
})

test('meanInterval(sample) gives the same reasons as bcaInterval where there are no bounds', () => {
  for (const values of [[], [0.3], [0.3, 0.3]]) {
    const resampling = { resamples: 99, level, random: seededRandom(1) }
    const { interval } = meanInterval(sampleOf(values), resampling)
    assert.ok('undefined' in interval)
    assert.deepEqual(interval, bcaInterval(sampleOf(values), resampling))
  }
})

test('meanInterval(sample) has no bounds for values equal but for rounding, as bcaInterval has none', () => {
  const equal = sampleOf(Array.from({ length: 2000 }, (_, n) => 0.4645 + n * 1e-13))
  const resampling = () => ({ resamples: 99, level, random: seededRandom(1) })
  assert.deepEqual(meanInterval(equal, resampling()).interval, bcaInterval(equal, resampling()))
})

test('meanInterval(sample) has bounds among the values of the sample, however lopsided it is', () => {
  const lopsided = sampleOf([...Array.from({ length: 1999 }, (_, n) => n * 1e-9), 0.8])
  const [low, high] = bounds(meanInterval(lopsided, { resamples: 99, level, random: seededRandom(1) }).interval)
  assert.ok(low >= 0 && high <= 0.8)
})
