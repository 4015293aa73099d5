/**
 * Arithmetic mean of distributions, class by class: what many answers add up to. It has sum 1 if they do.
 * @throws {RangeError} if there are none, or they differ in length
 * @example meanDistribution([[1, 0], [0.5, 0.5]]) // [0.75, 0.25]
 */
export function meanDistribution(distributions: readonly (readonly number[])[]): number[] {
  const [first] = distributions
  if (!first) throw new RangeError('meanDistribution requires at least one distribution')
  if (distributions.some(({ length }) => length !== first.length)) {
    throw new RangeError('meanDistribution requires distributions of equal length')
  }
  return first.map((_, k) => distributions.reduce((sum, shares) => sum + (shares[k] ?? 0), 0) / distributions.length)
}
