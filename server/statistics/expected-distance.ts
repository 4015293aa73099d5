import { answerSplits } from './answer-splits.ts'
import { distancesToCentroid } from './distances-to-centroid.ts'
import { mean } from './mean.ts'
import { sum } from './sum.ts'

/**
 * The inconsistency to be expected of somebody who answers each of n questions about a topic by fixed propensities and
 * otherwise at random: the exact expectation of the mean distance of the n answers to their Jensen-Shannon centroid.
 * One row of `propensities` per question, as long as there are stances (2 or 3), from 0, with sum 1.
 * 0 … 0.464501 with two stances, 0 … 0.564143 with three; 0 for a single question, and where the same stance is
 * certain throughout. Undefined where there are no questions.
 *
 * Sums over all ways the answers may fall on the stances. The mean distance of each way is computed once and kept, the
 * stances in the order given: beyond 20 answers the published centroid depends on it in the fifth digit.
 * O((n + 1)^(K - 1)) ways. Inconsistency: Moore, Deshpande and Yang (2024), arXiv:2407.02996.
 * @throws {RangeError} if rows differ in length
 * @example expectedInconsistency([[0.5, 0.5], [0.5, 0.5]]) // 0.2323: the two answers differ every other time
 */
export function expectedInconsistency(propensities: readonly (readonly number[])[]): number | undefined {
  if (propensities.length === 0) return undefined
  return sum(answerSplits(propensities).map(({ counts, chance }) => chance * inconsistencyOf(counts)))
}

/**
 * The inconsistency to be expected if each question is put a second time in the same words to somebody who answers it
 * by the same propensities, whatever they said the first time: the mean over questions of how likely the two answers
 * differ, times the mean distance of two opposed answers to their centroid, 0.464501. Rows as above.
 * 0 where every question has a certain answer. Undefined where there are no questions.
 *
 * O(n).
 * @throws {RangeError} if rows differ in length
 * @example expectedRetestDistance([[0.5, 0.5], [1, 0]]) // 0.1161
 */
export function expectedRetestDistance(propensities: readonly (readonly number[])[]): number | undefined {
  const stances = propensities[0]?.length ?? 0
  if (propensities.some(({ length }) => length !== stances)) {
    throw new RangeError('expectedRetestDistance requires propensities of equal length')
  }
  const differing = mean(propensities.map((shares) => 1 - sum(shares.map((share) => share ** 2))))
  const opposed = Array.from({ length: stances }, (_, stance) => Number(stance < 2))
  return differing === undefined ? undefined : differing * inconsistencyOf(opposed)
}

/** Inconsistencies by how many answers fall on each stance. */
const known = new Map<string, number>()

function inconsistencyOf(counts: readonly number[]): number {
  const key = counts.join(' ')
  const inconsistency = known.get(key) ?? meanDistance(counts)
  known.set(key, inconsistency)
  return inconsistency
}

function meanDistance(counts: readonly number[]): number {
  const answers = counts.flatMap((times, stance) => {
    const answer = counts.map((_, other) => Number(other === stance))
    return Array.from({ length: times }, () => answer)
  })
  return mean(distancesToCentroid(answers)) ?? 0
}
