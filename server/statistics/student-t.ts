import { regularisedIncompleteBeta } from './regularised-incomplete-beta.ts'

/**
 * Student's t distribution, both tails: the probability of a value at least as far from 0 as t, by chance.
 * 1 at t = 0, towards 0 far out on either side. Degrees of freedom need not be whole.
 *
 * Student (1908), doi:10.1093/biomet/6.1.1; by the incomplete beta function, Abramowitz and Stegun (1964), 26.7.1.
 * @throws {RangeError} if there are no degrees of freedom above 0, or t is not a number
 * @example studentTwoSided(2.228139, 10) // 0.05
 */
export function studentTwoSided(t: number, degrees: number): number {
  if (!(degrees > 0)) throw new RangeError('studentTwoSided requires degrees of freedom above 0')
  if (Math.abs(t) === Infinity) return 0
  const square = t * t
  if (square < 1) return 1 - regularisedIncompleteBeta(square / (degrees + square), 0.5, degrees / 2)
  return regularisedIncompleteBeta(degrees / (degrees + square), degrees / 2, 0.5)
}
