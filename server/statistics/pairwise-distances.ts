import { jensenShannonDistance } from './jensen-shannon-distance.ts'

/**
 * Jensen-Shannon distances of all unordered pairs among distributions, in the order (0,1), (0,2) … (1,2) …
 * n distributions have n(n-1)/2 pairs, so a single one has none; ones that agree within 1e-4 are 0 apart, the largest distance is
 * sqrt(ln 2) = 0.832555. One of the measures that the study holds beside the distance to the centroid.
 *
 * O(n^2 x classes). Moore, Deshpande and Yang (2024), arXiv:2407.02996.
 * @throws {RangeError} if the distributions differ in length
 * @example pairwiseDistances([[1, 0], [0, 1], [1, 0]]) // [0.8326, 0, 0.8326]
 */
export function pairwiseDistances(distributions: readonly (readonly number[])[]): number[] {
  return distributions.flatMap((one, n) => distributions.slice(n + 1).map((other) => pairDistance(one, other)))
}

/** Jensen-Shannon distance of two distributions, 0 where they agree within 1e-4: 0 … sqrt(ln 2). */
export function pairDistance(one: readonly number[], other: readonly number[]): number {
  const isClose = (share: number, k: number) => Math.abs(share - (other[k] ?? 0)) <= 1e-4 + 1e-5 * (other[k] ?? 0)
  return one.length === other.length && one.every(isClose) ? 0 : jensenShannonDistance(one, other)
}
