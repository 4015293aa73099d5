import { averageRanks } from './average-ranks.ts'
import { pearson } from './pearson.ts'

/**
 * Spearman's rank correlation of pairs: how far both sides stand in the same order; ties share their mean rank.
 * 1 where the orders are the same, -1 where one is the other reversed.
 * Undefined for fewer than two pairs, or where one side is constant.
 *
 * O(pairs x log pairs). Spearman (1904), doi:10.2307/1412159.
 * @throws {RangeError} if the sides differ in length
 * @example spearman([1, 2, 3, 4], [1, 4, 4, 9]) // 0.9487
 */
export function spearman(a: readonly number[], b: readonly number[]): number | undefined {
  if (a.length !== b.length) throw new RangeError('spearman requires sides of equal length')
  return pearson(averageRanks(a), averageRanks(b))
}
