import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { distancesToCentroid } from '../../server/statistics/distances-to-centroid.ts'
import { near } from './near.ts'

const oneHot = (opposing: number, supporting: number) => [
  ...Array<number[]>(opposing).fill([1, 0]),
  ...Array<number[]>(supporting).fill([0, 1]),
]

test('distancesToCentroid(distributions) gives the published distances of one-hot groups', () => {
  near(distancesToCentroid(oneHot(1, 1)), [0.464501, 0.464501])
  near(distancesToCentroid(oneHot(1, 2)), [0.628337, 0.296998, 0.296998])
  near(distancesToCentroid(oneHot(1, 3)), [0.712529, 0.204315, 0.204315, 0.204315])
  near(distancesToCentroid(oneHot(2, 3)), [0.562116, 0.562116, 0.365814, 0.365814, 0.365814])
  near(distancesToCentroid(oneHot(4, 1)), [0.14397, 0.14397, 0.14397, 0.14397, 0.761562])
})

test('distancesToCentroid(distributions) gives the published distances of soft and of three-class groups', () => {
  near(
    distancesToCentroid([
      [0.9, 0.1],
      [0.8, 0.2],
      [0.3, 0.7],
    ]),
    [0.186692, 0.088649, 0.280312],
  )
  near(
    distancesToCentroid([
      [1, 0],
      [0.5, 0.5],
      [0, 1],
    ]),
    [0.464501, 0, 0.464501],
  )
  near(
    distancesToCentroid([
      [1, 0, 0],
      [0, 1, 0],
      [0, 0, 1],
    ]),
    [0.564143, 0.564143, 0.564143],
  )
  near(
    distancesToCentroid([
      [0.2, 0.3, 0.5],
      [0.1, 0.1, 0.8],
      [0, 1, 0],
    ]),
    [0.141365, 0.306456, 0.480993],
  )
})

test('distancesToCentroid(distributions) is 0 up to a difference of 1e-4 and not beyond', () => {
  assert.deepEqual(
    distancesToCentroid([
      [0.5, 0.5],
      [0.50005, 0.49995],
    ]),
    [0, 0],
  )
  near(
    distancesToCentroid([
      [0.5, 0.5],
      [0.5002, 0.4998],
    ]),
    [0.000071, 0.000071],
  )
})

test('distancesToCentroid(distributions) is 0 for a single one and empty for none', () => {
  assert.deepEqual(distancesToCentroid([[0.3, 0.7]]), [0])
  assert.deepEqual(distancesToCentroid([]), [])
})

test('distancesToCentroid(distributions) refuses distributions of different length', () => {
  assert.throws(
    () =>
      distancesToCentroid([
        [1, 0],
        [1, 0, 0],
      ]),
    RangeError,
  )
})

test('distancesToCentroid(distributions) stays between 0 and sqrt(ln 2) for any group', () => {
  const distribution = fc.float({ min: 0, max: 1, noNaN: true }).map((share) => [share, 1 - share])
  fc.assert(
    fc.property(fc.array(distribution, { maxLength: 12 }), (group) =>
      distancesToCentroid(group).every((distance) => distance >= 0 && distance <= Math.sqrt(Math.LN2)),
    ),
  )
})
