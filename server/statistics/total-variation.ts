import { sum } from './sum.ts'

/**
 * Total variation distance of two distributions: the share that must move to turn one into the other.
 * 0 where they are equal, 1 where they share no category. Half the sum of the absolute differences.
 *
 * O(categories). Levin, Peres and Wilmer (2009), Markov Chains and Mixing Times, section 4.1,
 * ISBN 978-0-8218-4739-8.
 * @throws {RangeError} if the distributions differ in length
 * @example totalVariation([0.5, 0.5], [0.2, 0.8]) // 0.3
 */
export function totalVariation(a: readonly number[], b: readonly number[]): number {
  if (a.length !== b.length) throw new RangeError('totalVariation requires distributions of equal length')
  return sum(a.map((share, k) => Math.abs(share - (b[k] ?? 0)))) / 2
}
