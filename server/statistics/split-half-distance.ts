import { answerSplits } from './answer-splits.ts'
import { distancesToCentroid } from './distances-to-centroid.ts'
import { logFactorial } from './log-factorial.ts'
import { mean } from './mean.ts'
import { sum } from './sum.ts'

/**
 * How far two halves of somebody's answers about a topic are apart, over all ways to halve them: the exact mean of the
 * mean distance of the two halves' shares of stances to their Jensen-Shannon centroid.
 * `counts` says how many of the n answers fall on each stance; an odd answer goes to the second half.
 * 0 where all fall on one stance; at most 0.464501. Undefined for fewer than two answers.
 *
 * How many answers of each stance the first half gets is multivariate hypergeometric. What comes out is kept.
 * O(n^(K - 1)) ways to halve for K stances.
 * @throws {RangeError} if a count is no whole number from 0
 * @example splitHalfDistance([2, 1]) // 0.3214: of three ways, the odd one out is alone in one
 */
export function splitHalfDistance(counts: readonly number[]): number | undefined {
  if (!counts.every((count) => Number.isInteger(count) && count >= 0)) {
    throw new RangeError('splitHalfDistance requires whole numbers from 0')
  }
  const answers = sum(counts)
  if (answers < 2) return undefined
  const key = counts.join(' ')
  const distance = known.get(key) ?? meanOverHalves(counts, Math.floor(answers / 2))
  known.set(key, distance)
  return distance
}

/**
 * The split-half distance to be expected of somebody who answers each question by fixed propensities and otherwise at
 * random. One row of `propensities` per question, as for `expectedInconsistency`; they may differ from question to
 * question: as every way to halve the answers counts alike, only how they fall on the stances matters.
 * Undefined for fewer than two questions.
 *
 * O((n + 1)^(K - 1)) ways the answers may fall, each with its ways to halve them.
 * @throws {RangeError} if rows differ in length
 * @example expectedSplitHalf([[0.5, 0.5], [0.5, 0.5]]) // 0.2323
 */
export function expectedSplitHalf(propensities: readonly (readonly number[])[]): number | undefined {
  const splits = answerSplits(propensities)
  if (propensities.length < 2) return undefined
  return sum(splits.map(({ counts, chance }) => chance * (splitHalfDistance(counts) ?? 0)))
}

/** Split-half distances by how many answers fall on each stance. */
const known = new Map<string, number>()

function meanOverHalves(counts: readonly number[], size: number): number {
  const answers = sum(counts)
  const whole = logChoose(answers, size)
  const terms = halvesOf(counts, size).map((half) => {
    const ways = sum(half.map((taken, stance) => logChoose(counts[stance] ?? 0, taken)))
    const first = half.map((taken) => taken / size)
    const second = half.map((taken, stance) => ((counts[stance] ?? 0) - taken) / (answers - size))
    return Math.exp(ways - whole) * (mean(distancesToCentroid([first, second])) ?? 0)
  })
  return sum(terms)
}

/** Every choice of so many answers, by how many are taken of each stance. */
function halvesOf([count, ...others]: readonly number[], size: number): number[][] {
  if (count === undefined) return size === 0 ? [[]] : []
  const taken = Array.from({ length: Math.min(count, size) + 1 }, (_, n) => n)
  return taken.flatMap((some) => halvesOf(others, size - some).map((rest) => [some, ...rest]))
}

function logChoose(n: number, k: number): number {
  return logFactorial(n) - logFactorial(k) - logFactorial(n - k)
}
