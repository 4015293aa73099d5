import {
  type Estimate,
  type Interval,
  level,
  resamples,
  type SeedParts,
  type Undefined,
} from '../consistency/estimate.ts'
import { pearson } from '../statistics/pearson.ts'
import { percentileInterval } from '../statistics/percentile-interval.ts'
import { derivedSeed, seededRandom } from '../statistics/seeded-random.ts'
import { spearman } from '../statistics/spearman.ts'
import type { SideTopic } from './side.ts'
import { meanOf, pairedTopics } from './topic-pairs.ts'

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
  const byTopic = pairedTopics(baseline, run).map(({ topic, baseline: own, run: others }) => ({
    topic,
    baseline: meanOf(own),
    run: meanOf(others),
  }))
  return {
    sharedTopics: byTopic.length,
    pearson: estimated(pearson, byTopic, [...seedParts, 'pearson']),
    spearman: estimated(spearman, byTopic, [...seedParts, 'spearman']),
    byTopic,
  }
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
  return { value, interval: intervalOver(coefficient, topics, seedParts) }
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
  seedParts: SeedParts,
): Interval | Undefined {
  if (topics.length < fewestTopics) return { undefined: `fewer than ${fewestTopics} topics are shared` }
  const seed = Number(seedParts[0])
  const random = seededRandom(derivedSeed(seedParts))
  const draws: number[] = []
  for (let n = 0; n < resamples; n++) {
    const drawn = topics.flatMap(() => topics[random.place(topics.length)] ?? [])
    draws.push(over(coefficient, drawn) ?? NaN)
  }
  const told = Float64Array.from(draws.filter((draw) => !Number.isNaN(draw)))
  if (told.length < resamples * (1 - mostMissing))
    return { undefined: 'too many resamples are the same on every topic' }
  return {
    ...percentileInterval(told, level),
    level,
    method: 'percentile',
    resamples: told.length,
    unit: 'topic',
    seed,
  }
}
