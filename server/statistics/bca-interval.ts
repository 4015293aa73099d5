import { acceleration } from './acceleration.ts'
import { bootstrapMeans } from './bootstrap-means.ts'
import { type Frequencies, meanOfFrequencies } from './frequencies.ts'
import { normalDistribution, normalQuantile } from './normal.ts'
import { quantile } from './quantile.ts'
import type { SeededRandom } from './seeded-random.ts'

/** Between which bounds the true value lies with the stated confidence; or why there are no bounds. */
export type IntervalOrReason = { readonly low: number; readonly high: number } | { readonly undefined: string }

export interface Resampling {
  readonly resamples: number
  /** Share of confidence, as 0.95. */
  readonly level: number
  readonly random: SeededRandom
}

/** Distances of perfectly split answers differ by as much, as zeros are smoothed: they are one value. */
const roundingSpread = 1e-8

/**
 * Bootstrap interval of a mean, bias corrected and accelerated. Both bounds lie between the least and largest value.
 * A sample of zeros gives [0, 0] without sampling. Without bounds, and with a reason, are an empty sample,
 * a single value, values that are all equal, and a sample so lopsided that the correction fails.
 *
 * Efron (1987), doi:10.1080/01621459.1987.10478410; as in scipy 1.10, with the jackknife of a mean in closed form.
 * @example bcaInterval(frequenciesOf(countValues([0, 0, 0.4645, 0.2675])),
 *   { resamples: 9999, level: 0.95, random: seededRandom(1) }) // { low: 0, high: 0.41525 }
 */
export function bcaInterval(sample: Frequencies, { resamples, level, random }: Resampling): IntervalOrReason {
  const known = knownBeforehand(sample)
  if (known) return known
  const estimate = meanOfFrequencies(sample) ?? 0
  const means = bootstrapMeans(sample, resamples, random).sort()
  const bias = normalQuantile(shareBelow(means, estimate))
  const bend = acceleration(sample, estimate)
  const [low, high] = [(1 - level) / 2, (1 + level) / 2].map((share) => {
    const shifted = bias + normalQuantile(share)
    return normalDistribution(bias + shifted / (1 - bend * shifted))
  })
  if (low === undefined || high === undefined || !(low <= high)) return { undefined: 'the values are too lopsided' }
  return { low: quantile(means, low), high: quantile(means, high) }
}

/** What is known without looking further: the interval of zeros, and why there is none. Undefined for other samples. */
export function knownBeforehand(sample: Frequencies): IntervalOrReason | undefined {
  if (sample.total === 0) return { undefined: 'there are no values' }
  if (sample.values.every((value) => value === 0)) return { low: 0, high: 0 }
  if (sample.total === 1) return { undefined: 'a single value has no spread' }
  return spreadOf(sample) <= roundingSpread ? { undefined: 'all values are equal' } : undefined
}

function spreadOf({ values }: Frequencies): number {
  return (values.at(-1) ?? 0) - (values[0] ?? 0)
}

/** Share of the means below the estimate; of those equal to it but for rounding, half. */
function shareBelow(means: Float64Array, estimate: number): number {
  const rounding = Math.abs(estimate) * 1e-9
  let balance = 0
  for (const mean of means) balance += Math.abs(mean - estimate) <= rounding ? 0 : Math.sign(estimate - mean)
  return (1 + balance / means.length) / 2
}
