import { chanceOfStances } from './honest.ts'
import { byTopic, type OwnAnswer, placed, sided } from './own-answer.ts'
import { type Applied, mostFalseAlarms, type Rule } from './rule.ts'

const thresholds = { answers: 8, topics: 3 }

/**
 * The same throughout: always one place on the page other than the first, which has a rule of its own, or always one
 * stance, on every topic. At least 8 answers on 3 topics. False alarm: that an honest person has either of the two.
 * Places are chance, so one place has the product of 1 / options shown, for each place there is after the first;
 * one stance has `chanceOfStances`, for each of the two sides; places and stances are independent. Where either
 * by itself would be a false alarm too often, as one stance is where everybody supports everything, the other is
 * looked for alone. After non-differentiation: Krosnick (1991), doi:10.1002/acp.2350050305.
 */
export const straightLining: Rule = {
  name: 'straight-lining',
  thresholds,
  lacking: 'nobody gave 8 answers on 3 topics',
  apply: ({ answers }, { dependability }) => {
    const patterns = [samePlace(answers), sameStance(answers, dependability)].flatMap((pattern) => pattern ?? [])
    const [first, ...others] = patterns.sort((a, b) => a.falseAlarmRate - b.falseAlarmRate)
    return first && others.reduce(joined, first)
  },
}

/** Either of two patterns, as long as that is no false alarm too often. */
function joined(one: Applied, other: Applied): Applied {
  const falseAlarmRate = 1 - (1 - one.falseAlarmRate) * (1 - other.falseAlarmRate)
  if (falseAlarmRate > mostFalseAlarms) return one
  if (!one.evidence && !other.evidence) return { falseAlarmRate }
  return { falseAlarmRate, evidence: { ...one.evidence, ...other.evidence } }
}

function samePlace(answers: readonly OwnAnswer[]): Applied | undefined {
  const own = placed(answers)
  if (!reaches(own)) return undefined
  const later = Math.min(...own.map(({ offered }) => offered)) - 1
  const falseAlarmRate = own.reduce((chance, { offered }) => chance / offered, later)
  const [{ position } = { position: 1 }] = own
  const isBroken = position > 1 && own.every((answer) => answer.position === position)
  return { falseAlarmRate, ...(isBroken && { evidence: { place: position, answersThere: own.length } }) }
}

function sameStance(answers: readonly OwnAnswer[], dependability: number): Applied | undefined {
  const own = sided(answers)
  if (!reaches(own)) return undefined
  const chanceOf = (side: 'supports' | 'opposes') => chanceOfStances(own, () => side, dependability)
  const supporting = own.filter(({ stance }) => stance === 'supports').length
  const isBroken = supporting === 0 || supporting === own.length
  const evidence = { supporting, opposing: own.length - supporting, topics: byTopic(own).size }
  return { falseAlarmRate: chanceOf('supports') + chanceOf('opposes'), ...(isBroken && { evidence }) }
}

function reaches(answers: readonly OwnAnswer[]): boolean {
  return answers.length >= thresholds.answers && byTopic(answers).size >= thresholds.topics
}
