import assert from 'node:assert/strict'
import { test } from 'node:test'
import { dependability } from '../../server/statistics/dependability.ts'
import { near } from './near.ts'

/** How often two answers differ for whoever keeps to a stance with this propensity. */
function differingOf(keeps: number, stances: number): number {
  const shares = [keeps, ...Array<number>(stances - 1).fill((1 - keeps) / (stances - 1))]
  return 1 - shares.reduce((sum, share) => sum + share ** 2, 0)
}

/** The propensity from guessing to certainty at which answers differ so often, by halving the interval. */
function bisected(differing: number, stances: number): number {
  let [low, high] = [1 / stances, 1]
  for (let step = 0; step < 60; step++) {
    const middle = (low + high) / 2
    if (differingOf(middle, stances) > differing) low = middle
    else high = middle
  }
  return low
}

test('dependability(differing, stances) solves the equation, as does halving an interval', () => {
  near(dependability(0.18, 2), 0.9, 1e-12) // 2 x 0.9 x 0.1
  for (const stances of [2, 3] as const) {
    for (const differing of [0.001, 0.05, 0.1, 0.25, 0.4, 0.49]) {
      near(dependability(differing, stances), bisected(differing, stances), 1e-12)
    }
  }
})

test('dependability(differing, stances) gives the propensity back that made the answers differ', () => {
  for (const stances of [2, 3] as const) {
    for (const keeps of [0.55, 0.7, 0.85, 0.99]) near(dependability(differingOf(keeps, stances), stances), keeps, 1e-12)
  }
})

test('dependability(differing, stances) is 1 where none differ, and guessing where as many differ as guesses or more', () => {
  assert.deepEqual([dependability(0, 2), dependability(0, 3)], [1, 1])
  for (const differing of [0.5, 0.6, 1]) assert.equal(dependability(differing, 2), 1 / 2)
  for (const differing of [2 / 3, 0.7, 1]) near(dependability(differing, 3), 1 / 3, 1e-7)
})

test('dependability(differing, stances) refuses what is no share', () => {
  for (const differing of [-0.1, 1.1, NaN]) assert.throws(() => dependability(differing, 2), RangeError)
})
