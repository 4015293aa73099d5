/**
 * The rank of each value, the smallest being 1; equal values share the mean of the ranks they take up.
 * In the order of the values. O(values x log values).
 *
 * Kendall (1945), doi:10.1093/biomet/33.3.239.
 * @example averageRanks([30, 10, 30, 20]) // [3.5, 1, 3.5, 2]
 */
export function averageRanks(values: readonly number[]): number[] {
  const [firsts, lasts] = [new Map<number, number>(), new Map<number, number>()]
  values
    .toSorted((a, b) => a - b)
    .forEach((value, place) => {
      if (!firsts.has(value)) firsts.set(value, place)
      lasts.set(value, place)
    })
  return values.map((value) => 1 + ((firsts.get(value) ?? 0) + (lasts.get(value) ?? 0)) / 2)
}
