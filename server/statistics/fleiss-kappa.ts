import { agreeingShare, type RatingCounts, refuseBrokenCounts } from './rating-counts.ts'
import { sum } from './sum.ts'
import { figureOfItems, type SummedFigure } from './summed-figure.ts'

/**
 * Fleiss' kappa: how far raters agree beyond chance, where every item has as many.
 * 1 is full agreement, 0 is what chance gives, below 0 is worse than chance.
 * Row i, column j of `counts` holds how many raters put item i in category j.
 * Undefined when one category takes every rating: chance already explains them.
 *
 * O(items x categories). Fleiss (1971), doi:10.1037/h0031619.
 * @throws {RangeError} if items differ in raters or have fewer than two, rows differ in length, or a cell is no count
 * @example fleissKappa([[3, 0], [2, 1], [0, 3], [1, 2], [3, 0]]) // 0.4444
 */
export function fleissKappa(counts: RatingCounts): number | undefined {
  refuseBrokenCounts('fleissKappa', counts)
  const raters = sum(counts[0] ?? [])
  if (raters < 2) throw new RangeError('fleissKappa requires at least two raters')
  if (counts.some((row) => sum(row) !== raters)) throw new RangeError('fleissKappa requires equal raters for all items')
  return figureOfItems(fleissKappaFigure, counts)
}

/** The same, for resampling: sums of the agreeing shares, of the items and of the ratings in each category. */
export const fleissKappaFigure: SummedFigure<readonly number[]> = {
  terms: (row) => [agreeingShare(row) ?? 0, 1, ...row],
  at: ([shares = 0, items = 0, ...categories]) => {
    const ratings = sum(categories)
    const expected = sum(categories.map((count) => (count / ratings) ** 2))
    return ratings === 0 || expected === 1 ? undefined : (shares / items - expected) / (1 - expected)
  },
}
