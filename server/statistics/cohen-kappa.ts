import { sum } from './sum.ts'
import type { SummedFigure } from './summed-figure.ts'

/** What a disagreement weighs: each the same; as many as there are steps between the two; the square of that. */
export type KappaWeights = 'none' | 'linear' | 'quadratic'

/**
 * Cohen's kappa: how far two raters agree beyond chance, each with shares of categories of their own.
 * 1 is full agreement, 0 is what chance gives, below 0 is worse than chance. Weighted, a near miss counts for more
 * than a wide one; the categories then stand in an order. Quadratic weights make it a correlation with both means kept.
 * Row i, column j of the square `table` holds how many items the first rater put in category i, the second in j.
 * Undefined when both put every item in one and the same category, or there are no items.
 *
 * O(categories^2). Cohen (1960), doi:10.1177/001316446002000104; weighted: Cohen (1968), doi:10.1037/h0026256.
 * @throws {RangeError} if the table is not square, or a cell is below 0
 * @example cohenKappa([[13, 0, 0], [0, 20, 7], [0, 4, 56]], 'quadratic') // 0.8922
 */
export function cohenKappa(table: readonly (readonly number[])[], weights: KappaWeights = 'none'): number | undefined {
  refuseBrokenTable('cohenKappa', table)
  return kappaOf(table.flat(), weights)
}

/** @throws {RangeError} if a table of two raters is not square, or a cell is below 0 */
export function refuseBrokenTable(name: string, table: readonly (readonly number[])[]): void {
  if (table.some(({ length }) => length !== table.length)) throw new RangeError(`${name} requires a square table`)
  if (table.some((row) => !row.every((count) => count >= 0))) throw new RangeError(`${name} requires counts from 0`)
}

/** The same, for resampling: an item is the places of the two categories among so many, the sums are the table. */
export function cohenKappaFigure(categories: number, weights: KappaWeights): SummedFigure<readonly [number, number]> {
  return {
    terms: ([first, second]) =>
      Array.from({ length: categories ** 2 }, (_, cell) => Number(cell === first * categories + second)),
    at: (table) => kappaOf(table, weights),
  }
}

function kappaOf(table: readonly number[], weights: KappaWeights): number | undefined {
  const width = Math.sqrt(table.length)
  const places = Array.from({ length: width }, (_, k) => k)
  const rows = places.map((row) => sum(places.map((column) => table[row * width + column] ?? 0)))
  const columns = places.map((column) => sum(places.map((row) => table[row * width + column] ?? 0)))
  let [observed, expected] = [0, 0]
  table.forEach((count, cell) => {
    const [row, column] = [Math.floor(cell / width), cell % width]
    const weight = weightOf[weights](Math.abs(row - column))
    observed += weight * count
    expected += weight * (rows[row] ?? 0) * (columns[column] ?? 0)
  })
  return expected === 0 ? undefined : 1 - (observed * sum(rows)) / expected
}

const weightOf: Readonly<Record<KappaWeights, (steps: number) => number>> = {
  none: (steps) => Math.min(steps, 1),
  linear: (steps) => steps,
  quadratic: (steps) => steps ** 2,
}
