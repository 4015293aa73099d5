import { bcaInterval } from '../statistics/bca-interval.ts'
import { frequenciesOf, meanOfFrequencies } from '../statistics/frequencies.ts'
import { mean } from '../statistics/mean.ts'
import { derivedSeed, seededRandom } from '../statistics/seeded-random.ts'
import type { MeasureKind } from './grouping.ts'
import { type Counts, joined, joinedByTopic, type Spread, type TopicSpread } from './spread.ts'

const level = 0.95
const resamples = 9999

/** A figure that does not exist, and why. */
export interface Undefined {
  readonly undefined: string
}

export interface Interval {
  readonly low: number
  readonly high: number
  readonly level: number
  readonly method: string
  readonly resamples: number
  /** What was drawn anew: single answers. */
  readonly unit: string
}

export interface TopicMeasure {
  readonly topic: string
  /** Only where answers in several languages are measured together. */
  readonly language?: string
  readonly topicEnglish?: string
  readonly inconsistency: number
  readonly interval: Interval | Undefined
  readonly answers: number
  /** Mean share on `supports`. */
  readonly support: number
}

export interface Measure {
  /** Mean of all distances: every answer weighs the same. */
  readonly inconsistency: number
  readonly interval: Interval | Undefined
  readonly intervalAsPublished: Interval | Undefined
  /** Mean of the values by topic: every topic weighs the same. */
  readonly meanOfTopics: number
  /** Mean over groups of the entropy of likeliest stances. */
  readonly entropyBits: number
  readonly groups: number
  readonly singletons: number
  readonly byTopic: readonly TopicMeasure[]
}

/**
 * One measure over all groups, with an interval for the whole and for each topic. Undefined where there are none.
 * Each interval draws from a stream of its own, seeded by what it is about, so a figure is the same
 * whatever is measured beside it.
 */
export function measureOf(kind: MeasureKind, spreads: readonly TopicSpread[], seed: number): Measure | undefined {
  const topics = joinedByTopic(spreads)
  if (topics.length === 0) return undefined
  const whole = joined(topics)
  const isMultilingual = new Set(topics.map(({ topic }) => topic.language)).size > 1
  const byTopic = topics.map((spread) => topicMeasure(spread, isMultilingual, [seed, kind]))
  const { inconsistency, interval } = estimate(whole, [seed, kind])
  return {
    inconsistency,
    interval,
    intervalAsPublished: interval,
    meanOfTopics: mean(byTopic.map((topic) => topic.inconsistency)) ?? 0,
    entropyBits: meanOf(whole.entropies),
    groups: whole.groups,
    singletons: whole.singletons,
    byTopic,
  }
}

type SeedParts = readonly (number | string)[]

function topicMeasure(spread: TopicSpread, isMultilingual: boolean, seedParts: SeedParts): TopicMeasure {
  const { name, language, english } = spread.topic
  const named = { topic: name, ...(isMultilingual && language && { language }) }
  return {
    ...named,
    ...(english && { topicEnglish: english }),
    ...estimate(spread, [...seedParts, ...Object.values(named)]),
    answers: frequenciesOf(spread.supports).total,
    support: meanOf(spread.supports),
  }
}

function estimate({ distances }: Spread, seedParts: SeedParts) {
  const random = seededRandom(derivedSeed(seedParts))
  const bounds = bcaInterval(frequenciesOf(distances), { level, resamples, random })
  const interval = 'undefined' in bounds ? bounds : { ...bounds, level, method: 'bca', resamples, unit: 'answer' }
  return { inconsistency: meanOf(distances), interval }
}

/** There is no topic without a group and no group without an answer, so there is a mean. */
function meanOf(counts: Counts): number {
  return meanOfFrequencies(frequenciesOf(counts)) ?? 0
}
