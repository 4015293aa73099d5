import { agreeingShare, type RatingCounts, refuseBrokenCounts } from './rating-counts.ts'
import { sum } from './sum.ts'
import { figureOfItems, type SummedFigure } from './summed-figure.ts'

/** Whether categories merely differ, or stand in an order: the order of the columns. */
export type RatingScale = 'nominal' | 'ordinal'

/**
 * Krippendorff's alpha: how far raters agree beyond chance, for any number of raters and with ratings missing.
 * 1 is full agreement, 0 is what chance gives, below 0 is worse than chance.
 * Row i, column j of `counts` holds how many raters put item i in category j. Items with fewer than two ratings are
 * left out. On the ordinal scale categories lie further apart the more ratings lie between them.
 * Undefined when only one category occurs, or no item has two ratings.
 *
 * O(items x categories), on the ordinal scale O(items x categories^2).
 * Krippendorff (2011), Computing Krippendorff's Alpha-Reliability, https://repository.upenn.edu/asc_papers/43.
 * @throws {RangeError} if rows differ in length, or a cell is no whole number from 0
 * @example krippendorffAlpha([[3, 0, 0], [0, 2, 1], [0, 0, 2]], 'ordinal') // 0.8542
 */
export function krippendorffAlpha(counts: RatingCounts, scale: RatingScale): number | undefined {
  refuseBrokenCounts('krippendorffAlpha', counts)
  return figureOfItems(krippendorffAlphaFigures[scale], counts)
}

/** The same, for resampling. */
export const krippendorffAlphaFigures: Readonly<Record<RatingScale, SummedFigure<readonly number[]>>> = {
  /** Sums of what pairs that differ weigh, and of the ratings in each category. */
  nominal: {
    terms: (row) => {
      const share = agreeingShare(row)
      return share === undefined ? [0, ...row.map(() => 0)] : [sum(row) * (1 - share), ...row]
    },
    at: ([differing = 0, ...categories]) => {
      const ratings = sum(categories)
      const expected = ratings ** 2 - sum(categories.map((count) => count ** 2))
      return expected === 0 ? undefined : 1 - ((ratings - 1) * differing) / expected
    },
  },
  /** A square table: on its diagonal the ratings in each category, beside it what pairs of two categories weigh. */
  ordinal: {
    terms: (row) => {
      const others = sum(row) - 1
      if (others < 1) return row.flatMap(() => row.map(() => 0))
      return row.flatMap((count, k) => row.map((other, j) => (j === k ? count : (count * other) / others)))
    },
    at: ordinalAlpha,
  },
}

function ordinalAlpha(table: readonly number[]): number | undefined {
  const width = Math.sqrt(table.length)
  const categories = Array.from({ length: width }, (_, k) => table[k * width + k] ?? 0)
  let [observed, expected] = [0, 0]
  categories.forEach((below, low) => {
    let between = below / 2
    categories.slice(low + 1).forEach((above, step) => {
      const distance = (between + above / 2) ** 2
      observed += (table[low * width + low + 1 + step] ?? 0) * distance
      expected += below * above * distance
      between += above
    })
  })
  return expected === 0 ? undefined : 1 - ((sum(categories) - 1) * observed) / expected
}
