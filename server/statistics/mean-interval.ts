import { abcInterval } from './abc-interval.ts'
import { bcaInterval, type IntervalOrReason, knownBeforehand, type Resampling } from './bca-interval.ts'
import { drawsPerResample } from './bootstrap-means.ts'
import type { Frequencies } from './frequencies.ts'

/** Samples that ask for more draws than this per resample are large enough for the limit in closed form. */
const mostDraws = 1000

/** `bca`: by resampling. `abc`: its limit for many resamples, in closed form, for large samples of distinct values. */
export type MeanIntervalMethod = 'bca' | 'abc'

/**
 * Bootstrap interval of a mean, bias corrected and accelerated, in a time that hardly grows with the sample:
 * by resampling where the sample is small or its values repeat, else the limit of that in closed form.
 * Without bounds, and with a reason, where `bcaInterval` has none.
 */
export function meanInterval(
  sample: Frequencies,
  resampling: Resampling,
): { interval: IntervalOrReason; method: MeanIntervalMethod } {
  const known = knownBeforehand(sample)
  if (known || drawsPerResample(sample) <= mostDraws) {
    return { interval: known ?? bcaInterval(sample, resampling), method: 'bca' }
  }
  return { interval: within(sample, abcInterval(sample, resampling.level)), method: 'abc' }
}

/** A resampled mean never leaves the range of the values. */
function within({ values }: Frequencies, bounds: { low: number; high: number } | undefined): IntervalOrReason {
  if (!bounds) return { undefined: 'all values are equal' }
  const [least, most] = [values[0] ?? 0, values.at(-1) ?? 0]
  return { low: Math.max(bounds.low, least), high: Math.min(bounds.high, most) }
}
