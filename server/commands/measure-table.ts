import type { Measure, TopicMeasure } from '../consistency/measure.ts'
import { measureKinds } from '../consistency/measure-kinds.ts'
import type { NoiseFloor } from '../consistency/noise-floor.ts'
import type { WeightedFigure, WeightsSummary } from '../consistency/weighting.ts'
import type { Collection } from './measure-collection.ts'
import { extraLines } from './measure-extras.ts'
import type { MeasureReport } from './measure-files.ts'
import { aligned, bounds, counted, fixed } from './text-table.ts'

/** A report as text to read: totals first, then a line for each topic. Distances to four digits. */
export function measureTable(report: MeasureReport): string {
  const { measures, collection, treatment, leftOut } = report
  const grouped = measureKinds.flatMap((kind) => {
    const measure = measures[kind]
    return measure ? measureLines(kind, measure) : []
  })
  const present = [...grouped, ...extraLines(report)]
  const asPublished = treatment === 'as-published' ? ', treated as published' : ''
  const lines = [
    `${counted(report.respondents, 'respondent')}, ${counted(report.answers, 'answer')}, seed ${report.seed}${asPublished}`,
    ...(leftOut
      ? [`Left out by filters: ${Object.values(leftOut).reduce((sum, count) => sum + count, 0)} answers`]
      : []),
    ...(collection ? collectionLines(collection) : []),
    ...(report.weights ? [weightsLine(report.weights)] : []),
    ...(present.length > 0 ? present : ['', 'Nothing to compare: no group holds two answers.']),
  ]
  return `${lines.join('\n')}\n`
}

function weightsLine({ variables, respondents, effectiveRespondents, least, most }: WeightsSummary): string {
  return (
    `Weighted by ${variables.join(', ')}: ${counted(respondents, 'respondent')} as good as ` +
    `${effectiveRespondents.toFixed(1)} with equal weights; weights ${least.toFixed(2)} to ${most.toFixed(2)}`
  )
}

const collected = {
  submissions: 'submissions',
  people: 'people',
  duplicates: 'duplicate submissions',
  passed: 'passed',
  failedAttention: 'failed an attention check',
  unfinished: 'did not finish',
  overQuota: 'finished after their place was taken',
  declinedAnswers: 'questions declined',
} as const satisfies Partial<Record<keyof Collection, string>>

function collectionLines(collection: Collection): string[] {
  const { isSimulated, medianMinutes, meanMinutes } = collection
  const names = Object.keys(collected) as (keyof typeof collected)[]
  const counts = names.flatMap((name) =>
    collection[name] === undefined ? [] : `${collection[name]} ${collected[name]}`,
  )
  const hasTimes = medianMinutes !== undefined && meanMinutes !== undefined
  const times = hasTimes ? [`median ${medianMinutes.toFixed(1)} min, mean ${meanMinutes.toFixed(1)} min`] : []
  return [
    ...(isSimulated ? ['SIMULATED PEOPLE ONLY: these figures say nothing about people.'] : []),
    ...(counts.length > 0 ? [[...counts, ...times].join('; ')] : []),
  ]
}

function measureLines(kind: string, measure: Measure): string[] {
  const title = `${kind[0]?.toUpperCase()}${kind.slice(1)} inconsistency`
  const head = ['topic', 'inconsistency', '95 % interval', 'respondents', 'answers', 'support']
  const { toMean, pairwise, generalised } = measure.otherDistances
  const pairs = 'undefined' in pairwise ? '–' : fixed(pairwise.value)
  return [
    '',
    `${title} ${fixed(measure.inconsistency)}`,
    ...aligned(intervalRows(measure)).map((line) => `  ${line}`),
    `mean of topics ${fixed(measure.meanOfTopics)}, entropy ${fixed(measure.entropyBits)} bits, ` +
      `${counted(measure.groups, 'group')}, ${measure.singletons} of a single answer`,
    `of the maximum ${fixed(measure.fractionOfMaximum, 3)}; by other distances: to the mean ${fixed(toMean.value)}, ` +
      `of pairs ${pairs}, generalised divergence ${fixed(generalised.value)}`,
    '',
    ...aligned([head, ...measure.byTopic.map(topicRow)]),
  ]
}

/** What is known of how sure a figure is, the default first. */
function intervalRows(measure: Measure): string[][] {
  const { noiseFloor, respondents, weighted, intervalOverTopics, intervalAsPublished } = measure
  return [
    ['95 % interval', bounds(measure.interval), `${counted(respondents, 'respondent')} drawn anew within their units`],
    ['with topics as a sample', bounds(intervalOverTopics), 'for statements about topics like these'],
    ['as published', bounds(intervalAsPublished), 'as if all answers were independent: too narrow'],
    ...(weighted ? [weightedRow(weighted)] : []),
    floorRow(noiseFloor),
  ]
}

function weightedRow({ inconsistency, interval, effectiveRespondents, respondents }: WeightedFigure): string[] {
  const effective = `effective n ${effectiveRespondents.toFixed(1)} of ${respondents}`
  return [`weighted: ${fixed(inconsistency)}`, bounds(interval), effective]
}

function floorRow({ band, chance, retest }: NoiseFloor): string[] {
  const shares = chance.map(({ keeps }) => Math.round(keeps * 100)).join(' to ')
  const told =
    'undefined' in retest
      ? `for whoever keeps to a stance in ${shares} of 100 answers`
      : `by ${counted(retest.wordings, 'wording')} asked again, ${fixed(retest.differing.value, 3)} answered otherwise`
  return ['chance alone gives', `${fixed(band.low)} – ${fixed(band.high)}`, told]
}

function topicRow({ topic, language, inconsistency, interval, respondents, answers, support }: TopicMeasure): string[] {
  const name = language ? `${topic} (${language})` : topic
  return [name, fixed(inconsistency), bounds(interval), String(respondents), String(answers), fixed(support, 2)]
}
