import { type Estimate, estimateOf, meanOf, type SeedParts } from './estimate.ts'
import { figuresOf } from './group-figures.ts'
import { MixedStances } from './mixed-stances.ts'
import { increase, increaseAll, obtain, totalOf } from './obtain.ts'
import type { Shape } from './shape-book.ts'
import type { Counts } from './spread.ts'

/** Answers to one question that were joined: in several languages, or forms. */
export interface JointGroup {
  readonly topic: string
  readonly shapes: readonly Shape[]
}

export interface JointMeasure {
  /** Mean of all distances to the centroids of the groups. */
  readonly inconsistency: number
  readonly interval: Estimate['interval']
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
  const topics = new Map<string, Counts>()
  for (const group of keepsSingletons ? groups : joined) {
    increaseAll(
      obtain(topics, group.topic, () => new Map()),
      distancesIn(group),
    )
  }
  const all: Counts = new Map()
  for (const distances of topics.values()) increaseAll(all, distances)
  const { value, interval } = estimateOf(all, { unit: 'answer', seedParts })
  return {
    inconsistency: value,
    interval,
    joined: joined.length,
    singletons: groups.length - joined.length,
    byTopic: [...topics].sort(([a], [b]) => (a < b ? -1 : 1)).map(jointTopic),
  }
}

function distancesIn({ topic, shapes }: JointGroup): ReadonlyMap<number, number> {
  if (new Set(shapes.map(({ distribution }) => distribution.length)).size > 1) throw new MixedStances(topic)
  const group = new Map<Shape, number>()
  for (const shape of shapes) increase(group, shape)
  return figuresOf(group).distances
}

function jointTopic([topic, distances]: readonly [string, Counts]): JointTopic {
  return { topic, inconsistency: meanOf(distances), answers: totalOf(distances) }
}
