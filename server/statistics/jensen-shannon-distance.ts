/**
 * Jensen-Shannon distance of two vectors of weights: the square root of the divergence, natural logarithm.
 * 0 where they are proportional, sqrt(ln 2) = 0.832555 where they share no category.
 * Both are brought to sum 1 first, as scipy does.
 *
 * Endres and Schindelin (2003), doi:10.1109/TIT.2003.813506.
 * @throws {RangeError} if the vectors differ in length
 * @example jensenShannonDistance([1, 0], [0.5, 0.5]) // 0.4645
 */
export function jensenShannonDistance(a: readonly number[], b: readonly number[]): number {
  if (a.length !== b.length) throw new RangeError('jensenShannonDistance requires vectors of equal length')
  const [sumA, sumB] = [sum(a), sum(b)]
  const divergence = a.reduce((total, weight, k) => {
    const [p, q] = [weight / sumA, (b[k] ?? 0) / sumB]
    const middle = (p + q) / 2
    return total + relativeEntropy(p, middle) + relativeEntropy(q, middle)
  }, 0)
  return Math.sqrt(Math.max(divergence, 0) / 2)
}

function relativeEntropy(share: number, reference: number): number {
  return share === 0 ? 0 : share * Math.log(share / reference)
}

function sum(vector: readonly number[]): number {
  return vector.reduce((total, weight) => total + weight, 0)
}
