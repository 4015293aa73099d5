import { distancesToCentroid } from '../statistics/distances-to-centroid.ts'
import { mean } from '../statistics/mean.ts'
import { type Estimate, estimateOf, type Interval, type SeedParts, type Undefined } from './estimate.ts'
import { totalOf } from './obtain.ts'
import { type Counts, distancesIn, joined, type Spread, spreadOf, type TopicGroups } from './spread.ts'
import { meanSupport, type SupportBook } from './support.ts'
import { areMultilingual, type TopicName, topicName } from './topic-name.ts'

export interface TopicMeasure extends TopicName {
  readonly inconsistency: number
  readonly interval: Interval | Undefined
  /** Answers in the groups that count. */
  readonly answers: number
  /** Mean share on `supports` over all answers on the topic. */
  readonly support: number | Undefined
}

export interface Measure {
  /** Mean of all distances: every answer weighs the same. */
  readonly inconsistency: number
  readonly interval: Interval | Undefined
  readonly intervalAsPublished: Interval | Undefined
  /** Beside the largest mean a group can have: 0.464501 with two stances, 0.564143 with three. */
  readonly fractionOfMaximum: number | Undefined
  /** Mean of the values by topic: every topic weighs the same. */
  readonly meanOfTopics: number
  /** Mean over groups of the entropy of likeliest stances. */
  readonly entropyBits: number
  readonly entropyInterval: Interval | Undefined
  /** The same groups by other distances: to the arithmetic mean, of pairs, and the generalised divergence. */
  readonly otherDistances: {
    readonly toMean: Estimate
    readonly pairwise: Estimate | Undefined
    readonly generalised: Estimate
  }
  /** All groups; those of one answer count only as published. */
  readonly groups: number
  readonly singletons: number
  readonly byTopic: readonly TopicMeasure[]
}

export interface MeasureOptions {
  /** Names the figure: it seeds the intervals. */
  readonly kind: string
  readonly seed: number
  readonly keepsSingletons: boolean
  readonly support: SupportBook
}

const opposed = (stances: number) =>
  Array.from({ length: stances }, (_, one) => Array.from({ length: stances }, (_, other) => Number(one === other)))

/** Largest mean distance to the centroid, by the number of stances: as many opposing answers as stances.
 *  0.464501 and 0.564143. */
const largest: Readonly<Record<number, number | undefined>> = {
  2: mean(distancesToCentroid(opposed(2))),
  3: mean(distancesToCentroid(opposed(3))),
}

/**
 * One measure over all groups, with an interval for the whole and for each topic. Undefined where no group counts.
 * Each interval draws from a stream of its own, seeded by what it is about, so a figure is the same
 * whatever is measured beside it.
 */
export function measureOf(topics: readonly TopicGroups[], options: MeasureOptions): Measure | undefined {
  const whole = spreadOf(joined(topics), options)
  if (whole.distances.size === 0) return undefined
  const isMultilingual = areMultilingual(topics)
  const byTopic = topics.flatMap((one) => topicMeasure(one, isMultilingual, options) ?? [])
  const seedParts = [options.seed, options.kind]
  const { value, interval } = estimateOf(whole.distances, { unit: 'answer', seedParts })
  const entropy = estimateOf(whole.entropies, { unit: 'group', seedParts: [...seedParts, 'entropy'] })
  return {
    inconsistency: value,
    interval,
    intervalAsPublished: interval,
    fractionOfMaximum: fractionOf(value, whole),
    meanOfTopics: mean(byTopic.map((topic) => topic.inconsistency)) ?? 0,
    entropyBits: entropy.value,
    entropyInterval: entropy.interval,
    otherDistances: otherDistances(whole, seedParts),
    groups: whole.groups,
    singletons: whole.singletons,
    byTopic,
  }
}

function topicMeasure(
  { topic, groups }: TopicGroups,
  isMultilingual: boolean,
  options: MeasureOptions,
): TopicMeasure | undefined {
  const distances = distancesIn(groups, options)
  if (distances.size === 0) return undefined
  const named = topicName(topic, isMultilingual)
  const seedParts = [options.seed, options.kind, topic.name]
  const { value, interval } = estimateOf(distances, { unit: 'answer', seedParts })
  return {
    ...named,
    inconsistency: value,
    interval,
    answers: totalOf(distances),
    support: meanSupport(options.support, topic),
  }
}

function otherDistances({ toMean, pairwise, generalised }: Spread, seedParts: SeedParts): Measure['otherDistances'] {
  const estimated = (name: string, counts: Counts, unit: string) =>
    estimateOf(counts, { unit, seedParts: [...seedParts, name] })
  return {
    toMean: estimated('toMean', toMean, 'answer'),
    pairwise: pairwise
      ? estimated('pairwise', pairwise, 'pair')
      : { undefined: 'a group has too many different answers to pair them all' },
    generalised: estimated('generalised', generalised, 'answer'),
  }
}

function fractionOf(inconsistency: number, { stances }: Spread): number | Undefined {
  const [only, ...others] = stances
  const most = largest[only ?? 0]
  if (most === undefined || others.length > 0) {
    return { undefined: 'answers with and without the choice to abstain are measured together' }
  }
  return inconsistency / most
}
