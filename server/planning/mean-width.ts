import { mean } from '../statistics/mean.ts'
import { sum } from '../statistics/sum.ts'

/** How wide intervals are on average, and the Monte Carlo error of that. */
export interface MeanWidth {
  readonly value: number
  readonly error: number
}

/**
 * The mean width of intervals, of which all are known in closed form and some as drawn: closed form is put right by
 * the ratio of the two. Undefined widths are of studies without an interval.
 */
export function meanWidth(closed: readonly (number | undefined)[], drawn: readonly (number | undefined)[]): MeanWidth {
  const pairs = closed.flatMap((width, n) =>
    width !== undefined && drawn[n] !== undefined ? [[width, drawn[n]] as const] : [],
  )
  const ratio = pairs.length === 0 ? 1 : sum(pairs.map(([, width]) => width)) / sum(pairs.map(([width]) => width))
  const known = closed.filter((width) => width !== undefined)
  const residuals = pairs.map(([one, other]) => other - ratio * one)
  return { value: ratio * (mean(known) ?? 0), error: Math.hypot(ratio * errorOf(known), errorOf(residuals)) }
}

/** Standard error of the mean. */
function errorOf(values: readonly number[]): number {
  const middle = mean(values) ?? 0
  return values.length < 2
    ? 0
    : Math.sqrt(sum(values.map((value) => (value - middle) ** 2)) / (values.length - 1) / values.length)
}
