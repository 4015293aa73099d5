import { sum } from '../statistics/sum.ts'
import { sided } from './own-answer.ts'
import { cumulative, minorityDistribution, ownSides } from './own-side.ts'
import { againstPropensities } from './propensities.ts'
import type { Rule } from './rule.ts'

const thresholds = { level: 0.01 }

/**
 * Answers that cannot be told from coin tossing, by either of two tests at level 0.01. Own side: how many answers fall
 * on the stance the person took less often on the topic, over topics with two answers or more; few, where somebody
 * keeps to a side; p-value exact. Propensities: how the answers go with those of everybody else; p-value by a normal
 * approximation. False alarm: the exact chance that the own sides of an honest person are not told from a coin. An
 * upper bound, as the propensities may still tell them. The longer the questionnaire, the smaller: with five questions
 * to a topic it takes 13 topics until the rule can be applied at all (0.027), and with 28 hardly anybody is taken (5e-5).
 */
export const nearRandom: Rule = {
  name: 'near-random',
  thresholds,
  lacking: 'nobody answered two questions on a topic',
  apply: ({ answers }, { dependability }) => {
    const own = sided(answers)
    const { sizes, minority } = ownSides(own)
    if (sizes.length === 0) return undefined
    const byCoin = cumulative(minorityDistribution(sizes, 0.5))
    const honest = minorityDistribution(sizes, dependability)
    const falseAlarmRate = sum(honest.filter((_, found) => (byCoin[found] ?? 1) > thresholds.level))
    const pOwnSide = Math.min(byCoin[minority] ?? 1, 1)
    if (pOwnSide <= thresholds.level) return { falseAlarmRate }
    const { logLikelihoodRatio, p: pPropensities } = againstPropensities(own)
    if (pPropensities <= thresholds.level) return { falseAlarmRate }
    const evidence = { answers: sum(sizes), topics: sizes.length, minority, pOwnSide }
    return { falseAlarmRate, evidence: { ...evidence, logLikelihoodRatio, pPropensities } }
  },
}
