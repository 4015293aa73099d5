import type { SeededRandom } from './seeded-random.ts'
import { sum } from './sum.ts'
import type { Patterns, SummedFigure } from './summed-figure.ts'
import { timesDrawn } from './times-drawn.ts'

/** How often to draw anew, and from which stream. */
export interface Redrawing {
  readonly resamples: number
  readonly random: SeededRandom
}

/**
 * What a figure comes to in `resamples` samples of items drawn with replacement, each as large as the sample itself.
 * In the order drawn, without those in which the figure does not exist, so there may be fewer.
 * Where items repeat, draws how often each distinct one occurs (multinomial) and never looks at the single items;
 * where most are distinct, draws places. Time: resamples x distinct items x terms that are not 0.
 *
 * Efron (1979), doi:10.1214/aos/1176344552.
 * @throws {RangeError} if there are no items
 */
export function bootstrapFigure<Item>(
  figure: SummedFigure<Item>,
  { items, times }: Patterns<Item>,
  { resamples, random }: Redrawing,
): Float64Array {
  if (sum(times) === 0) throw new RangeError('bootstrapFigure requires at least one item')
  const added = items.map((item) => figure.terms(item))
  const addTo = added.map(adding)
  const draw = timesDrawn(times, random)
  const found = new Float64Array(resamples)
  let existing = 0
  for (let resample = 0; resample < resamples; resample++) {
    const sums = new Array<number>(added[0]?.length ?? 0).fill(0)
    draw().forEach((often, k) => {
      if (often > 0) addTo[k]?.(sums, often)
    })
    const value = figure.at(sums)
    if (value !== undefined) found[existing++] = value
  }
  return found.subarray(0, existing)
}

/** Adds the terms that are not 0, as often as wanted. */
function adding(terms: readonly number[]): (sums: number[], often: number) => void {
  const places = [...terms.keys()].filter((place) => terms[place] !== 0)
  const values = places.map((place) => terms[place] ?? 0)
  return (sums, often) => {
    for (let k = 0; k < places.length; k++) {
      const place = places[k] ?? 0
      sums[place] = (sums[place] ?? 0) + often * (values[k] ?? 0)
    }
  }
}
