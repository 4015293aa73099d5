import assert from 'node:assert/strict'
import { test } from 'node:test'
import { logGamma } from '../../server/statistics/log-gamma.ts'
import { regularisedIncompleteBeta } from '../../server/statistics/regularised-incomplete-beta.ts'
import { studentTwoSided } from '../../server/statistics/student-t.ts'
import { twoSampleTTest } from '../../server/statistics/two-sample-t-test.ts'
import { near } from './near.ts'

test('logGamma(x) matches exact values on both sides of where the series begins', () => {
  near(logGamma(0.5), Math.log(Math.PI) / 2, 1e-13)
  near(logGamma(5), Math.log(24), 1e-13)
  near(logGamma(21) - Math.log(2432902008176640000), 0, 1e-13)
  near(logGamma(100.5), 361.43554046777757, 1e-11) // scipy 1.17, gammaln
  for (const wrong of [0, -1, NaN]) assert.throws(() => logGamma(wrong), RangeError)
})

test('regularisedIncompleteBeta(x, a, b) is the tail of a binomial for whole shapes, and a power for a shape of 1', () => {
  near(regularisedIncompleteBeta(0.25, 2, 3), 0.26171875, 1e-14) // 2 or more of 4 trials at a quarter each
  near(regularisedIncompleteBeta(0.9, 2, 3), 0.9963, 1e-14)
  near(regularisedIncompleteBeta(0.3, 1, 7), 1 - 0.7 ** 7, 1e-14)
  near(regularisedIncompleteBeta(0.3, 7, 1), 0.3 ** 7, 1e-16)
  assert.deepEqual([regularisedIncompleteBeta(0, 2, 3), regularisedIncompleteBeta(1, 2, 3)], [0, 1])
})

test('regularisedIncompleteBeta(x, a, b) settles on either side of where most of the distribution lies', () => {
  near(regularisedIncompleteBeta(0.9, 3, 1000), 1, 1e-14)
  for (const x of [1e-9, 0.2, 0.999]) {
    near(regularisedIncompleteBeta(x, 0.5, 0.5), (2 / Math.PI) * Math.asin(Math.sqrt(x)), 1e-13) // the arcsine law
  }
})

test('regularisedIncompleteBeta(x, a, b) refuses what is no share and no shape', () => {
  for (const x of [-0.1, 1.1, NaN]) assert.throws(() => regularisedIncompleteBeta(x, 2, 3), RangeError)
  assert.throws(() => regularisedIncompleteBeta(0.5, 0, 3), RangeError)
})

test('studentTwoSided(t, degrees) has the closed forms of one and of two degrees of freedom', () => {
  for (const t of [1e-8, 0.3, 1, 1.7, 12, 400]) {
    near(studentTwoSided(t, 1), 1 - (2 / Math.PI) * Math.atan(t), 1e-13)
    near(studentTwoSided(-t, 2), 1 - t / Math.sqrt(t * t + 2), 1e-13)
  }
})

test('studentTwoSided(t, degrees) matches scipy 1.17 far out and for degrees that are not whole', () => {
  near(studentTwoSided(7.478, 544) / 3.0422705902881065e-13, 1, 1e-9)
  near(studentTwoSided(12, 30) / 5.580185415199261e-13, 1, 1e-9)
  near(studentTwoSided(1.5, 3), 0.23058386524482294, 1e-13)
  near(studentTwoSided(0.2, 2.5), 0.8566096840290255, 1e-13)
  near(studentTwoSided(2.228139, 10), 0.05, 1e-6) // the usual table
})

test('studentTwoSided(t, degrees) is 1 at 0 and 0 at infinity, and refuses what is no number of degrees', () => {
  assert.deepEqual([studentTwoSided(0, 5), studentTwoSided(-Infinity, 5)], [1, 0])
  for (const degrees of [0, -1, NaN]) assert.throws(() => studentTwoSided(1, degrees), RangeError)
  assert.throws(() => studentTwoSided(NaN, 5), RangeError)
})

test('twoSampleTTest(first, second) gives what R prints of the sleep of Student, variances taken as equal', () => {
  // Student (1908), as the data set `sleep` of R; t.test(extra ~ group, var.equal = TRUE), and scipy 1.17
  const first = [0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0, 2]
  const second = [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4]
  const found = twoSampleTTest(first, second)
  near([found?.t ?? NaN, found?.p ?? NaN], [-1.8608134674868524, 0.07918671421593822], 1e-12)
  near(found?.means ?? [], [0.75, 2.33], 1e-12)
  assert.deepEqual([found?.df, found?.n, found?.sizes], [18, 20, [10, 10]])
  near(twoSampleTTest(second, first)?.t, 1.8608134674868524, 1e-12)
})

test('twoSampleTTest(first, second) weighs samples of different size by it', () => {
  const found = twoSampleTTest([1, 2, 3, 4], [6, 8]) // by hand: variance (5 + 2) / 4, error sqrt(1.75 / 4 + 1.75 / 2)
  near([found?.t ?? NaN, found?.df ?? NaN], [-4.5 / Math.sqrt(1.3125), 4], 1e-12)
})

test('twoSampleTTest(first, second) is undefined without values or without spread', () => {
  assert.equal(twoSampleTTest([], [1, 2, 3]), undefined)
  assert.equal(twoSampleTTest([1], [2]), undefined)
  assert.equal(twoSampleTTest([0.1, 0.1, 0.1], [0.3, 0.3]), undefined)
})
