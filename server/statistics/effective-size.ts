import { sum } from './sum.ts'

/**
 * Effective size of a weighted sample, after Kish: how many people with equal weights would tell as much about a mean
 * as these do, if the weights have nothing to do with what is measured. At most the number of people, which equal
 * weights reach whatever their size; 1 where one person bears all the weight.
 * `weights` are from 0, on any scale; `times` says how many people each stands for, one each where it is left out.
 * Undefined where nobody has a weight above 0.
 *
 * O(weights). Kish (1965), Survey Sampling, section 11.7; Kish (1992), Journal of Official Statistics 8(2), 183-200.
 * @throws {RangeError} if weights and times differ in length, or one of them is below 0 or not finite
 * @example effectiveSize([1, 1, 2]) // 2.6667
 */
export function effectiveSize(weights: readonly number[], times?: readonly number[]): number | undefined {
  if (times && times.length !== weights.length) {
    throw new RangeError('effectiveSize requires as many times as weights')
  }
  if (![...weights, ...(times ?? [])].every((value) => value >= 0 && value < Infinity)) {
    throw new RangeError('effectiveSize requires finite numbers from 0')
  }
  const largest = weights.reduce((most, weight) => Math.max(most, weight), 0) // else tiny weights vanish when squared
  const scaled = weights.map((weight) => weight / largest)
  const people = weights.map((_, k) => times?.[k] ?? 1)
  const whole = sum(scaled.map((weight, k) => weight * (people[k] ?? 0)))
  const squares = sum(scaled.map((weight, k) => weight ** 2 * (people[k] ?? 0)))
  return squares > 0 ? whole ** 2 / squares : undefined
}
