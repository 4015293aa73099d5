import { logGamma } from './log-gamma.ts'

const mostSteps = 1_000_000
const tiny = 1e-300

/**
 * Regularised incomplete beta function: the probability of a value up to x under a beta distribution with shapes a and b.
 * 0 at x = 0, 1 at x = 1. Right to about 1e-12 of itself where that is small.
 * A continued fraction, on the side of x where it settles fast: in about the root of the larger shape.
 *
 * Abramowitz and Stegun (1964), 26.5.8, gone through forwards as by Lentz (1976), doi:10.1364/AO.15.000668.
 * @throws {RangeError} if x lies outside 0 … 1, a shape is not above 0, or the fraction does not settle
 * @example regularisedIncompleteBeta(0.25, 2, 3) // 0.2617
 */
export function regularisedIncompleteBeta(x: number, a: number, b: number): number {
  if (!(x >= 0 && x <= 1)) throw new RangeError('regularisedIncompleteBeta requires x from 0 to 1')
  if (x > (a + 1) / (a + b + 2)) return 1 - regularisedIncompleteBeta(1 - x, b, a)
  const logFront = a * Math.log(x) + b * Math.log1p(-x) - (logGamma(a) + logGamma(b) - logGamma(a + b))
  return Math.exp(logFront) / (a * fractionBelow(x, a, b))
}

/** The value of 1 + c1/(1 + c2/(1 + …)), improved from the top downwards until it stands still. */
function fractionBelow(x: number, a: number, b: number): number {
  let [above, below, value] = [1, 0, 1]
  for (let step = 1; step <= mostSteps; step++) {
    const part = x * coefficient(step, a, b)
    below = 1 / awayFromZero(1 + part * below)
    above = awayFromZero(1 + part / above)
    value *= above * below
    if (Math.abs(above * below - 1) < 1e-15) return value
  }
  throw new RangeError('regularisedIncompleteBeta requires shapes for which the fraction settles')
}

function coefficient(step: number, a: number, b: number): number {
  const half = Math.floor(step / 2)
  const numerator = step % 2 === 0 ? half * (b - half) : -(a + half) * (a + b + half)
  return numerator / ((a + step - 1) * (a + step))
}

function awayFromZero(value: number): number {
  return Math.abs(value) < tiny ? tiny : value
}
