import assert from 'node:assert/strict'
import { test } from 'node:test'
import { momentsOf } from '../../server/planning/population.ts'
import { statedOrigin, statedPopulation } from '../../server/planning/stated.ts'
import { expectedInconsistency } from '../../server/statistics/expected-distance.ts'
import { near } from '../statistics/near.ts'
import { meanDistance } from './given-origins.ts'

test('statedPopulation(propensities) has the minority counts of a binomial, alike in all units', () => {
  const population = statedPopulation({ keeps: 0.9, questions: 3, units: 4 })
  assert.equal(population.length, 4)
  const steady = 0.9 ** 3 + 0.1 ** 3
  const score = meanDistance[3]?.[1] ?? NaN
  const { figure, variance } = momentsOf(population)
  near([figure, variance], [(1 - steady) * score, (steady * (1 - steady) * score ** 2) / 4], 1e-6)
})

test('statedPopulation(propensities) aims at the inconsistency that chance alone gives', () => {
  for (const [keeps, questions] of [
    [0.5, 2],
    [0.85, 5],
    [0.97, 8],
  ] as const) {
    const expected = expectedInconsistency(Array.from({ length: questions }, () => [1 - keeps, keeps]))
    near(momentsOf(statedPopulation({ keeps, questions, units: 3 })).figure, expected ?? NaN, 1e-9)
  }
})

test('statedOrigin(propensities) might as well keep to a side by 0.05 less or more, never beyond chance or certainty', () => {
  const variancesAt = (keeps: number) => statedOrigin({ keeps, questions: 5, units: 2 }).variances(1)
  const varianceOf = (keeps: number) => momentsOf(statedPopulation({ keeps, questions: 5, units: 2 })).variance
  near(variancesAt(0.85), [varianceOf(0.8), varianceOf(0.9)], 1e-12)
  near(variancesAt(0.52), [varianceOf(0.5), varianceOf(0.57)], 1e-12)
  near(variancesAt(0.98), [varianceOf(0.93), 0], 1e-12)
})
