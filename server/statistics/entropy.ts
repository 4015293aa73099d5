/**
 * Shannon entropy in bits of how often each category occurred.
 * 0 where one category takes all, log2 of the number of categories where all are equal.
 * Undefined where nothing occurred.
 *
 * Shannon (1948), doi:10.1002/j.1538-7305.1948.tb01338.x.
 * @throws {RangeError} if a count is negative
 * @example entropy([4, 1]) // 0.7219
 */
export function entropy(counts: readonly number[]): number | undefined {
  if (counts.some((count) => count < 0)) throw new RangeError('entropy requires counts of at least 0')
  const total = counts.reduce((sum, count) => sum + count, 0)
  if (total === 0) return undefined
  const shares = counts.filter((count) => count > 0).map((count) => count / total)
  return shares.reduce((bits, share) => bits + share * Math.log2(1 / share), 0)
}
