/**
 * Natural logarithm of the gamma function, for x above 0: of (x - 1)! where x is whole. Right to about 1e-13.
 * Raises x to 16 by the factors in between, then Stirling's series. Abramowitz and Stegun (1964), 6.1.15 and 6.1.41.
 * @throws {RangeError} if x is not above 0
 * @example logGamma(0.5) // 0.5724
 */
export function logGamma(x: number): number {
  if (!(x > 0)) throw new RangeError('logGamma requires a number above 0')
  let [raised, factors] = [x, 1]
  for (; raised < 16; raised++) factors *= raised
  const square = raised * raised
  const series = (1 - (1 - (2 - 3 / (2 * square)) / (7 * square)) / (30 * square)) / (12 * raised)
  return (raised - 0.5) * Math.log(raised) - raised + 0.5 * Math.log(2 * Math.PI) + series - Math.log(factors)
}
