/**
 * Standard normal distribution: the probability of a value up to x. 0.5 at 0, 0 and 1 at the far ends.
 * Right to about 1e-15. Marsaglia (2004), doi:10.18637/jss.v011.i04: a series whose terms are all positive.
 * @example normalDistribution(1.959964) // 0.975
 */
export function normalDistribution(x: number): number {
  if (Math.abs(x) > 8.3) return x > 0 ? 1 : 0
  let [sum, term] = [x, x]
  for (let odd = 3; Math.abs(term) > Math.abs(sum) * 1e-17; odd += 2) {
    term *= (x * x) / odd
    sum += term
  }
  return 0.5 + sum * normalDensity(x)
}

/**
 * Standard normal quantile: the value up to which a given probability lies; the inverse of `normalDistribution`.
 * Negative below 0.5; minus and plus infinity at probability 0 and 1. Right to about 1e-9 for probabilities
 * at least 1e-6 away from these ends. Newton's method from 0 runs up to the answer without ever passing it,
 * as the distribution bends down right of 0.
 * @throws {RangeError} if the probability lies outside 0 … 1
 * @example normalQuantile(0.975) // 1.959964
 */
export function normalQuantile(probability: number): number {
  if (!(probability >= 0 && probability <= 1)) throw new RangeError('normalQuantile requires a share from 0 to 1')
  if (probability < 0.5) return -normalQuantile(1 - probability)
  if (probability === 1) return Infinity
  let x = 0
  for (let step = 1; step > 1e-14; x += step) step = (probability - normalDistribution(x)) / normalDensity(x)
  return x
}

function normalDensity(x: number): number {
  return Math.exp((-x * x) / 2) / Math.sqrt(2 * Math.PI)
}
