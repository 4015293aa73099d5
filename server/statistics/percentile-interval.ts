import { quantile } from './quantile.ts'

/**
 * Percentile interval of a resampled figure: the middle of what it came to, as much of it as the level says.
 * Both bounds lie between the least and the largest draw; draws in any order, which is left as it is.
 *
 * O(draws x log draws). Efron (1979), doi:10.1214/aos/1176344552.
 * @param level share of confidence, as 0.95
 * @throws {RangeError} if there are no draws, or the level lies outside 0 … 1
 * @example percentileInterval(Float64Array.of(4, 0, 1, 3, 2), 0.5) // { low: 1, high: 3 }
 */
export function percentileInterval(draws: Float64Array, level: number): { low: number; high: number } {
  const sorted = draws.toSorted()
  return { low: quantile(sorted, (1 - level) / 2), high: quantile(sorted, (1 + level) / 2) }
}
