import assert from 'node:assert/strict'
import { test } from 'node:test'
import { entropy } from '../../server/statistics/entropy.ts'
import { countValues, frequenciesOf, meanOfFrequencies } from '../../server/statistics/frequencies.ts'
import { mean } from '../../server/statistics/mean.ts'
import { median } from '../../server/statistics/median.ts'
import { quantile } from '../../server/statistics/quantile.ts'
import { near } from './near.ts'

test('mean(values) and median(values) are undefined where there are no values', () => {
  assert.deepEqual([mean([]), median([])], [undefined, undefined])
})

test('mean(values) divides by how many there are; median(values) takes the middle whatever the order', () => {
  assert.deepEqual([mean([1, 2, 6]), median([9, 1, 5]), median([5, 1, 2, 4])], [3, 5, 3])
})

test('quantile(sorted, share) goes straight between neighbours and ends at the ends', () => {
  assert.deepEqual([quantile([1, 2, 4], 0), quantile([1, 2, 4], 0.75), quantile([1, 2, 4], 1)], [1, 3, 4])
  assert.throws(() => quantile([], 0.5), RangeError)
  assert.throws(() => quantile([1], NaN), RangeError)
})

test('entropy(counts) is in bits: 0 for one category, 0.722 for one dissent in five, undefined for nothing', () => {
  near(entropy([4, 1]), 0.721928)
  near(entropy([2, 2, 2]), Math.log2(3))
  assert.deepEqual([entropy([5, 0]), entropy([0, 0]), entropy([])], [0, undefined, undefined])
  assert.throws(() => entropy([2, -1]), RangeError)
})

test('frequenciesOf(counts) is the same for the same sample in any order', () => {
  const one = frequenciesOf(countValues([0.3, 0.1, 0.3]))
  assert.deepEqual(one, frequenciesOf(countValues([0.3, 0.3, 0.1])))
  assert.deepEqual([[...one.values], [...one.counts], one.total], [[0.1, 0.3], [1, 2], 3])
})

test('meanOfFrequencies(sample) weighs each value by how often it occurs', () => {
  near(meanOfFrequencies(frequenciesOf(countValues([1, 1, 4]))), 2)
  assert.equal(meanOfFrequencies(frequenciesOf(new Map())), undefined)
})
