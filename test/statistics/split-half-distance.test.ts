import assert from 'node:assert/strict'
import { test } from 'node:test'
import { distancesToCentroid } from '../../server/statistics/distances-to-centroid.ts'
import { mean } from '../../server/statistics/mean.ts'
import { meanDistribution } from '../../server/statistics/mean-distribution.ts'
import { seededRandom } from '../../server/statistics/seeded-random.ts'
import { expectedSplitHalf, splitHalfDistance } from '../../server/statistics/split-half-distance.ts'
import { drawnSequence, everySequence, oneHot, propensitiesOf, simulated } from './answer-sequences.ts'
import { near } from './near.ts'

/** Distance of two halves: the answers at the places picked, and the others. */
function distanceOf(answers: readonly (readonly number[])[], isPicked: (place: number) => boolean): number {
  const halves = [answers.filter((_, n) => isPicked(n)), answers.filter((_, n) => !isPicked(n))]
  return mean(distancesToCentroid(halves.map(meanDistribution))) ?? NaN
}

/** Mean over all ways to pick half the places. */
function overAllHalves(answers: readonly (readonly number[])[]): number {
  const { length } = answers
  const masks = Array.from({ length: 2 ** length }, (_, mask) => mask)
  const picking = (mask: number) => (place: number) => (mask >> place) % 2 === 1
  const halves = masks.filter((mask) => answers.filter((_, n) => picking(mask)(n)).length === Math.floor(length / 2))
  return mean(halves.map((mask) => distanceOf(answers, picking(mask)))) ?? NaN
}

const answersBy = (counts: readonly number[]) =>
  oneHot(
    counts.flatMap((times, stance) => Array<number>(times).fill(stance)),
    counts.length,
  )

test('splitHalfDistance(counts) is the mean over all ways to halve the answers', () => {
  for (const counts of [
    [1, 1],
    [2, 1],
    [5, 3],
    [1, 7],
    [3, 2, 2],
    [1, 1, 4],
    [0, 4, 5],
    [3, 3, 3],
  ]) {
    near(splitHalfDistance(counts), overAllHalves(answersBy(counts)), 1e-12)
  }
})

test('splitHalfDistance(counts) lies within four standard errors of halves drawn of many answers', () => {
  const random = seededRandom(6)
  const answers = answersBy([20, 7, 5])
  const found = simulated(3000, () => {
    const places = [...answers.keys()]
    const picked = new Set(Array.from({ length: 16 }, () => places.splice(random.place(places.length), 1)[0]))
    return distanceOf(answers, (place) => picked.has(place))
  })
  near(splitHalfDistance([20, 7, 5]), found.mean, 4 * found.error)
})

test('splitHalfDistance(counts) is 0 for answers alike, and undefined for fewer than two', () => {
  assert.equal(splitHalfDistance([0, 9, 0]), 0)
  for (const counts of [[], [0, 0], [1, 0]]) assert.equal(splitHalfDistance(counts), undefined)
})

test('splitHalfDistance(counts) refuses what are no counts', () => {
  for (const count of [-1, 0.5, NaN]) assert.throws(() => splitHalfDistance([3, count]), RangeError)
})

test('expectedSplitHalf(propensities) is the mean over all sequences of answers and all ways to halve them', () => {
  for (const [questions, stances] of [
    [2, 2],
    [7, 2],
    [5, 3],
  ] as const) {
    const propensities = propensitiesOf(questions, stances)
    const sequences = everySequence(propensities)
    const expected = sequences.reduce(
      (sum, { answers, chance }) => sum + chance * overAllHalves(oneHot(answers, stances)),
      0,
    )
    near(expectedSplitHalf(propensities), expected, 1e-12)
  }
})

test('expectedSplitHalf(propensities) lies within four standard errors of a simulation', () => {
  const random = seededRandom(7)
  const propensities = propensitiesOf(15, 3)
  const found = simulated(4000, () => {
    const places = [...propensities.keys()]
    const picked = new Set(Array.from({ length: 7 }, () => places.splice(random.place(places.length), 1)[0]))
    return distanceOf(oneHot(drawnSequence(propensities, random), 3), (place) => picked.has(place))
  })
  near(expectedSplitHalf(propensities), found.mean, 4 * found.error)
})

test('expectedSplitHalf(propensities) is undefined for fewer than two questions, and refuses rows of different length', () => {
  assert.equal(expectedSplitHalf([]), undefined)
  assert.equal(expectedSplitHalf([[0.5, 0.5]]), undefined)
  assert.throws(() => expectedSplitHalf([[1, 0], [1]]), RangeError)
})
