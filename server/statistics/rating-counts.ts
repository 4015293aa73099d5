import { sum } from './sum.ts'

/** How raters judged items: row = item, column = category, and in each cell how many raters chose it. */
export type RatingCounts = readonly (readonly number[])[]

/**
 * Refuses a table of ratings that none can be.
 * @param name who asks, for the message
 * @throws {RangeError} if rows differ in length, or a cell is no whole number from 0
 */
export function refuseBrokenCounts(name: string, counts: RatingCounts): void {
  if (counts.some(({ length }) => length !== counts[0]?.length)) {
    throw new RangeError(`${name} requires as many categories for every item`)
  }
  if (counts.some((row) => row.some((count) => !(Number.isInteger(count) && count >= 0)))) {
    throw new RangeError(`${name} requires whole counts of at least 0`)
  }
}

/**
 * Share of the pairs of raters of one item who chose the same category: 0 … 1, and 1 where all did.
 * Undefined for fewer than two ratings.
 * @example agreeingShare([3, 1]) // 0.5
 */
export function agreeingShare(row: readonly number[]): number | undefined {
  const raters = sum(row)
  if (raters < 2) return undefined
  return sum(row.map((count) => count * (count - 1))) / (raters * (raters - 1))
}
