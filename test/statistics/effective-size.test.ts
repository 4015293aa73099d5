import assert from 'node:assert/strict'
import { test } from 'node:test'
import { effectiveSize } from '../../server/statistics/effective-size.ts'
import { near } from './near.ts'

test('effectiveSize(weights) is the number of people where weights are equal, and 1 where one has them all', () => {
  near(effectiveSize(Array.from({ length: 100 }, () => 0.37)), 100, 1e-9)
  assert.equal(effectiveSize([0, 5, 0]), 1)
})

test('effectiveSize(weights) gives what the tests of flipData expect of one weight of 10 among nine of 1', () => {
  // Displayr/flipData, tests/testthat/test-weights.R
  near(effectiveSize([10, 1, 1, 1, 1, 1, 1, 1, 1, 1]), 3.311927, 1e-6)
})

test('effectiveSize(weights) is the size divided by Kish’s one plus the squared variation of the weights', () => {
  // Kish (1992), Weighting for unequal P_i: 1 + L = 1 + variance of the weights / their mean squared
  const weights = [0.2, 0.9, 1.4, 3, 1.1, 0.4]
  const mean = weights.reduce((sum, weight) => sum + weight) / 6
  const variance = weights.reduce((sum, weight) => sum + (weight - mean) ** 2, 0) / 6
  near(effectiveSize(weights), 6 / (1 + variance / mean ** 2), 1e-12)
})

test('effectiveSize(weights, times) counts each weight as often as it occurs', () => {
  near(effectiveSize([1, 2, 7], [50, 50, 0]), 90, 1e-9) // 150 ** 2 / 250
  const all = [1.5, 1.5, 1.5, 0.2, 4, 4]
  near(effectiveSize([1.5, 0.2, 4], [3, 1, 2]), effectiveSize(all) ?? NaN, 1e-12)
})

test('effectiveSize(weights) does not depend on the scale, however small or large', () => {
  for (const scale of [1e-200, 1e200]) near(effectiveSize([1, 1, 2].map((one) => one * scale)), 16 / 6, 1e-12)
})

test('effectiveSize(weights, times) is undefined where nobody weighs anything', () => {
  for (const nobody of [effectiveSize([]), effectiveSize([0, 0]), effectiveSize([0, 3], [2, 0])]) {
    assert.equal(nobody, undefined)
  }
})

test('effectiveSize(weights, times) refuses lengths that differ and numbers that are no weights', () => {
  assert.throws(() => effectiveSize([1, 1], [1]), /as many times as weights/)
  for (const weight of [-1, NaN, Infinity]) assert.throws(() => effectiveSize([1, weight]), /finite numbers from 0/)
  assert.throws(() => effectiveSize([1, 1], [1, -1]), /finite numbers from 0/)
})
