import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { distancesToMean } from '../../server/statistics/distances-to-mean.ts'
import { generalisedDivergence } from '../../server/statistics/generalised-divergence.ts'
import { mean } from '../../server/statistics/mean.ts'
import { pairDistance } from '../../server/statistics/pair-distance.ts'
import { near } from './near.ts'
import { referenceJson } from './reference.ts'

/** The distance of every pair, in the order (0,1), (0,2) … (1,2) … */
const pairs = (all: readonly (readonly number[])[]) =>
  all.flatMap((one, n) => all.slice(n + 1).map((other) => pairDistance(one, other)))

interface Vector {
  distributions: number[][]
  distance_from_mean_distribution: number[]
  pairwise_js_distance: number[]
  generalized_jsd: number
}

function vectors(t: TestContext): Vector[] {
  const found = referenceJson<{ distance_vectors: Vector[] }>(t, 'vectors.json')?.distance_vectors
  if (found) assert.equal(found.length, 105)
  return found ?? []
}

/** Three answers of one kind and two of the other. */
const threeToTwo = [0, 0, 0, 1, 1].map((taken) => [1 - taken, taken])
const hot = [0, 1, 2].map((taken) => [0, 1, 2].map((place) => (place === taken ? 1 : 0)))

test('distancesToMean(distributions) agrees with the published code on every reference vector', (t) => {
  for (const vector of vectors(t)) near(distancesToMean(vector.distributions), vector.distance_from_mean_distribution)
})

test('pairDistance(one, other) agrees with the published code on every reference vector, pair by pair', (t) => {
  for (const vector of vectors(t)) near(pairs(vector.distributions), vector.pairwise_js_distance)
})

test('generalisedDivergence(distributions) agrees with the published code on every reference vector', (t) => {
  for (const vector of vectors(t)) near(generalisedDivergence(vector.distributions), vector.generalized_jsd)
})

test('distancesToMean(distributions) has the mean that study.md 1.6 gives for three answers against two', () => {
  near(mean(distancesToMean(threeToTwo)), 0.452422)
})

test('pairDistance(one, other) has the mean that study.md 1.6 gives for three answers against two', () => {
  const distances = pairs(threeToTwo)
  near(mean(distances), 0.499533)
  // equal pairs are 0 apart, opposite ones sqrt(ln 2): study.md 1.3
  near(distances.toSorted(), [...Array<number>(4).fill(0), ...Array<number>(6).fill(Math.sqrt(Math.LN2))])
})

test('generalisedDivergence(distributions) is that of study.md 1.6 for three against two: half the entropy in nats', () => {
  near(generalisedDivergence(threeToTwo), 0.336506)
  near(generalisedDivergence(threeToTwo), -(0.6 * Math.log(0.6) + 0.4 * Math.log(0.4)) / 2, 1e-12)
})

test('generalisedDivergence(distributions) averages over stances, so all different is ln 3 / 3 with three', () => {
  near(generalisedDivergence(hot), Math.log(3) / 3, 1e-12)
})

test('distancesToMean, pairDistance and generalisedDivergence are 0 for equal answers', () => {
  const equal = Array<number[]>(7).fill([0.1, 0.2, 0.7])
  near(distancesToMean(equal), Array<number>(7).fill(0), 1e-7)
  assert.ok(pairs(equal).every((distance) => distance === 0))
  near(generalisedDivergence(equal), 0, 1e-15)
  assert.deepEqual([distancesToMean([]), generalisedDivergence([])], [[], undefined])
})

test('distancesToMean, pairDistance and generalisedDivergence refuse distributions of different lengths', () => {
  const mixed = [
    [0.5, 0.5],
    [0.2, 0.3, 0.5],
  ]
  for (const measure of [distancesToMean, pairs, generalisedDivergence]) {
    assert.throws(() => measure(mixed), RangeError)
  }
})
