import { jensenShannonDistance } from './jensen-shannon-distance.ts'

/**
 * Jensen-Shannon distance of two distributions, taken as 0 where they agree within 1e-4: 0 … sqrt(ln 2) = 0.832555.
 * The mean over all pairs of a group is one of the measures that the study holds beside the distance to the centroid.
 *
 * Moore, Deshpande and Yang (2024), arXiv:2407.02996.
 * @throws {RangeError} if the distributions differ in length
 * @example pairDistance([1, 0], [0, 1]) // 0.8326
 */
export function pairDistance(one: readonly number[], other: readonly number[]): number {
  if (one.length !== other.length) throw new RangeError('pairDistance requires distributions of equal length')
  const isClose = (share: number, k: number) => Math.abs(share - (other[k] ?? 0)) <= 1e-4 + 1e-5 * (other[k] ?? 0)
  return one.every(isClose) ? 0 : jensenShannonDistance(one, other)
}
