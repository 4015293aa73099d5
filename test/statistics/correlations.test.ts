import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { averageRanks } from '../../server/statistics/average-ranks.ts'
import { pearson } from '../../server/statistics/pearson.ts'
import { spearman } from '../../server/statistics/spearman.ts'
import { totalVariation } from '../../server/statistics/total-variation.ts'
import { near } from './near.ts'

// Anscombe (1973), doi:10.1080/00031305.1973.10478966, the first of the four sets
const x = [10, 8, 13, 9, 11, 14, 6, 4, 12, 7, 5]
const y = [8.04, 6.95, 7.58, 8.81, 8.33, 9.96, 7.24, 4.26, 10.84, 4.82, 5.68]

test('pearson(a, b) gives the correlation of the first set of Anscombe, and is 1 and -1 on lines', () => {
  near(pearson(x, y), 0.81642051634484, 1e-13) // numpy 2.4; 0.816 in the article
  near([pearson([1, 2, 4], [3, 5, 9]) ?? NaN, pearson([1, 2, 4], [9, 5, -3]) ?? NaN], [1, -1], 1e-15)
})

test('spearman(a, b) gives what scipy 1.17 does for the first set of Anscombe', () => {
  near(spearman(x, y), 0.8181818181818182, 1e-13)
})

test('spearman(a, b) lets ties share their mean rank', () => {
  // by hand: ranks 1 2 3 4 and 1 2.5 2.5 4; products of distances from 2.5 sum to 4.5, squares to 5 and 4.5
  near(spearman([1, 2, 3, 4], [1, 4, 4, 9]), 4.5 / Math.sqrt(5 * 4.5), 1e-13)
  // by hand: ranks 1.5 1.5 3.5 3.5 and 1 3 2 4; products sum to 1 + 1 … = 3 - 1, squares to 4 and 5
  near(spearman([0, 0, 7, 7], [1, 3, 2, 4]), 2 / Math.sqrt(4 * 5), 1e-13)
})

test('averageRanks(values) is in the order of the values and sums to what whole ranks do', () => {
  assert.deepEqual(averageRanks([30, 10, 30, 20]), [3.5, 1, 3.5, 2])
  assert.deepEqual([averageRanks([]), averageRanks([5, 5, 5])], [[], [2, 2, 2]])
  const law = (values: number[]) =>
    averageRanks(values).reduce((sum, rank) => sum + rank, 0) === (values.length * (values.length + 1)) / 2
  fc.assert(fc.property(fc.array(fc.nat({ max: 6 })), law))
})

test('pearson(a, b) and spearman(a, b) are undefined for fewer than two pairs and for a constant side', () => {
  for (const correlation of [pearson, spearman]) {
    for (const [a, b] of [
      [[], []],
      [[1], [2]],
      [
        [0.1, 0.1, 0.1],
        [1, 2, 3],
      ],
      [
        [1, 2, 3],
        [0.3, 0.3, 0.3],
      ],
    ]) {
      assert.equal(correlation(a ?? [], b ?? []), undefined)
    }
    assert.throws(() => correlation([1, 2], [1]), new RegExp(`^RangeError: ${correlation.name} requires`))
  }
})

test('totalVariation(a, b) is the share that must move: 0 for equal, 1 for disjoint distributions', () => {
  near(totalVariation([0.5, 0.5], [0.2, 0.8]), 0.3, 1e-15)
  near(totalVariation([0.2, 0.3, 0.5], [0.5, 0.3, 0.2]), 0.3, 1e-15)
  assert.deepEqual([totalVariation([0.3, 0.7], [0.3, 0.7]), totalVariation([1, 0], [0, 1])], [0, 1])
  assert.throws(() => totalVariation([1], [0.5, 0.5]), RangeError)
})
