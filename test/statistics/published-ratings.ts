/** Krippendorff (2011), "Computing Krippendorff's Alpha-Reliability", section C: what four observers made of twelve
 *  units, in categories 1 to 5, with ratings missing. Observers in columns; undefined where one did not rate.
 *  The same ratings are on page 120 of Gwet (2014), Handbook of Inter-Rater Reliability, fourth edition. */
export const fourObservers: readonly (readonly (number | undefined)[])[] = [
  [1, 1, undefined, 1],
  [2, 2, 3, 2],
  [3, 3, 3, 3],
  [3, 3, 3, 3],
  [2, 2, 2, 2],
  [1, 2, 3, 4],
  [4, 4, 4, 4],
  [1, 1, 2, 1],
  [2, 2, 2, 2],
  [undefined, 5, 5, 5],
  [undefined, undefined, 1, 1],
  [undefined, undefined, 3, undefined],
]

/** Fifteen patients whom six psychiatrists put in five categories: the data set distrib.6raters of Gwet's R package
 *  irrCAC 1.0, the first half of the example of Fleiss (1971). */
export const sixPsychiatrists: readonly (readonly number[])[] = [
  [0, 0, 0, 6, 0],
  [0, 3, 0, 0, 3],
  [0, 1, 4, 0, 1],
  [0, 0, 0, 0, 6],
  [0, 3, 0, 3, 0],
  [2, 0, 4, 0, 0],
  [0, 0, 4, 0, 2],
  [2, 0, 3, 1, 0],
  [2, 0, 0, 4, 0],
  [0, 0, 0, 0, 6],
  [1, 0, 0, 5, 0],
  [1, 1, 0, 4, 0],
  [0, 3, 3, 0, 0],
  [1, 0, 0, 5, 0],
  [0, 2, 0, 3, 1],
]

/** How two abstractors put a hundred cases in three categories: the data set cont3x3abstractors of irrCAC 1.0. */
export const twoAbstractors: readonly (readonly number[])[] = [
  [13, 0, 0],
  [0, 20, 7],
  [0, 4, 56],
]

/** Ratings in rows of raters as counts of the categories 1 to `width`. */
export function counted(rows: readonly (readonly (number | undefined)[])[], width: number): number[][] {
  const categories = Array.from({ length: width }, (_, k) => k + 1)
  return rows.map((row) => categories.map((category) => row.filter((rating) => rating === category).length))
}

/** A table of two raters as the two categories of each item. */
export function pairsOf(table: readonly (readonly number[])[]): (readonly [number, number])[] {
  return table.flatMap((row, i) => row.flatMap((count, j) => Array.from({ length: count }, () => [i, j] as const)))
}

/** A table of two raters as counts of categories, item by item. */
export function countsOf(table: readonly (readonly number[])[]): number[][] {
  return pairsOf(table).map((pair) => table.map((_, k) => pair.filter((category) => category === k).length))
}

/** A table by its rows. */
export function tableOf(...rows: number[][]): number[][] {
  return rows
}
