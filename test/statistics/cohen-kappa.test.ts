import assert from 'node:assert/strict'
import { test } from 'node:test'
import { cohenKappa } from '../../server/statistics/cohen-kappa.ts'
import { cohenKappaInterval } from '../../server/statistics/cohen-kappa-interval.ts'
import { near } from './near.ts'
import { pairsOf, tableOf, twoAbstractors } from './published-ratings.ts'
import { referenceJson } from './reference.ts'

interface Vectors {
  cohen: { table: number[][]; kappa: number; ci95: [number, number] }[]
}

/** How raters 2 and 3 put twenty people on a scale of anxiety, of which neither took the fifth step: the data set
 *  `anxiety` of the R package irr. Its figures are those of the package, as the tests of statsmodels quote them. */
const anxiety = [
  [0, 0, 1, 0, 0],
  [4, 0, 1, 0, 0],
  [2, 3, 3, 0, 0],
  [0, 2, 0, 1, 1],
  [1, 0, 0, 1, 0],
]

/** Of this table SAS prints kappa with its bounds, and weighted kappa; as the tests of statsmodels quote it. */
const sasTable = [
  [0, 4, 1],
  [0, 8, 0],
  [0, 1, 5],
]

test('cohenKappa(table) and its interval agree with statsmodels on every reference table', (t) => {
  for (const { table, kappa, ci95 } of referenceJson<Vectors>(t, 'vectors.json')?.cohen ?? []) {
    near(cohenKappa(table), kappa)
    const interval = cohenKappaInterval(table, 0.95)
    near([interval?.low ?? NaN, interval?.high ?? NaN], ci95)
  }
})

test('cohenKappa(table, weights) gives the published figures of Cohen, Gwet, SAS and irr', () => {
  const diagnoses = tableOf([88, 14, 18], [10, 40, 10], [2, 6, 12])
  near(cohenKappa(diagnoses), 0.492, 5e-4) // Cohen (1968), table 1, 200 cases
  near(cohenKappa(twoAbstractors), 0.7964094, 1e-7) // irrCAC 1.0, kappa2.table
  near(cohenKappa(twoAbstractors, 'quadratic'), 0.8921569, 1e-7) // the same with quadratic.weights
  near([cohenKappa(sasTable) ?? NaN, cohenKappa(sasTable, 'linear') ?? NaN], [0.4842, 0.4701], 5e-5)
  near(cohenKappa(anxiety), -0.006289308, 1e-9) // irr, kappa2
  near(cohenKappa(anxiety, 'linear'), 0.1459075, 1e-7) // the same with weights "equal"
  near(cohenKappa(anxiety, 'quadratic'), 0.2520325, 1e-7) // the same with weights "squared"
})

test('cohenKappaInterval(table) gives the bounds that SAS prints, and is undefined where kappa is', () => {
  const { low = NaN, high = NaN } = cohenKappaInterval(sasTable, 0.95) ?? {}
  near([low, high], [0.2137, 0.7547], 5e-5)
  assert.deepEqual(cohenKappaInterval(tableOf([4, 0], [0, 3]), 0.95), { low: 1, high: 1 })
  assert.equal(cohenKappaInterval(tableOf([4, 0], [0, 0]), 0.95), undefined)
})

// Fleiss and Cohen (1973), doi:10.1177/001316447303300309: all that keeps two raters off the line of equality
test('cohenKappa(table, quadratic) is twice the covariance over the variances and the squared difference of means', () => {
  for (const table of [anxiety, twoAbstractors, sasTable]) {
    const pairs = pairsOf(table)
    const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length
    const [first, second] = [pairs.map(([one]) => one), pairs.map(([, other]) => other)]
    const product = (a: readonly number[], b: readonly number[]) =>
      mean(a.map((value, k) => (value - mean(a)) * ((b[k] ?? NaN) - mean(b))))
    const apart = product(first, first) + product(second, second) + (mean(first) - mean(second)) ** 2
    near(cohenKappa(table, 'quadratic'), (2 * product(first, second)) / apart, 1e-12)
  }
})

// Vanbelle and Albert (2009), doi:10.1016/j.stamet.2008.06.001
test('cohenKappa(table, linear) is what the cuts between neighbouring categories have beyond chance together', () => {
  for (const table of [anxiety, twoAbstractors, sasTable]) {
    const pairs = pairsOf(table)
    const share = (isIn: (pair: readonly [number, number]) => boolean) => pairs.filter(isIn).length / pairs.length
    let [beyond, possible] = [0, 0]
    for (let cut = 1; cut < table.length; cut++) {
      const [first, second] = [share(([one]) => one < cut), share(([, other]) => other < cut)]
      const expected = first * second + (1 - first) * (1 - second)
      beyond += share(([one, other]) => one < cut === other < cut) - expected
      possible += 1 - expected
    }
    near(cohenKappa(table, 'linear'), beyond / possible, 1e-12)
  }
})

test('cohenKappa(table) is the same with raters swapped, 0 where each has a category, undefined where both have one', () => {
  const swapped = anxiety.map((_, k) => anxiety.map((row) => row[k] ?? NaN))
  for (const weights of ['none', 'linear', 'quadratic'] as const) {
    near(cohenKappa(swapped, weights), cohenKappa(anxiety, weights) ?? NaN, 1e-12)
    assert.equal(cohenKappa(tableOf([0, 5], [0, 0]), weights), 0)
    assert.equal(cohenKappa(tableOf([5, 0], [0, 0]), weights), undefined)
    assert.equal(cohenKappa([], weights), undefined)
  }
})

test('cohenKappa(table) and its interval refuse a table that is not square or has cells below 0', () => {
  for (const table of [
    [[1, 2]],
    [[1, 2], [3]],
    [
      [1, -1],
      [0, 1],
    ],
    [[NaN]],
  ]) {
    assert.throws(() => cohenKappa(table), RangeError)
    assert.throws(() => cohenKappaInterval(table, 0.95), RangeError)
  }
})
