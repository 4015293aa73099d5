import type { Undefined } from '../audit/figure.ts'
import { frequenciesOf, meanOfFrequencies } from '../statistics/frequencies.ts'
import { meanInterval } from '../statistics/mean-interval.ts'
import { derivedSeed, seededRandom } from '../statistics/seeded-random.ts'

export const level = 0.95
export const resamples = 9999

export type { Undefined }

export interface Interval {
  readonly low: number
  readonly high: number
  readonly level: number
  /** `percentile`: the middle of what resamples came to. `normal`: its limit for many respondents, in closed form.
   *  `bca`: bias corrected and accelerated. `abc`: its limit for many answers, in closed form. */
  readonly method: string
  /** How often the sample was drawn anew; 0 where nothing was drawn. */
  readonly resamples: number
  /** What was drawn anew, as respondents within what they were asked. */
  readonly unit: string
  /** Of the report; absent where nothing of it is known. */
  readonly seed?: number
}

export interface Estimate {
  readonly value: number
  readonly interval: Interval | Undefined
}

/** The seed of the report, then what a figure is about. */
export type SeedParts = readonly (number | string)[]

/** What is estimated: the unit that is drawn anew, and what the figure is about, which seeds its own stream. */
export interface About {
  readonly unit: string
  readonly seedParts: SeedParts
}

/** The mean of counted numbers, each held for independent of all others, with its interval: as the study has it.
 *  A mean of 0 where there are none. */
export function estimateOf(counts: ReadonlyMap<number, number>, { unit, seedParts }: About): Estimate {
  const sample = frequenciesOf(counts)
  const random = seededRandom(derivedSeed(seedParts))
  const { interval, method } = meanInterval(sample, { level, resamples, random })
  const drawn = method === 'bca' ? resamples : 0
  const value = meanOfFrequencies(sample) ?? 0
  const seed = Number(seedParts[0])
  return {
    value,
    interval: 'undefined' in interval ? interval : { ...interval, level, method, resamples: drawn, unit, seed },
  }
}

/** The mean of counted numbers; 0 where there are none. */
export function meanOf(counts: ReadonlyMap<number, number>): number {
  return meanOfFrequencies(frequenciesOf(counts)) ?? 0
}
