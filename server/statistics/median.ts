import { quantile } from './quantile.ts'

/**
 * The middle value, or halfway between the two middle ones. Undefined where there are none.
 * @example median([5, 1, 2, 4]) // 3
 */
export function median(values: readonly number[]): number | undefined {
  return values.length === 0 ? undefined : quantile(Float64Array.from(values).sort(), 0.5)
}
