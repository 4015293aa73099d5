import type { Cluster, GroupPart } from './clusters.ts'
import { type Estimate, estimateOf, meanOf, type SeedParts } from './estimate.ts'
import { figuresOf, type GroupFigures } from './group-figures.ts'
import { distanceFigure } from './group-portions.ts'
import { MixedStances } from './mixed-stances.ts'
import { increase, increaseAll, obtain, totalOf } from './obtain.ts'
import { Resampling } from './resampling.ts'
import type { Shape } from './shape-book.ts'
import type { Counts } from './spread.ts'

/** Answers to one question that were joined: in several languages, or forms. */
export interface JointGroup {
  readonly topic: string
  /** Whose they are; undefined where the answers of many were added up. */
  readonly respondent: string | undefined
  readonly shapes: readonly Shape[]
}

export interface JointMeasure {
  /** Mean of all distances to the centroids of the groups. */
  readonly inconsistency: number
  readonly interval: Estimate['interval']
  readonly intervalOverTopics: Estimate['interval']
  readonly intervalAsPublished: Estimate['interval']
  /** Groups of two answers or more. */
  readonly joined: number
  /** Questions with one answer only; they count, with a distance of 0, where the study counts them. */
  readonly singletons: number
  readonly byTopic: readonly JointTopic[]
}

export interface JointTopic {
  readonly topic: string
  readonly inconsistency: number
  readonly answers: number
}

/**
 * Inconsistency of joined answers. Undefined where nothing could be joined.
 * @throws {MixedStances} if a group holds answers with and without the choice to abstain
 */
export function jointMeasure(
  groups: readonly JointGroup[],
  { keepsSingletons, seedParts }: { keepsSingletons: boolean; seedParts: SeedParts },
): JointMeasure | undefined {
  const joined = groups.filter(({ shapes }) => shapes.length > 1)
  if (joined.length === 0) return undefined
  const counted = (keepsSingletons ? groups : joined).map((group) => ({ ...group, group: figuresIn(group) }))
  const topics = new Map<string, Counts>()
  for (const { topic, group } of counted) {
    increaseAll(
      obtain(topics, topic, () => new Map()),
      group.distances,
    )
  }
  const all: Counts = new Map()
  for (const distances of topics.values()) increaseAll(all, distances)
  const { value, interval } = estimateOf(all, { unit: 'answer', seedParts })
  const resampling = new Resampling(clustersIn(counted), distanceFigure, { seedParts })
  const arePooled = counted.some(({ respondent }) => respondent === undefined)
  return {
    inconsistency: value,
    interval: arePooled ? pooledOnly : resampling.interval('distances'),
    intervalOverTopics: resampling.intervalOverTopics('distances'),
    intervalAsPublished: interval,
    joined: joined.length,
    singletons: groups.length - joined.length,
    byTopic: [...topics].sort(([a], [b]) => (a < b ? -1 : 1)).map(jointTopic),
  }
}

const pooledOnly = { undefined: 'answers are added up over respondents: topics alone can be drawn anew' }

function figuresIn({ topic, shapes }: JointGroup): GroupFigures {
  if (new Set(shapes.map(({ distribution }) => distribution.length)).size > 1) throw new MixedStances(topic)
  const group = new Map<Shape, number>()
  for (const shape of shapes) increase(group, shape)
  return figuresOf(group)
}

type CountedGroup = Omit<JointGroup, 'shapes'> & GroupPart

function clustersIn(groups: readonly CountedGroup[]): Cluster<GroupPart>[] {
  const byRespondent = Map.groupBy(groups, ({ respondent }) => respondent ?? '')
  return [...byRespondent.values()].map((parts) => ({ parts, times: 1 }))
}

function jointTopic([topic, distances]: readonly [string, Counts]): JointTopic {
  return { topic, inconsistency: meanOf(distances), answers: totalOf(distances) }
}
