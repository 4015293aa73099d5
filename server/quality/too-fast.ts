import { normalDistribution } from '../statistics/normal.ts'
import { leastGaps, leastPeople, paceOf } from './pace.ts'
import type { Rule } from './rule.ts'

const thresholds = { shareOfMedian: 0.3, gaps: leastGaps, people: leastPeople }

/**
 * A pace below 0.3 of the study's: medians of the seconds between answers, of the person and of all people. Needs
 * 3 gaps, and 10 people with a pace. False alarm: what lies below that in a log-normal distribution with the median
 * and the robust spread of the study's people (`studyPace`). Surveys that leave out fast respondents go by shares of
 * the median; 0.3 is a cautious one. On what leaving them out does: Greszki, Meyer and Schoen (2015),
 * doi:10.1093/poq/nfu058.
 */
export const tooFast: Rule = {
  name: 'too-fast',
  thresholds,
  lacking: 'the pace of fewer than 10 people is known, or half of them took no time at all',
  apply: ({ answers }, { pace: study }) => {
    const seconds = paceOf(answers)
    if (seconds === undefined || !study) return undefined
    const { medianSeconds, logSpread } = study
    const falseAlarmRate = logSpread === 0 ? 0 : normalDistribution(Math.log(thresholds.shareOfMedian) / logSpread)
    const isBroken = seconds < thresholds.shareOfMedian * medianSeconds
    const evidence = { seconds, medianSeconds, share: seconds / medianSeconds }
    return { falseAlarmRate, ...(isBroken && { evidence }) }
  },
}
