import type { AnswerTally } from '../consistency/answer-tally.ts'
import { type Interval, level, type Undefined } from '../consistency/estimate.ts'
import { areJudged, heard } from '../consistency/heard.ts'
import { type MeasureKind, measureKinds } from '../consistency/measure-kinds.ts'
import { isPublishedName, publishedSubject } from '../consistency/published-source.ts'
import { type ConsistencyReport, type ReportOptions, reportTallies } from '../consistency/report.ts'
import { type AnswerSource, type Collected, type Collecting, collect } from '../consistency/source.ts'
import { type Counts, distancesIn, joined, mainForm, tellsOf, topicGroups } from '../consistency/spread.ts'
import { type PublishedFigure, publishedModel } from '../published/models.ts'
import type { TaskForm } from '../stances/record.ts'

/** Whoever is compared: people or a model, by their answers, or by published figures alone. */
export interface Side {
  readonly name: string
  readonly kind: 'people' | 'model'
  /** Absent where only figures were published. */
  readonly answers?: SideAnswers
  readonly measures: Partial<Record<MeasureKind, SideMeasure>>
}

export interface SideAnswers {
  readonly report: ConsistencyReport
  readonly sources: readonly AnswerSource[]
  /** What its figures are made of: of open answers, what was heard of the judges. */
  readonly tallies: readonly AnswerTally[]
  readonly leftOut: Collected['leftOut']
  readonly form: TaskForm
}

/** One measure of a side. */
export interface SideMeasure {
  readonly inconsistency: number
  readonly interval: Interval | Undefined
  /** How often each distance occurs; absent where only figures were published. */
  readonly distances?: Counts
  readonly byTopic: readonly SideTopic[]
  /** Where a published figure was read, and how exactly. */
  readonly published?: { readonly source: string; readonly precision: string }
}

export interface SideTopic {
  readonly topic: string
  /** By this name it is found in other languages, too. */
  readonly topicEnglish?: string
  readonly inconsistency: number
}

/**
 * A side from its answers. Where nobody judged them, no judge is to be listened to.
 * @throws {InputProblem} if they cannot be measured
 */
export async function answeringSide(
  name: string,
  sources: readonly AnswerSource[],
  options: ReportOptions & Collecting,
): Promise<Side> {
  const { tallies: all, leftOut } = await collect(sources, options)
  const judge = areJudged(all) ? options.judge : undefined
  const report = reportTallies(all, { ...options, judge })
  const tallies = heard(all, judge)
  const answers = { report, sources, tallies, leftOut, form: mainForm(tallies) }
  const kind = sources.every((source) => source.kind === 'model') ? 'model' : 'people'
  return { name, kind, answers, measures: measuresOf(answers) }
}

function measuresOf({ report, tallies, form }: SideAnswers): Side['measures'] {
  const keepsSingletons = report.treatment === 'as-published'
  const measures: Partial<Record<MeasureKind, SideMeasure>> = {}
  for (const kind of measureKinds) {
    const measure = report.measures[kind]
    if (!measure) continue
    const { inconsistency, interval, byTopic } = measure
    const distances = distancesIn(joined(topicGroups(tallies, { kind, form })), { keepsSingletons })
    measures[kind] = { inconsistency, interval, distances, byTopic: byTopic.map(sideTopic) }
  }
  return measures
}

function sideTopic({ topic, topicEnglish, inconsistency }: SideTopic): SideTopic {
  return { topic, ...(topicEnglish && { topicEnglish }), inconsistency }
}

/** The tallies of a side that tell of a measure. */
export function tellingTallies({ tallies, form }: SideAnswers, kind: MeasureKind): AnswerTally[] {
  return tallies.filter((tally) => tellsOf(tally, { kind, form }))
}

/** A side of which only figures were published; undefined if the name is none of theirs. */
export function publishedSide(name: string): Side | undefined {
  const model = isPublishedName(name) ? publishedModel(publishedSubject(name)) : undefined
  if (!model || model.name === 'human' || Object.keys(model.totals).length === 0) return undefined
  const measures: Partial<Record<MeasureKind, SideMeasure>> = {}
  for (const kind of measureKinds) {
    const total = model.totals[kind]
    if (total) measures[kind] = publishedMeasure(total, model.byTopic[kind] ?? [])
  }
  return { name, kind: 'model', measures }
}

function publishedMeasure(
  total: PublishedFigure,
  topics: readonly { readonly topic: string; readonly figure: PublishedFigure }[],
): SideMeasure {
  const { value, low, high, source, precision } = total
  const interval =
    low === undefined || high === undefined
      ? { undefined: 'no interval was published' }
      : { low, high, level, method: 'as published', resamples: 9999, unit: 'answer' }
  const byTopic = topics.map(({ topic, figure }) => ({ topic, inconsistency: figure.value }))
  return { inconsistency: value, interval, byTopic, published: { source, precision } }
}
