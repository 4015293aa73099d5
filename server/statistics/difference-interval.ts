import { bootstrapMeans, drawsPerResample } from './bootstrap-means.ts'
import { type Frequencies, meanOfFrequencies } from './frequencies.ts'
import { normalQuantile } from './normal.ts'
import { percentileInterval } from './percentile-interval.ts'
import type { SeededRandom } from './seeded-random.ts'

/** Larger samples of distinct values than this are taken as normal: their means are. */
const mostDraws = 1000

/** Distances of perfectly split answers differ by as much, as zeros are smoothed: they are one value. */
const roundingSpread = 1e-8

export interface DifferenceInterval {
  readonly low: number
  readonly high: number
  /** `percentile`: both samples were resampled, apart from each other. `normal`: from their standard errors. */
  readonly method: 'percentile' | 'normal'
  readonly resamples: number
}

export interface DifferenceResampling {
  readonly resamples: number
  readonly level: number
  readonly random: SeededRandom
}

/**
 * Bootstrap interval of the difference between the means of two independent samples, second minus first.
 * Undefined where a sample is empty, or does not vary: it tells nothing of how its mean would. All zeros do tell.
 *
 * Efron and Tibshirani (1993), An Introduction to the Bootstrap, chapter 8.
 */
export function differenceInterval(
  [first, second]: readonly [Frequencies, Frequencies],
  { resamples, level, random }: DifferenceResampling,
): DifferenceInterval | undefined {
  if (!isSpread(first) || !isSpread(second)) return undefined
  if (drawsPerResample(first) > mostDraws || drawsPerResample(second) > mostDraws) {
    const spread = normalQuantile((1 + level) / 2) * Math.hypot(standardError(first), standardError(second))
    const difference = (meanOfFrequencies(second) ?? 0) - (meanOfFrequencies(first) ?? 0)
    return { low: difference - spread, high: difference + spread, method: 'normal', resamples: 0 }
  }
  const [ones, others] = [bootstrapMeans(first, resamples, random), bootstrapMeans(second, resamples, random)]
  const differences = ones.map((one, n) => (others[n] ?? 0) - one)
  return { ...percentileInterval(differences, level), method: 'percentile', resamples }
}

/** Whether a sample tells how its mean varies; that nobody moved at all is told by a sample of zeros. */
function isSpread({ values, total }: Frequencies): boolean {
  const [least = 0, most = 0] = [values[0], values.at(-1)]
  return most - least > roundingSpread || (total > 1 && most === 0)
}

function standardError(sample: Frequencies): number {
  const mean = meanOfFrequencies(sample) ?? 0
  const squares = sample.values.reduce((sum, value, k) => sum + (sample.counts[k] ?? 0) * (value - mean) ** 2, 0)
  return Math.sqrt(squares) / sample.total
}
