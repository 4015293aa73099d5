import { acceleration } from './acceleration.ts'
import { type Frequencies, meanOfFrequencies } from './frequencies.ts'
import { normalQuantile } from './normal.ts'

/**
 * The interval that a bias corrected and accelerated bootstrap of a mean runs up to with ever more resamples, from the
 * spread and the skewness of the sample alone: nothing is drawn. For a thousand values and more it is nearer to that
 * limit than 9,999 resamples are. Undefined where the values do not differ.
 *
 * DiCiccio and Efron (1992), doi:10.1093/biomet/79.2.231, for a statistic that is linear in the weights of the values:
 * the bias correction equals the acceleration. O(distinct values).
 * @param level share of confidence, as 0.95
 * @example abcInterval(frequenciesOf(countValues([0, 0, 0.4, 0.6, 1])), 0.95) // { low: 0.1211, high: 0.7525 }
 */
export function abcInterval(sample: Frequencies, level: number): { low: number; high: number } | undefined {
  const estimate = meanOfFrequencies(sample)
  if (estimate === undefined) return undefined
  const { values, counts, total } = sample
  const squares = values.reduce((sum, value, k) => sum + (counts[k] ?? 0) * (value - estimate) ** 2, 0)
  if (squares === 0) return undefined
  const error = Math.sqrt(squares) / total
  const bend = acceleration(sample, estimate)
  const bound = (share: number) => {
    const shifted = bend + normalQuantile(share)
    return estimate + (error * shifted) / (1 - bend * shifted) ** 2
  }
  return { low: bound((1 - level) / 2), high: bound((1 + level) / 2) }
}
