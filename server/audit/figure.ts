import { bootstrapFigure } from '../statistics/bootstrap-figure.ts'
import { percentileInterval } from '../statistics/percentile-interval.ts'
import { derivedSeed, seededRandom } from '../statistics/seeded-random.ts'
import { figureOver, type Patterns, type SummedFigure } from '../statistics/summed-figure.ts'

const level = 0.95
const resamples = 9999
/** With more resamples than this share in which the figure does not exist, the others are no fair picture. */
const mostLeftOut = 0.05
/** Resamples with the same figure differ by as much, as sums are rounded. */
const roundingSpread = 1e-12

/** A figure that does not exist, and why. */
export interface Undefined {
  readonly undefined: string
}

export interface ItemInterval {
  readonly low: number
  readonly high: number
  readonly level: number
  readonly method: 'percentile'
  readonly resamples: number
  /** What was drawn anew. */
  readonly unit: 'item'
  /** Resamples in which the figure does not exist, where there are any; the bounds are those of the others. */
  readonly leftOut?: number
}

export type Figure = { readonly value: number; readonly interval: ItemInterval | Undefined } | Undefined

/** Equal items as one, in an order of their own: equal items in any order give equal patterns. */
export function patternsOf<Item>(items: readonly Item[]): Patterns<Item> {
  const found = new Map<string, { item: Item; times: number }>()
  for (const item of items) {
    const key = JSON.stringify(item)
    const pattern = found.get(key) ?? { item, times: 0 }
    pattern.times += 1
    found.set(key, pattern)
  }
  const keys = [...found.keys()].sort()
  const patterns = keys.flatMap((key) => found.get(key) ?? [])
  return { items: patterns.map(({ item }) => item), times: patterns.map(({ times }) => times) }
}

/** What is estimated, from what, and the seed of its own stream of random numbers. */
export interface Estimation<Item> {
  readonly figure: SummedFigure<Item>
  readonly patterns: Patterns<Item>
  readonly seedParts: readonly (number | string)[]
}

/** A figure with its percentile bootstrap interval over items. Undefined, without a reason, where it does not exist. */
export function estimate<Item>({ figure, patterns, seedParts }: Estimation<Item>): Figure | undefined {
  const value = figureOver(figure, patterns)
  if (value === undefined) return undefined
  const random = seededRandom(derivedSeed(seedParts))
  return { value, interval: intervalOf(bootstrapFigure(figure, patterns, { resamples, random })) }
}

function intervalOf(draws: Float64Array): ItemInterval | Undefined {
  const leftOut = resamples - draws.length
  if (leftOut > mostLeftOut * resamples) {
    return { undefined: `the figure does not exist in ${Math.round((100 * leftOut) / resamples)} % of the resamples` }
  }
  const { low, high } = percentileInterval(draws, level)
  if (high - low <= roundingSpread) return { undefined: 'every resample gives the same value' }
  const bounds = { low, high, level, method: 'percentile', resamples, unit: 'item' } as const
  return leftOut > 0 ? { ...bounds, leftOut } : bounds
}
