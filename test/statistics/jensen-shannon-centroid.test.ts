import assert from 'node:assert/strict'
import { test } from 'node:test'
import { jensenShannonCentroid } from '../../server/statistics/jensen-shannon-centroid.ts'
import { near } from './near.ts'

test('jensenShannonCentroid(vectors) gives the values of the published package', () => {
  near(
    jensenShannonCentroid([
      [0.1, 0.9],
      [0.15, 0.85],
    ]),
    [0.123919, 0.876081],
  )
  near(
    jensenShannonCentroid([
      [0.2, 0.8],
      [0.5, 0.5],
    ]),
    [0.342131, 0.657869],
  )
  near(
    jensenShannonCentroid([
      [0.9, 0.1],
      [0.8, 0.2],
      [0.3, 0.7],
    ]),
    [0.69112, 0.30888],
  )
})

test('jensenShannonCentroid(vectors) returns the state before the last step, so a lone vector is itself exactly', () => {
  assert.deepEqual(jensenShannonCentroid([[0.1, 0.9]]), [0.1, 0.9])
})

test('jensenShannonCentroid(vectors) refuses to give a centroid of nothing', () => {
  assert.throws(() => jensenShannonCentroid([]), RangeError)
})
