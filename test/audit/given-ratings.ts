import type { Figure } from '../../server/audit/figure.ts'
import { type Rating, type Ratings, ratingsOf } from '../../server/audit/ratings.ts'
import { fourObservers } from '../statistics/published-ratings.ts'

/** The single ratings of a table with an item in each row and a rater in each column; nothing where there is none. */
export function ratingsIn(rows: readonly (readonly (string | number | undefined)[])[]): Rating[] {
  return rows.flatMap((row, item) =>
    row.flatMap((category, rater) =>
      category === undefined ? [] : { item: `i${item}`, rater: `r${rater}`, category: String(category) },
    ),
  )
}

/** The same, brought together. */
export function given(rows: Parameters<typeof ratingsIn>[0], categories?: readonly string[]): Ratings {
  return ratingsOf(ratingsIn(rows), categories)
}

export const observers = ratingsIn(fourObservers)

/** As many rows as wanted, all alike. */
export function times<Row>(count: number, row: Row): Row[] {
  return new Array<Row>(count).fill(row)
}

/** The value of a figure, where it exists. */
export function valueIn(figure: Figure | undefined): number | undefined {
  return figure && 'value' in figure ? figure.value : undefined
}
