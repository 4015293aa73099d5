import { placed } from './own-answer.ts'
import type { Rule } from './rule.ts'

const thresholds = { answers: 6 }

/**
 * Always the option shown first: at least 6 answers whose place is known among two options or more. The order is
 * drawn for each person and question, so whoever answers by content meets every place by chance. False alarm: the
 * product of 1 / options shown, exact. After the primacy effect: Krosnick and Alwin (1987), doi:10.1086/269029.
 */
export const alwaysFirstPosition: Rule = {
  name: 'always-first-position',
  thresholds,
  lacking: 'of nobody is it known where the options stood in 6 answers',
  apply: ({ answers }) => {
    const own = placed(answers)
    if (own.length < thresholds.answers) return undefined
    const falseAlarmRate = own.reduce((chance, { offered }) => chance / offered, 1)
    const isBroken = own.every(({ position }) => position === 1)
    return { falseAlarmRate, ...(isBroken && { evidence: { answers: own.length } }) }
  },
}
