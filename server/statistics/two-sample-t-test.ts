import { mean } from './mean.ts'
import { studentTwoSided } from './student-t.ts'
import { sum } from './sum.ts'

/** What a comparison of two means comes to. */
export interface TwoSampleTest {
  /** The first mean minus the second, in standard errors. */
  readonly t: number
  /** Degrees of freedom. */
  readonly df: number
  /** Two-sided probability of a t as far from 0 if both means are the same. */
  readonly p: number
  readonly means: readonly [number, number]
  readonly sizes: readonly [number, number]
  /** Values in both samples together. */
  readonly n: number
}

/**
 * Student's t test of two independent samples, their variances taken as equal; first minus second.
 * Undefined where a sample is empty, or neither has any spread.
 *
 * O(values). Student (1908), doi:10.1093/biomet/6.1.1; as `ttest_ind` of scipy with its defaults.
 * @example twoSampleTTest([1, 2, 3], [2, 4, 6]) // t: -1.5492, df: 4, p: 0.1962
 */
export function twoSampleTTest(first: readonly number[], second: readonly number[]): TwoSampleTest | undefined {
  const means = [mean(first), mean(second)] as const
  const [one, other] = means
  const n = first.length + second.length
  if (one === undefined || other === undefined || !hasSpread(first, second)) return undefined
  const variance = (squaresAround(one, first) + squaresAround(other, second)) / (n - 2)
  const t = (one - other) / Math.sqrt(variance / first.length + variance / second.length)
  const df = n - 2
  return { t, df, p: studentTwoSided(t, df), means: [one, other], sizes: [first.length, second.length], n }
}

function hasSpread(...samples: readonly (readonly number[])[]): boolean {
  return samples.some((sample) => sample.some((value) => value !== sample[0]))
}

function squaresAround(centre: number, values: readonly number[]): number {
  return sum(values.map((value) => (value - centre) ** 2))
}
