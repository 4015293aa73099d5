import type { Cluster, GroupPart } from './clusters.ts'
import { type Estimate, estimateOf, type Undefined } from './estimate.ts'
import { distanceFigure } from './group-portions.ts'
import { Resampling } from './resampling.ts'
import { distancesIn, joined, type TopicGroups } from './spread.ts'
import { topicKey } from './topic-name.ts'

/** The same measure on controversial and on uncontroversial topics. */
export interface ControversySplit {
  readonly controversial: SplitPart
  readonly uncontroversial: SplitPart
  /** Controversial over uncontroversial. */
  readonly ratio: number | Undefined
}

interface SplitPart {
  readonly inconsistency: number
  readonly interval: Estimate['interval']
  readonly intervalOverTopics: Estimate['interval']
  readonly intervalAsPublished: Estimate['interval']
  readonly topics: number
}

interface SplitOptions {
  readonly kind: string
  readonly seed: number
  readonly keepsSingletons: boolean
  readonly clusters: readonly Cluster<GroupPart>[]
}

/** Undefined unless there are groups of both kinds. */
export function controversySplit(topics: readonly TopicGroups[], options: SplitOptions): ControversySplit | undefined {
  const part = (isControversial: boolean) =>
    splitPart(
      topics.filter(({ topic }) => topic.isControversial === isControversial),
      { ...options, name: isControversial ? 'controversial' : 'uncontroversial' },
    )
  const [controversial, uncontroversial] = [part(true), part(false)]
  if (!controversial || !uncontroversial) return undefined
  const isSteady = uncontroversial.inconsistency === 0
  const ratio = isSteady
    ? { undefined: 'the uncontroversial topics show no inconsistency to divide by' }
    : controversial.inconsistency / uncontroversial.inconsistency
  return { controversial, uncontroversial, ratio }
}

function splitPart(
  own: readonly TopicGroups[],
  { clusters, kind, seed, keepsSingletons, name }: SplitOptions & { readonly name: string },
): SplitPart | undefined {
  const distances = distancesIn(joined(own), { keepsSingletons })
  if (distances.size === 0) return undefined
  const seedParts = [seed, kind, name]
  const { value, interval } = estimateOf(distances, { unit: 'answer', seedParts })
  const keys = new Set(own.map(({ topic }) => topicKey(topic)))
  const within = clusters.map(({ parts, ...one }) => ({ ...one, parts: parts.filter(({ topic }) => keys.has(topic)) }))
  const resampling = new Resampling(within, distanceFigure, { seedParts })
  return {
    inconsistency: value,
    interval: resampling.interval('distances'),
    intervalOverTopics: resampling.intervalOverTopics('distances'),
    intervalAsPublished: interval,
    topics: own.length,
  }
}
