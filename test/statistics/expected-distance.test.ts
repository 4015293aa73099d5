import assert from 'node:assert/strict'
import { test } from 'node:test'
import { distancesToCentroid } from '../../server/statistics/distances-to-centroid.ts'
import { expectedInconsistency, expectedRetestDistance } from '../../server/statistics/expected-distance.ts'
import { mean } from '../../server/statistics/mean.ts'
import { seededRandom } from '../../server/statistics/seeded-random.ts'
import { drawnSequence, everySequence, oneHot, propensitiesOf, simulated } from './answer-sequences.ts'
import { near } from './near.ts'

const distanceOf = (answers: readonly number[], stances: number) =>
  mean(distancesToCentroid(oneHot(answers, stances))) ?? NaN

const alike = (questions: number, shares: readonly number[]) => Array.from({ length: questions }, () => shares)

test('expectedInconsistency(propensities) is the mean over all sequences of answers', () => {
  for (const [questions, stances] of [
    [2, 2],
    [9, 2],
    [5, 3],
    [7, 3],
  ] as const) {
    const propensities = propensitiesOf(questions, stances)
    const terms = everySequence(propensities).map(({ answers, chance }) => chance * distanceOf(answers, stances))
    const expected = terms.reduce((sum, term) => sum + term)
    near(expectedInconsistency(propensities), expected, 1e-12)
  }
})

test('expectedInconsistency(propensities) lies within four standard errors of a simulation', () => {
  const random = seededRandom(3)
  for (const propensities of [propensitiesOf(20, 3), alike(25, [0.9, 0.1]), alike(12, [0.8, 0.1, 0.1])]) {
    const stances = propensities[0]?.length ?? NaN
    const found = simulated(3000, () => distanceOf(drawnSequence(propensities, random), stances))
    near(expectedInconsistency(propensities), found.mean, 4 * found.error)
  }
})

test('expectedInconsistency(propensities) is the inconsistency itself where answers are certain, in either order', () => {
  for (const answers of [
    [...Array<number>(29).fill(0), 1],
    [...Array<number>(29).fill(1), 0],
  ]) {
    near(expectedInconsistency(oneHot(answers, 2)), distanceOf(answers, 2), 1e-12) // 0.027752 and 0.027827
  }
})

test('expectedInconsistency(propensities) is 0 for one question, undefined for none', () => {
  assert.equal(expectedInconsistency([[0.5, 0.5]]), 0)
  assert.equal(expectedInconsistency(alike(8, [0, 1, 0])), 0)
  assert.equal(expectedInconsistency([]), undefined)
})

test('expectedInconsistency(propensities) grows from 0 to the largest of the study as stances become guesses', () => {
  const guessing = expectedInconsistency(alike(200, [0.5, 0.5])) ?? NaN
  near(guessing, 0.464501, 0.005)
  const [firm, loose] = [0.95, 0.8].map((keeps) => expectedInconsistency(alike(200, [keeps, 1 - keeps])) ?? NaN)
  assert.ok(0 < (firm ?? NaN) && (firm ?? NaN) < (loose ?? NaN) && (loose ?? NaN) < guessing)
})

test('expectedRetestDistance(propensities) is the mean over all pairs of answers to each question', () => {
  for (const [questions, stances] of [
    [6, 2],
    [4, 3],
  ] as const) {
    const propensities = propensitiesOf(questions, stances)
    const perQuestion = propensities.map((shares) =>
      everySequence([shares, shares]).reduce(
        (sum, { answers, chance }) => sum + chance * distanceOf(answers, stances),
        0,
      ),
    )
    near(expectedRetestDistance(propensities), mean(perQuestion) ?? NaN, 1e-8) // opposed pairs differ by 3e-9
  }
})

test('expectedRetestDistance(propensities) lies within four standard errors of a simulation', () => {
  const random = seededRandom(4)
  const propensities = propensitiesOf(5, 3)
  const found = simulated(4000, () => {
    const [first, second] = [drawnSequence(propensities, random), drawnSequence(propensities, random)]
    return mean(first.map((answer, n) => distanceOf([answer, second[n] ?? NaN], 3))) ?? NaN
  })
  near(expectedRetestDistance(propensities), found.mean, 4 * found.error)
})

test('expectedRetestDistance(propensities) is 0 for certain answers, undefined for no question', () => {
  const certain = [
    [1, 0],
    [0, 1],
  ]
  assert.equal(expectedRetestDistance(certain), 0)
  assert.equal(expectedRetestDistance([]), undefined)
})

test('expected distances refuse rows of different length', () => {
  for (const expected of [expectedInconsistency, expectedRetestDistance]) {
    assert.throws(() => expected([[1, 0], [1]]), RangeError)
  }
})
