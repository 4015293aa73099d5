import type { AnswerTally } from '../consistency/answer-tally.ts'
import { type GroupPart, groupClusters } from '../consistency/clusters.ts'
import { type Interval, level, type Undefined } from '../consistency/estimate.ts'
import { distanceFigure } from '../consistency/group-portions.ts'
import { areJudged, heard } from '../consistency/heard.ts'
import type { TopicMeasure } from '../consistency/measure.ts'
import { type MeasureKind, measureKinds } from '../consistency/measure-kinds.ts'
import { isPublishedName, publishedSubject } from '../consistency/published-source.ts'
import type { Topic } from '../consistency/question-book.ts'
import { type ConsistencyReport, type ReportOptions, reportTallies } from '../consistency/report.ts'
import { Resampling } from '../consistency/resampling.ts'
import { type AnswerSource, type Collected, type Collecting, collect } from '../consistency/source.ts'
import { type Counts, distancesIn, joined, mainForm, tellsOf, topicGroups } from '../consistency/spread.ts'
import { topicKey } from '../consistency/topic-name.ts'
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
  /** People who were left out, as their way of answering raised a flag. */
  readonly flagged: ReadonlySet<string> | undefined
}

/** One measure of a side. */
export interface SideMeasure {
  readonly inconsistency: number
  readonly interval: Interval | Undefined
  readonly intervalOverTopics: Interval | Undefined
  readonly intervalAsPublished: Interval | Undefined
  readonly byTopic: readonly SideTopic[]
  /** What it was made of; absent where only figures were published. */
  readonly made?: Made
  /** Where a published figure was read, and how exactly. */
  readonly published?: { readonly source: string; readonly precision: string }
}

interface Made {
  /** How often each distance occurs. */
  readonly distances: Counts
  readonly resampling: Resampling<GroupPart>
}

export interface SideTopic {
  readonly topic: string
  /** By this name it is found in other languages, too. */
  readonly topicEnglish?: string
  readonly inconsistency: number
  /** The same topic where respondents are drawn anew; absent where only figures were published. */
  readonly key?: string
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
  const { flagged } = options.filters ?? {}
  const answers = { report, sources, tallies, leftOut, flagged, form: mainForm(tallies) }
  const kind = sources.every((source) => source.kind === 'model') ? 'model' : 'people'
  return { name, kind, answers, measures: measuresOf(answers) }
}

function measuresOf({ report, tallies, form }: SideAnswers): Side['measures'] {
  const keepsSingletons = report.treatment === 'as-published'
  const measures: Partial<Record<MeasureKind, SideMeasure>> = {}
  for (const kind of measureKinds) {
    const measure = report.measures[kind]
    if (!measure) continue
    const { inconsistency, interval, intervalOverTopics, intervalAsPublished, byTopic } = measure
    const groups = topicGroups(tallies, { kind, form })
    const distances = distancesIn(joined(groups), { keepsSingletons })
    const counting = groups.filter((one) => distancesIn(one.groups, { keepsSingletons }).size > 0)
    const clusters = groupClusters(tallies, { kind, form, keepsSingletons })
    const resampling = new Resampling(clusters, distanceFigure, { seedParts: [report.seed, kind, 'side'] })
    measures[kind] = {
      inconsistency,
      interval,
      intervalOverTopics,
      intervalAsPublished,
      byTopic: byTopic.map((topic, n) => sideTopic(topic, counting[n]?.topic)),
      made: { distances, resampling },
    }
  }
  return measures
}

function sideTopic({ topic, topicEnglish, inconsistency }: TopicMeasure, about: Topic | undefined): SideTopic {
  return { topic, ...(topicEnglish && { topicEnglish }), inconsistency, ...(about && { key: topicKey(about) }) }
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
  const intervalAsPublished =
    low === undefined || high === undefined
      ? { undefined: 'no interval was published' }
      : { low, high, level, method: 'as published', resamples: 9999, unit: 'answer' }
  const unknown = { undefined: 'only figures were published: nobody can be drawn anew' }
  const byTopic = topics.map(({ topic, figure }) => ({ topic, inconsistency: figure.value }))
  const intervals = { interval: unknown, intervalOverTopics: unknown, intervalAsPublished }
  return { inconsistency: value, ...intervals, byTopic, published: { source, precision } }
}
