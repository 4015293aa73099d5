import assert from 'node:assert/strict'
import { test } from 'node:test'
import { jensenShannonDistance } from '../../server/statistics/jensen-shannon-distance.ts'
import { near } from './near.ts'

test('jensenShannonDistance(a, b) matches scipy 1.10, which brings both to sum 1', () => {
  near(jensenShannonDistance([1, 0], [0.5, 0.5]), 0.4645014040224589, 1e-15)
  near(jensenShannonDistance([2, 6], [0.25, 0.75]), 0, 1e-12)
})

test('jensenShannonDistance(a, b) is sqrt(ln 2) where nothing is shared', () => {
  near(jensenShannonDistance([1, 0], [0, 1]), Math.sqrt(Math.LN2), 1e-15)
})

test('jensenShannonDistance(a, b) refuses vectors of different length', () => {
  assert.throws(() => jensenShannonDistance([1, 0], [1, 0, 0]), RangeError)
})
