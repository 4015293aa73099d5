import { abcInterval } from './abc-interval.ts'
import { bcaInterval, type IntervalOrReason, type Resampling } from './bca-interval.ts'
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
  if (drawsPerResample(sample) > mostDraws) {
    const interval = abcInterval(sample, resampling.level)
    if (interval) return { interval, method: 'abc' }
  }
  return { interval: bcaInterval(sample, resampling), method: 'bca' }
}
