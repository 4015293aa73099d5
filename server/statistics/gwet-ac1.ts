import { agreeingShare, type RatingCounts, refuseBrokenCounts } from './rating-counts.ts'
import { sum } from './sum.ts'
import { figureOfItems, type SummedFigure } from './summed-figure.ts'

/**
 * Gwet's AC1: how far raters agree beyond chance, with chance counted only for ratings that were guessed.
 * Where nearly all ratings fall in one category it stays near the plain agreement, while the kappas drop.
 * 1 is full agreement, 0 is what chance gives, below 0 is worse than chance.
 * Row i, column j of `counts` holds how many raters put item i in category j; items may differ in raters.
 * Items with one rating tell how common the categories are, not how far raters agree.
 * Depends on how many categories there are: one that nobody chose counts as one that could have been chosen.
 * Undefined where no item has two ratings, or there are fewer than two categories.
 *
 * O(items x categories). Gwet (2008), doi:10.1348/000711006X126600; missing ratings as in Gwet (2014),
 * Handbook of Inter-Rater Reliability, fourth edition, ISBN 978-0-9708062-8-4.
 * @throws {RangeError} if rows differ in length, or a cell is no whole number from 0
 * @example gwetAc1([[3, 0], [3, 0], [2, 1]]) // 0.7231
 */
export function gwetAc1(counts: RatingCounts): number | undefined {
  refuseBrokenCounts('gwetAc1', counts)
  return figureOfItems(gwetAc1Figure, counts)
}

/** The same, for resampling: sums of the agreeing shares and of the items that have one, of the items with any
 *  rating, and of the share of each category. */
export const gwetAc1Figure: SummedFigure<readonly number[]> = {
  terms: (row) => {
    const ratings = sum(row)
    const share = agreeingShare(row)
    const agreement = share === undefined ? [0, 0] : [share, 1]
    return [...agreement, Math.min(ratings, 1), ...row.map((count) => (ratings === 0 ? 0 : count / ratings))]
  },
  at: ([shares = 0, compared = 0, rated = 0, ...categories]) => {
    if (compared === 0 || categories.length < 2) return undefined
    const guessed = sum(categories.map((share) => (share / rated) * (1 - share / rated))) / (categories.length - 1)
    return (shares / compared - guessed) / (1 - guessed)
  },
}
