import {
  type Estimate,
  type Interval,
  level,
  resamples,
  type SeedParts,
  type Undefined,
} from '../consistency/estimate.ts'
import { nameInOtherFiles } from '../published/facts.ts'
import { mean } from '../statistics/mean.ts'
import { pearson } from '../statistics/pearson.ts'
import { percentileInterval } from '../statistics/percentile-interval.ts'
import { derivedSeed, type SeededRandom, seededRandom } from '../statistics/seeded-random.ts'
import { spearman } from '../statistics/spearman.ts'
import type { SideTopic } from './side.ts'

/** Whether the topics on which one side is inconsistent are those on which the other is. */
export interface Correlation {
  /** How many topics both sides were measured on. */
  readonly sharedTopics: number
  readonly pearson: Estimate | Undefined
  readonly spearman: Estimate | Undefined
  readonly byTopic: readonly SharedTopic[]
}

export interface SharedTopic {
  readonly topic: string
  readonly baseline: number
  readonly run: number
}

const fewestTopics = 4
const mostMissing = 0.05

/** Correlation over topics by name, with intervals over topics drawn anew. */
export function correlationOf(
  [baseline, run]: readonly [readonly SideTopic[], readonly SideTopic[]],
  seedParts: SeedParts,
): Correlation {
  const byTopic = sharedTopics(baseline, run)
  return {
    sharedTopics: byTopic.length,
    pearson: estimated(pearson, byTopic, [...seedParts, 'pearson']),
    spearman: estimated(spearman, byTopic, [...seedParts, 'spearman']),
    byTopic,
  }
}

/**
 * Topics that share a name, in the order of the baseline's names. A topic that a run has several times, as in several
 * languages, counts with the mean, and so does one of the baseline.
 */
function sharedTopics(baseline: readonly SideTopic[], run: readonly SideTopic[]): SharedTopic[] {
  const byTopic = Map.groupBy(baseline, ({ topic, topicEnglish }) => topicEnglish ?? topic)
  const shared = [...byTopic.values()].flatMap((own) => {
    const others = run.filter((other) => own.some((one) => isSame(one, other)))
    const [topic] = own.map((one) => one.topic).sort()
    return topic !== undefined && others.length > 0 ? { topic, baseline: meanOf(own), run: meanOf(others) } : []
  })
  return shared.sort((one, other) => (one.topic < other.topic ? -1 : 1))
}

function isSame(one: SideTopic, other: SideTopic): boolean {
  return !namesOf(one).isDisjointFrom(namesOf(other))
}

/** A topic's own name, its English one, and what the study's files in other languages call it in English. */
function namesOf({ topic, topicEnglish }: SideTopic): Set<string> {
  return new Set([topic, topicEnglish ?? topic, nameInOtherFiles(topic)])
}

function meanOf(topics: readonly SideTopic[]): number {
  return mean(topics.map(({ inconsistency }) => inconsistency)) ?? 0
}

type Coefficient = (a: readonly number[], b: readonly number[]) => number | undefined

function estimated(
  coefficient: Coefficient,
  topics: readonly SharedTopic[],
  seedParts: SeedParts,
): Estimate | Undefined {
  const value = over(coefficient, topics)
  if (topics.length < 2) return { undefined: 'fewer than two topics are shared' }
  if (value === undefined) return { undefined: 'one side is the same on every topic' }
  return { value, interval: intervalOver(coefficient, topics, seededRandom(derivedSeed(seedParts))) }
}

function over(coefficient: Coefficient, topics: readonly SharedTopic[]): number | undefined {
  return coefficient(
    topics.map(({ baseline }) => rounded(baseline)),
    topics.map(({ run }) => rounded(run)),
  )
}

/** Groups that mirror each other are equally inconsistent but for the rounding of their centroids: no rank may hang
 *  on that. */
function rounded(inconsistency: number): number {
  return Math.round(inconsistency * 1e8) / 1e8
}

/** Resamples on which one side is constant have no correlation and are left out; many of them leave no interval. */
function intervalOver(
  coefficient: Coefficient,
  topics: readonly SharedTopic[],
  random: SeededRandom,
): Interval | Undefined {
  if (topics.length < fewestTopics) return { undefined: `fewer than ${fewestTopics} topics are shared` }
  const draws: number[] = []
  for (let n = 0; n < resamples; n++) {
    const drawn = topics.flatMap(() => topics[random.place(topics.length)] ?? [])
    draws.push(over(coefficient, drawn) ?? NaN)
  }
  const told = Float64Array.from(draws.filter((draw) => !Number.isNaN(draw)))
  if (told.length < resamples * (1 - mostMissing))
    return { undefined: 'too many resamples are the same on every topic' }
  return { ...percentileInterval(told, level), level, method: 'percentile', resamples: told.length, unit: 'topic' }
}
