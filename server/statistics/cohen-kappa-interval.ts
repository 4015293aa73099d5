import { cohenKappa, refuseBrokenTable } from './cohen-kappa.ts'
import { normalQuantile } from './normal.ts'
import { sum } from './sum.ts'

/**
 * Large-sample interval of Cohen's kappa without weights, from its standard error; as statsmodels and SAS have it.
 * Its bounds may lie outside -1 … 1, and small tables need a resampled interval instead.
 * `table` as for `cohenKappa`, whose degenerate cases it shares. At full agreement both bounds are 1.
 *
 * O(categories^2). Fleiss, Cohen and Everitt (1969), doi:10.1037/h0028106.
 * @param level share of confidence, as 0.95
 * @throws {RangeError} if the table is not square, or a cell is below 0
 * @example cohenKappaInterval([[15, 0], [6, 18]], 0.95) // { low: 0.4856, high: 0.9098 }
 */
export function cohenKappaInterval(
  table: readonly (readonly number[])[],
  level: number,
): { low: number; high: number } | undefined {
  refuseBrokenTable('cohenKappaInterval', table)
  const kappa = cohenKappa(table)
  if (kappa === undefined) return undefined
  const reach = normalQuantile((1 + level) / 2) * standardError(table, kappa)
  return { low: kappa - reach, high: kappa + reach }
}

function standardError(table: readonly (readonly number[])[], kappa: number): number {
  const items = sum(table.flat())
  const rows = table.map((row) => sum(row) / items)
  const columns = table.map((_, k) => sum(table.map((row) => row[k] ?? 0)) / items)
  const expected = sum(rows.map((share, k) => share * (columns[k] ?? 0)))
  const cells = table.map((row, i) =>
    row.map((count, j) => {
      const common = ((columns[i] ?? 0) + (rows[j] ?? 0)) * (1 - kappa)
      return (count / items) * (Number(i === j) - common) ** 2
    }),
  )
  const variance = sum(cells.flat()) - (kappa - expected * (1 - kappa)) ** 2
  return Math.sqrt(Math.max(variance, 0) / items) / (1 - expected)
}
