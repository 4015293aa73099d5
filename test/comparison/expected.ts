import {
  average,
  type Band,
  bcaBands,
  distancesInGroup,
  jensenShannon,
  type Pair,
  pearson,
  percentileBands,
  spearman,
  totalVariation,
} from './direct.ts'
import type { CrowdAnswer, Group, RunAnswer } from './reference-answers.ts'

/** What a result must be, number by number: nothing may be missing and nothing may be there beside it. */
export type Wanted = string | number | Band | readonly Wanted[] | { readonly [key: string]: Wanted }

type Leaf = string | number | Band

/** Every place where a result is not what is wanted; a number may differ by 1e-6, or must lie within its band. */
export function differences(found: unknown, wanted: Wanted, path = ''): string[] {
  if (isLeaf(wanted)) return agrees(found, wanted) ? [] : [`${path}: ${found}, not ${JSON.stringify(wanted)}`]
  if (typeof found !== 'object' || found === null) return [`${path}: ${found}`]
  return differencesInside(new Map(Object.entries(found)), new Map<string, Wanted>(Object.entries(wanted)), path)
}

function differencesInside(found: ReadonlyMap<string, unknown>, wanted: ReadonlyMap<string, Wanted>, path: string) {
  const odd = [...new Set(found.keys()).symmetricDifference(new Set(wanted.keys()))]
  const told = odd.map((key) => `${path}/${key} is ${found.has(key) ? 'not wanted' : 'missing'}`)
  for (const [key, one] of wanted) if (found.has(key)) told.push(...differences(found.get(key), one, `${path}/${key}`))
  return told
}

function isLeaf(wanted: Wanted): wanted is Leaf {
  return typeof wanted !== 'object' || 'from' in wanted
}

function agrees(found: unknown, wanted: Leaf): boolean {
  if (typeof found !== 'number' || typeof wanted === 'string') return found === wanted
  return typeof wanted === 'number' ? Math.abs(found - wanted) <= 1e-6 : found >= wanted.from && found <= wanted.to
}

const bca = { level: 0.95, method: 'bca', resamples: 9999 }
const percentile = { level: 0.95, method: 'percentile', resamples: 9999 }

/** One measure of one side, worked out. */
export interface Measured {
  readonly distances: readonly number[]
  readonly byTopic: ReadonlyMap<string, number>
  readonly figures: { readonly inconsistency: number; readonly interval: Wanted }
}

export function measured(groups: readonly Group[]): Measured {
  const spread = groups.map(({ topic, shares }) => ({ topic, distances: distancesInGroup(shares) }))
  const distances = spread.flatMap((group) => group.distances)
  const topics = [...new Set(groups.map(({ topic }) => topic))].sort()
  const own = (name: string) => spread.flatMap((group) => (group.topic === name ? group.distances : []))
  return {
    distances,
    byTopic: new Map(topics.map((topic) => [topic, average(own(topic))])),
    figures: { inconsistency: average(distances), interval: { ...bcaBands(distances), ...bca, unit: 'answer' } },
  }
}

/** As a result lists the measure of a side, with English names of topics where they are known. */
export function listed({ byTopic, figures }: Measured, english?: ReadonlyMap<string, string>): Wanted {
  const named = [...byTopic].map(([topic, inconsistency]) => {
    const topicEnglish = english?.get(topic)
    return { topic, ...(topicEnglish && { topicEnglish }), inconsistency }
  })
  return { ...figures, byTopic: named }
}

/** Run less baseline, and whether both are inconsistent on the same topics. */
export function between(baseline: Measured, run: Measured) {
  const shared = [...baseline.byTopic].flatMap(([topic, one]) => {
    const other = run.byTopic.get(topic)
    return other === undefined ? [] : [{ topic, baseline: one, run: other }]
  })
  const pairs = shared.map((one): Pair => [one.baseline, one.run])
  const difference = average(run.distances) - average(baseline.distances)
  const bounds = percentileBands((place) => drawnMean(run.distances, place) - drawnMean(baseline.distances, place))
  return {
    difference: { value: difference, interval: { ...bounds, ...percentile, unit: 'answer' } },
    sharedTopics: shared.length,
    pearson: correlation(pearson, pairs),
    spearman: correlation(spearman, pairs),
    byTopic: shared,
  }
}

function drawnMean(values: readonly number[], place: (size: number) => number): number {
  let total = 0
  for (let n = 0; n < values.length; n++) total += values[place(values.length)] ?? NaN
  return total / values.length
}

function correlation(coefficient: (pairs: readonly Pair[]) => number | undefined, pairs: readonly Pair[]): Wanted {
  const bounds = percentileBands((place) =>
    coefficient(pairs.flatMap(() => [pairs[place(pairs.length)] ?? [NaN, NaN]])),
  )
  return { value: coefficient(pairs) ?? NaN, interval: { ...bounds, ...percentile, unit: 'topic' } }
}

/** The same with the run in the design of the baseline, all of whose questions it answered. */
export function matched(baseline: Measured, hardened: Measured, questions: number): Wanted {
  const of = { label: 'matched', reasons: [], questions, answered: questions }
  return { ...of, ...hardened.figures, ...between(baseline, hardened) }
}

/** How far the answers of people and of a run to each question are apart. */
export function alignment(people: readonly CrowdAnswer[], run: readonly RunAnswer[]): Wanted {
  const asked = Map.groupBy(people, ({ question }) => question)
  const byQuestion = [...asked].map(([wording, answers]) => {
    const share = average(answers.map((answer) => answer.share))
    const other = run.find(({ question }) => question === wording)?.share ?? NaN
    const distances = { totalVariation: totalVariation(share, other), jensenShannon: jensenShannon(share, other) }
    return { topic: answers[0]?.topic ?? '', wording, ...distances }
  })
  byQuestion.sort((a, b) => (`${a.topic}\0${a.wording}` < `${b.topic}\0${b.wording}` ? -1 : 1))
  const estimate = (values: readonly number[]) => ({
    value: average(values),
    interval: { ...bcaBands(values), ...bca, unit: 'question' },
  })
  return {
    questions: byQuestion.length,
    totalVariation: estimate(byQuestion.map((question) => question.totalVariation)),
    jensenShannon: estimate(byQuestion.map((question) => question.jensenShannon)),
    byQuestion,
  }
}
