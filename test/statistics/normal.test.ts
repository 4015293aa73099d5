import assert from 'node:assert/strict'
import { test } from 'node:test'
import { normalDistribution, normalQuantile } from '../../server/statistics/normal.ts'
import { near } from './near.ts'

test('normalDistribution(x) matches R 4.3 pnorm', () => {
  near(normalDistribution(1), 0.841344746068543, 1e-14)
  near(normalDistribution(-3), 0.00134989803163009, 1e-14)
  near(normalDistribution(6), 0.999999999013412, 1e-14)
  assert.deepEqual([normalDistribution(0), normalDistribution(-40), normalDistribution(40)], [0.5, 0, 1])
})

test('normalQuantile(probability) matches R 4.3 qnorm', () => {
  near(normalQuantile(0.975), 1.95996398454005, 1e-12)
  near(normalQuantile(0.0001), -3.71901648545568, 1e-10)
  assert.deepEqual([normalQuantile(0.5), normalQuantile(0), normalQuantile(1)], [0, -Infinity, Infinity])
})

test('normalQuantile(probability) refuses what is no probability', () => {
  for (const wrong of [-0.1, 1.1, NaN]) assert.throws(() => normalQuantile(wrong), RangeError)
})
