/**
 * P-values adjusted for having looked at several, after Benjamini and Hochberg: whoever rejects all those at or below
 * a level keeps the expected share of false rejections among the rejections at that level, if the tests are
 * independent or positively dependent. Step-up: the value of rank i among m becomes m / i times itself, or what the
 * next larger one becomes if that is less; never above 1, never below the value itself.
 * In the order given; equal p-values stay equal. No p-values give none.
 *
 * O(m log m). Benjamini and Hochberg (1995), doi:10.1111/j.2517-6161.1995.tb02031.x.
 * @throws {RangeError} if a p-value lies outside 0 … 1
 * @example benjaminiHochberg([0.04, 0.01, 0.03]) // [0.04, 0.03, 0.04]
 */
export function benjaminiHochberg(pValues: readonly number[]): number[] {
  if (!pValues.every((p) => p >= 0 && p <= 1)) throw new RangeError('benjaminiHochberg requires p-values of 0 … 1')
  const { length } = pValues
  const ascending = [...pValues.keys()].sort((a, b) => (pValues[a] ?? 0) - (pValues[b] ?? 0))
  const adjusted = new Array<number>(length)
  let least = 1
  for (let rank = length; rank > 0; rank--) {
    const place = ascending[rank - 1] ?? 0
    least = Math.min(least, (pValues[place] ?? 0) * (length / rank))
    adjusted[place] = least
  }
  return adjusted
}
