import { distancesToCentroid } from '../statistics/distances-to-centroid.ts'
import { effectiveSize } from '../statistics/effective-size.ts'
import { mean } from '../statistics/mean.ts'
import type { Cluster, GroupPart } from './clusters.ts'
import { type Estimate, estimateOf, type Interval, type SeedParts, type Undefined } from './estimate.ts'
import { distanceFigure, groupFigures } from './group-portions.ts'
import { type NoiseFloor, noiseFloorOf } from './noise-floor.ts'
import { totalOf } from './obtain.ts'
import { Resampling } from './resampling.ts'
import { type Counts, distancesIn, joined, keptGroups, type Spread, spreadOf, type TopicGroups } from './spread.ts'
import { meanSupport, type SupportBook } from './support.ts'
import { areMultilingual, type TopicName, topicKey, topicName } from './topic-name.ts'
import type { WeightedFigure } from './weighting.ts'

export interface TopicMeasure extends TopicName {
  readonly inconsistency: number
  readonly interval: Interval | Undefined
  readonly intervalAsPublished: Interval | Undefined
  /** Respondents whose groups count. */
  readonly respondents: number
  /** Answers in the groups that count. */
  readonly answers: number
  /** Mean share on `supports` over all answers on the topic. */
  readonly support: number | Undefined
}

/** A figure whose interval takes answers for what they are: several from each respondent. */
export interface MeasuredEstimate extends Estimate {
  readonly intervalAsPublished: Interval | Undefined
}

export interface Measure {
  /** Mean of all distances: every answer weighs the same. */
  readonly inconsistency: number
  /** Respondents drawn anew within what they were asked. */
  readonly interval: Interval | Undefined
  /** Topics drawn anew, too: for statements about topics like these. */
  readonly intervalOverTopics: Interval | Undefined
  /** As if all distances were independent of each other. */
  readonly intervalAsPublished: Interval | Undefined
  /** With people weighted to margins, where there are any. */
  readonly weighted?: WeightedFigure
  readonly noiseFloor: NoiseFloor
  /** Beside the largest mean a group can have: 0.464501 with two stances, 0.564143 with three. */
  readonly fractionOfMaximum: number | Undefined
  /** Mean of the values by topic: every topic weighs the same. */
  readonly meanOfTopics: number
  /** Mean over groups of the entropy of likeliest stances. */
  readonly entropyBits: number
  readonly entropyInterval: Interval | Undefined
  readonly entropyIntervalAsPublished: Interval | Undefined
  /** The same groups by other distances: to the arithmetic mean, of pairs, and the generalised divergence. */
  readonly otherDistances: {
    readonly toMean: MeasuredEstimate
    readonly pairwise: MeasuredEstimate | Undefined
    readonly generalised: MeasuredEstimate
  }
  /** Respondents whose groups count; of a model, its repetitions. */
  readonly respondents: number
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
  /** The same groups by respondent. */
  readonly clusters: readonly Cluster<GroupPart>[]
  readonly retests: readonly Cluster<GroupPart>[]
  /** The groups of weighted people, each person by themselves. */
  readonly weighted?: readonly Cluster<GroupPart>[] | undefined
  /** Stated probabilities of keeping to a stance, for the noise floor. */
  readonly keeps?: readonly number[] | undefined
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
 * One measure over all groups, with intervals for the whole and for each topic. Undefined where no group counts.
 * What is drawn for it is seeded by what it is about, so a figure is the same whatever is measured beside it.
 */
export function measureOf(topics: readonly TopicGroups[], options: MeasureOptions): Measure | undefined {
  const groups = joined(topics)
  const whole = spreadOf(groups, options)
  if (whole.distances.size === 0) return undefined
  const seedParts = [options.seed, options.kind]
  const resampling = new Resampling(options.clusters, groupFigures, { seedParts, isByTopic: true })
  const isMultilingual = areMultilingual(topics)
  const byTopic = topics.flatMap((one) => topicMeasure(one, { isMultilingual, resampling, ...options }) ?? [])
  const { value, interval } = estimateOf(whole.distances, { unit: 'answer', seedParts })
  const entropy = estimateOf(whole.entropies, { unit: 'group', seedParts: [...seedParts, 'entropy'] })
  const splitHalf = halvesIn(resampling)
  return {
    inconsistency: value,
    interval: resampling.interval('distances'),
    intervalOverTopics: resampling.intervalOverTopics('distances'),
    intervalAsPublished: interval,
    ...(options.weighted && { weighted: weightedFigure(options.weighted, seedParts) }),
    noiseFloor: noiseFloorOf({ ...options, groups: new Map(keptGroups(groups, options)), splitHalf, seedParts }),
    fractionOfMaximum: fractionOf(value, whole),
    meanOfTopics: mean(byTopic.map((topic) => topic.inconsistency)) ?? 0,
    entropyBits: entropy.value,
    entropyInterval: resampling.interval('entropies'),
    entropyIntervalAsPublished: entropy.interval,
    otherDistances: otherDistances(whole, resampling, seedParts),
    respondents: resampling.respondents('distances'),
    groups: whole.groups,
    singletons: whole.singletons,
    byTopic,
  }
}

interface TopicOptions extends MeasureOptions {
  readonly isMultilingual: boolean
  readonly resampling: Resampling<GroupPart>
}

function topicMeasure({ topic, groups }: TopicGroups, options: TopicOptions): TopicMeasure | undefined {
  const { resampling, isMultilingual } = options
  const distances = distancesIn(groups, options)
  if (distances.size === 0) return undefined
  const key = topicKey(topic)
  const seedParts = [options.seed, options.kind, topic.name]
  const { value, interval } = estimateOf(distances, { unit: 'answer', seedParts })
  return {
    ...topicName(topic, isMultilingual),
    inconsistency: value,
    interval: resampling.interval(key),
    intervalAsPublished: interval,
    respondents: resampling.respondents(key),
    answers: totalOf(distances),
    support: meanSupport(options.support, topic),
  }
}

function weightedFigure(clusters: readonly Cluster<GroupPart>[], seedParts: SeedParts): WeightedFigure {
  const resampling = new Resampling(clusters, distanceFigure, { seedParts: [...seedParts, 'weighted'] })
  return {
    inconsistency: resampling.value('distances'),
    interval: resampling.interval('distances'),
    intervalOverTopics: resampling.intervalOverTopics('distances'),
    respondents: resampling.respondents('distances'),
    effectiveRespondents: effectiveSize(clusters.map(({ weight = 1 }) => weight)) ?? 0,
  }
}

function halvesIn(resampling: Resampling<GroupPart>): Estimate | Undefined {
  if (resampling.respondents('halves') === 0) return { undefined: 'no group holds two answers to be halved' }
  return { value: resampling.value('halves'), interval: resampling.interval('halves') }
}

function otherDistances(
  { toMean, pairwise, generalised }: Spread,
  resampling: Resampling<GroupPart>,
  seedParts: SeedParts,
): Measure['otherDistances'] {
  const estimated = (name: string, counts: Counts, unit: string) => {
    const { value, interval } = estimateOf(counts, { unit, seedParts: [...seedParts, name] })
    return { value, interval: resampling.interval(name), intervalAsPublished: interval }
  }
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
