/** How many of the answers fall on each stance, and how likely that is. */
export interface AnswerSplit {
  readonly counts: readonly number[]
  readonly chance: number
}

/**
 * How the answers to n questions may fall on K stances, and how likely each way is, for somebody who answers every
 * question by propensities of its own and independently: the Poisson multinomial distribution, the multinomial one
 * where the propensities are the same throughout. One row of `propensities` per question, each of length K, from 0,
 * with sum 1. Ways that cannot happen are left out. No questions: one way, in which no stance is chosen.
 *
 * Adds one question after the other: O(n x K x (n + 1)^(K - 1)).
 * For the binary case: Wang (1993), Statistica Sinica 3(2), 295-312.
 * @throws {RangeError} if rows differ in length
 * @example answerSplits([[1, 0], [0.5, 0.5]]) // [{ counts: [1, 1], chance: 0.5 }, { counts: [2, 0], chance: 0.5 }]
 */
export function answerSplits(propensities: readonly (readonly number[])[]): AnswerSplit[] {
  const stances = propensities[0]?.length ?? 0
  if (propensities.some(({ length }) => length !== stances)) {
    throw new RangeError('answerSplits requires propensities of equal length')
  }
  const width = propensities.length + 1
  const strides = Array.from({ length: Math.max(stances - 1, 0) }, (_, stance) => width ** stance)
  const chances = new Float64Array(width ** strides.length)
  chances[0] = 1
  for (const shares of propensities) addQuestion(chances, shares, strides)
  return [...chances].flatMap((chance, place) => {
    if (chance === 0) return []
    const counts = strides.map((stride) => Math.floor(place / stride) % width)
    const others = counts.reduce((total, count) => total + count, 0)
    return [{ counts: stances === 0 ? [] : [...counts, width - 1 - others], chance }]
  })
}

/** In place, from behind: each place still finds before it what was true without this question. */
function addQuestion(chances: Float64Array, shares: readonly number[], strides: readonly number[]): void {
  const last = shares[strides.length] ?? 0
  for (let place = chances.length - 1; place >= 0; place--) {
    chances[place] = strides.reduce(
      (chance, stride, stance) => chance + (chances[place - stride] ?? 0) * (shares[stance] ?? 0),
      (chances[place] ?? 0) * last,
    )
  }
}
