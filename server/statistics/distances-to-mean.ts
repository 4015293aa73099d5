import { jensenShannonDistance } from './jensen-shannon-distance.ts'
import { meanDistribution } from './mean-distribution.ts'

/**
 * How far each distribution lies from the arithmetic mean of all, as Jensen-Shannon distance: one for each, in order.
 * 0 where all are equal or there is one only; the largest group mean is 0.464501 with two classes, where the mean
 * is the centroid. One of the measures that the study holds beside the distance to the centroid.
 *
 * Moore, Deshpande and Yang (2024), arXiv:2407.02996.
 * @throws {RangeError} if the distributions differ in length
 * @example distancesToMean([[1, 0], [1, 0], [0, 1]]) // [0.3228, 0.3228, 0.6189]
 */
export function distancesToMean(distributions: readonly (readonly number[])[]): number[] {
  if (distributions.length === 0) return []
  const mean = meanDistribution(distributions)
  return distributions.map((one) => jensenShannonDistance(one, mean))
}
