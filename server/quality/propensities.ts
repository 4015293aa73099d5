import { normalDistribution } from '../statistics/normal.ts'
import { sum } from '../statistics/sum.ts'
import type { SidedAnswer } from './own-answer.ts'

export interface AgainstPropensities {
  /** Natural logarithm of how much likelier the answers are under everybody else's shares than under even ones. */
  readonly logLikelihoodRatio: number
  /** Chance that somebody who tosses a coin comes as close to the others, or closer. */
  readonly p: number
}

/**
 * How a person's answers go with the propensities of everybody else, question by question. Under coin tossing each
 * term is log(2s) or log(2(1 - s)) with even chances, s being the others' share who support; the p-value is that of a
 * normal distribution with the mean and variance of their sum, close where answers are many. 1 where the others say
 * nothing, as they are even everywhere or nobody.
 */
export function againstPropensities(answers: readonly SidedAnswer[]): AgainstPropensities {
  const terms = answers.map(({ stance, othersOnQuestion: share }) => {
    const [supports, opposes] = [Math.log(2 * share), Math.log(2 * (1 - share))]
    const [mean, halfSpan] = [(supports + opposes) / 2, (supports - opposes) / 2]
    return { ratio: stance === 'supports' ? supports : opposes, mean, variance: halfSpan ** 2 }
  })
  const logLikelihoodRatio = sum(terms.map(({ ratio }) => ratio))
  const deviation = Math.sqrt(sum(terms.map(({ variance }) => variance)))
  const above = logLikelihoodRatio - sum(terms.map(({ mean }) => mean))
  return { logLikelihoodRatio, p: deviation === 0 ? 1 : normalDistribution(-above / deviation) }
}
