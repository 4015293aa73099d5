import assert from 'node:assert/strict'
import { test } from 'node:test'
import { bcaInterval } from '../../server/statistics/bca-interval.ts'
import { bootstrapMeans } from '../../server/statistics/bootstrap-means.ts'
import { countValues, frequenciesOf, meanOfFrequencies } from '../../server/statistics/frequencies.ts'
import { seededRandom } from '../../server/statistics/seeded-random.ts'
import { near } from './near.ts'

const sampleOf = (values: readonly number[]) => frequenciesOf(countValues(values))
const intervalOf = (values: readonly number[], seed = 1, resamples = 9999) =>
  bcaInterval(sampleOf(values), { resamples, level: 0.95, random: seededRandom(seed) })

// scipy 1.17, seeds 0 to 4; the small sample has few means, so it takes many resamples to settle
test('bcaInterval(sample) matches scipy on a small and on a repetitive sample', () => {
  const small = intervalOf([0, 0, 0.4645, 0.2675], 1, 200_000)
  assert.ok('low' in small)
  near([small.low, small.high], [0, 0.41525], 1e-12)
  const mixed = [...Array(33).fill(0.4), ...Array(50).fill(0), ...Array(17).fill(0.2)] as number[]
  const repetitive = intervalOf(mixed)
  assert.ok('low' in repetitive)
  near([repetitive.low, repetitive.high], [0.132, 0.202], 0.004)
})

test('bcaInterval(sample) is the same for the same seed and differs for another', () => {
  const values = Array.from({ length: 60 }, (_, n) => (n * 37) % 11)
  assert.deepEqual(intervalOf(values, 5), intervalOf(values.toReversed(), 5))
  assert.notDeepEqual(intervalOf(values, 5), intervalOf(values, 6))
})

test('bcaInterval(sample) is [0, 0] for zeros, without drawing a number', () => {
  const refuse = () => assert.fail('a number was drawn')
  const random = { share: refuse, place: refuse }
  assert.deepEqual(bcaInterval(sampleOf([0, 0, 0]), { resamples: 9999, level: 0.95, random }), { low: 0, high: 0 })
  assert.deepEqual(bcaInterval(sampleOf([0]), { resamples: 9999, level: 0.95, random }), { low: 0, high: 0 })
})

test('bcaInterval(sample) says why there are no bounds', () => {
  assert.deepEqual(intervalOf([]), { undefined: 'there are no values' })
  assert.deepEqual(intervalOf([0.3]), { undefined: 'a single value has no spread' })
  assert.deepEqual(intervalOf([0.3, 0.3, 0.3]), { undefined: 'all values are equal' })
  assert.deepEqual(intervalOf([0.4645014027, 0.4645014028]), { undefined: 'all values are equal' })
})

test('bootstrapMeans(sample) has the mean and the spread of resampled means on both its ways', () => {
  const distinct = Array.from({ length: 50 }, (_, n) => n / 50)
  for (const values of [distinct, [...Array(40).fill(0), ...Array(10).fill(1)] as number[]]) {
    const centre = meanOfFrequencies(sampleOf(values)) ?? NaN
    const variance = values.reduce((sum, value) => sum + (value - centre) ** 2, 0) / values.length ** 2
    const means = bootstrapMeans(sampleOf(values), 20_000, seededRandom(9))
    const found = means.reduce((sum, value) => sum + value, 0) / means.length
    const spread = means.reduce((sum, value) => sum + (value - found) ** 2, 0) / means.length
    near(found, centre, 0.002)
    near(spread / variance, 1, 0.05)
  }
})

test('bcaInterval(sample) counts ties with the estimate as ties though sums are rounded: it scales with its values', () => {
  const whole = [...Array(10).fill(0), ...Array(4).fill(3), 16] as number[]
  const sevenths = whole.map((value) => value / 7)
  const [one, other] = [intervalOf(whole), intervalOf(sevenths)]
  assert.ok('low' in one && 'low' in other)
  near([other.low * 7, other.high * 7], [one.low, one.high], 1e-9)
})
