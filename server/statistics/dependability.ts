/**
 * How dependably somebody keeps to their usual stance, told from how often two of their answers to the same question
 * differ: the propensity p of that stance, if the rest is spread evenly over the other stances and the two answers are
 * independent. It solves 1 - p^2 - (1 - p)^2 / (K - 1) = differing for K stances, the larger of two roots.
 * 1 where no answers differ; 1 / K, which is guessing, where as many differ as guessing makes, (K - 1) / K, or more.
 *
 * O(1).
 * @param differing share of pairs of answers that differ, 0 … 1
 * @throws {RangeError} if the share lies outside 0 … 1
 * @example dependability(0.18, 2) // 0.9
 */
export function dependability(differing: number, stances: 2 | 3): number {
  if (!(differing >= 0 && differing <= 1)) throw new RangeError('dependability requires a share of 0 … 1')
  const surplus = (stances - 1) * (stances - 1 - stances * differing)
  return (1 + Math.sqrt(Math.max(surplus, 0))) / stances
}
