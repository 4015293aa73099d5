import type { Frequencies } from './frequencies.ts'

/**
 * The acceleration of a mean: a sixth of the skewness of the sample over the root of its size. It tells how the spread
 * of the mean changes with the mean itself; 0 for a symmetric sample, positive where the larger values are rare.
 * The jackknife of a mean in closed form. Efron (1987), doi:10.1080/01621459.1987.10478410. Not a number where
 * the values do not differ.
 * @example acceleration(frequenciesOf(countValues([0, 0, 0, 1])), 0.25) // 0.0962
 */
export function acceleration({ values, counts }: Frequencies, mean: number): number {
  const moment = (power: number) =>
    values.reduce((sum, value, k) => sum + (counts[k] ?? 0) * (value - mean) ** power, 0)
  return moment(3) / (6 * moment(2) ** 1.5)
}
