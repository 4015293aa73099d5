import { agreeingShare, type RatingCounts, refuseBrokenCounts } from './rating-counts.ts'
import { figureOfItems, type SummedFigure } from './summed-figure.ts'

/**
 * How often raters agree, chance not taken off: the mean over items of the share of pairs of raters who chose the same.
 * A share from 0 to 1; 1 is full agreement. Items may differ in raters; those with fewer than two ratings are left out.
 * Row i, column j of `counts` holds how many raters put item i in category j.
 * Undefined where no item has two ratings.
 *
 * O(items x categories). Fleiss (1971), doi:10.1037/h0031619, equations 2 and 3.
 * @throws {RangeError} if rows differ in length, or a cell is no whole number from 0
 * @example percentAgreement([[3, 0], [2, 1]]) // 0.6667
 */
export function percentAgreement(counts: RatingCounts): number | undefined {
  refuseBrokenCounts('percentAgreement', counts)
  return figureOfItems(percentAgreementFigure, counts)
}

/** The same, for resampling: sums of the shares and of the items that have one. */
export const percentAgreementFigure: SummedFigure<readonly number[]> = {
  terms: (row) => {
    const share = agreeingShare(row)
    return share === undefined ? [0, 0] : [share, 1]
  },
  at: ([shares = 0, items = 0]) => (items === 0 ? undefined : shares / items),
}
