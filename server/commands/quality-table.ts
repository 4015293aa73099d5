import type { QualityReport } from '../quality/report.ts'
import type { Evidence, RuleName, Thresholds } from '../quality/rule.ts'
import type { Flag, RuleReport } from '../quality/rule-tally.ts'
import { aligned, counted } from './text-table.ts'

/** What a rule looks for, and what it found, in words. */
interface Words {
  readonly threshold: (thresholds: Thresholds) => string
  readonly evidence: (evidence: Evidence) => string
}

const words: Readonly<Record<RuleName, Words>> = {
  'always-yes': wordsOf('yes'),
  'always-no': wordsOf('no'),
  'always-first-position': {
    threshold: ({ answers }) => `all of ${answers} answers or more`,
    evidence: ({ answers }) => `the option shown first, ${answers} times of ${answers}`,
  },
  'straight-lining': {
    threshold: ({ answers, topics }) => `all of ${answers} answers or more, on ${topics} topics`,
    evidence: straightWords,
  },
  'too-fast': {
    threshold: ({ shareOfMedian, gaps, people }) =>
      `under ${shareOfMedian} of the median pace; ${gaps} gaps, ${people} people`,
    evidence: ({ seconds = 0, medianSeconds = 0, share = 0 }) =>
      `${seconds.toFixed(1)} seconds an answer, ${share.toFixed(2)} of the study's ${medianSeconds.toFixed(1)}`,
  },
  'near-random': {
    threshold: ({ level }) => `no better than a coin, twice p > ${level}`,
    evidence: ({ answers, topics, minority, pOwnSide, pPropensities }) =>
      `${minority} of ${answers} answers on ${topics} topics against the person's own side (p ${probability(pOwnSide)} ` +
      `for a coin), and no closer to what others say (p ${probability(pPropensities)})`,
  },
}

/** A report as lines to read. */
export function qualityTable(report: QualityReport): string {
  const { people, answers, dependability, mostFalseAlarms, pace, rules, flagged } = report
  const head = ['rule', 'threshold', 'applied to', 'flagged', 'false alarms']
  const reasons = rules.flatMap(({ rule, why }) => (why ? [[`  ${rule}`, why]] : []))
  return [
    `${counted(people, 'respondent')}, ${counted(answers, 'answer')}`,
    `An honest person keeps to a side with a chance of ${dependability}; no rule is applied where it would flag one with`,
    `a chance over ${mostFalseAlarms}.`,
    ...(pace
      ? [`Pace: ${pace.medianSeconds.toFixed(1)} seconds an answer in the median of ${pace.people} people`]
      : []),
    '',
    ...aligned([head, ...rules.map((rule) => ruleRow(rule))]),
    ...(reasons.length > 0 ? ['', 'Not applied', ...aligned(reasons)] : []),
    '',
    `Flagged: ${flagged.length} of ${counted(people, 'respondent')}`,
    ...aligned(flagged.flatMap(({ respondent, flags }) => flags.map((flag) => flagRow(respondent, flag)))),
    '',
    'Nobody is left out of a figure unless that is wanted: measure --without-flagged',
  ].join('\n')
}

function ruleRow({ rule, thresholds, appliedTo, flagged, falseAlarmRate }: RuleReport): string[] {
  const rate = falseAlarmRate === undefined ? '–' : probability(falseAlarmRate)
  return [rule, words[rule].threshold(thresholds), String(appliedTo), String(flagged), rate]
}

function flagRow(respondent: string, { rule, evidence, falseAlarmRate }: Flag): string[] {
  return [`  ${respondent}`, rule, `${words[rule].evidence(evidence)}; false alarm ${probability(falseAlarmRate)}`]
}

function wordsOf(word: 'yes' | 'no'): Words {
  return {
    threshold: ({ answers, whereYesSupports, whereYesOpposes }) =>
      `all of ${answers} yes-no answers or more, ${whereYesSupports} where yes supports, ${whereYesOpposes} where it opposes`,
    evidence: ({ answers, whereYesSupports, whereYesOpposes }) =>
      `${word}, ${answers} times of ${answers}: ${whereYesSupports} where yes supports, ${whereYesOpposes} where it opposes`,
  }
}

function straightWords({ place, answersThere, supporting, opposing, topics }: Evidence): string {
  const stance = opposing === 0 ? `${supporting} supporting` : `${opposing} opposing`
  return [
    ...(place === undefined ? [] : [`place ${place} on the page, ${answersThere} times of ${answersThere}`]),
    ...(topics === undefined ? [] : [`${stance} of as many answers, on ${topics} topics`]),
  ].join('; ')
}

/** Small ones keep two digits. */
function probability(value = 0): string {
  return value === 0 || value >= 0.001 ? value.toFixed(4) : value.toExponential(1)
}
