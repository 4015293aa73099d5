import { meanDistribution } from './mean-distribution.ts'

/**
 * Generalised Jensen-Shannon divergence of distributions as the study's code takes it: of each distribution the mean
 * over classes, not the sum, of p ln(p / mean); averaged over all. So of two classes it is half the divergence.
 * 0 where all are equal; at most ln(classes) / classes, 0.346574 with two and 0.366204 with three. Undefined for none.
 *
 * Lin (1991), doi:10.1109/18.61115; Moore, Deshpande and Yang (2024), arXiv:2407.02996.
 * @throws {RangeError} if the distributions differ in length
 * @example generalisedDivergence([[1, 0], [0, 1]]) // 0.3466
 */
export function generalisedDivergence(distributions: readonly (readonly number[])[]): number | undefined {
  if (distributions.length === 0) return undefined
  const mean = meanDistribution(distributions)
  const total = distributions.reduce((sum, one) => sum + relativeEntropy(one, mean), 0)
  return Math.max(total, 0) / (distributions.length * mean.length)
}

function relativeEntropy(one: readonly number[], mean: readonly number[]): number {
  return one.reduce((sum, share, k) => sum + (share === 0 ? 0 : share * Math.log(share / (mean[k] ?? 0))), 0)
}
