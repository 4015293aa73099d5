/**
 * The value below which a share of sorted values lies, straight between neighbours (type 7, as numpy and R have it).
 * A share of 0 is the smallest value, 1 the largest. `sorted` must ascend.
 *
 * Hyndman and Fan (1996), doi:10.2307/2684934.
 * @throws {RangeError} if there are no values, or the share lies outside 0 … 1
 * @example quantile([1, 2, 4], 0.75) // 3
 */
export function quantile(sorted: ArrayLike<number>, share: number): number {
  if (sorted.length === 0) throw new RangeError('quantile requires at least one value')
  if (!(share >= 0 && share <= 1)) throw new RangeError('quantile requires a share from 0 to 1')
  const place = share * (sorted.length - 1)
  const below = sorted[Math.floor(place)] ?? 0
  const above = sorted[Math.ceil(place)] ?? 0
  return below + (place - Math.floor(place)) * (above - below)
}
