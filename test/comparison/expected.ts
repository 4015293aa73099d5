import {
  average,
  type Band,
  type Bounds,
  bcaBands,
  distancesInGroup,
  jensenShannon,
  percentileBands,
  totalVariation,
} from './direct.ts'
import { areCrossed, type Draw, type Person, peopleDrawn, topicsDrawn, total } from './direct-people.ts'
import type { CrowdAnswer, Group, RunAnswer } from './reference-answers.ts'

/** What a result must be, number by number: nothing may be missing and nothing may be there beside it. */
export type Wanted = string | number | boolean | Band | readonly Wanted[] | { readonly [key: string]: Wanted }

type Leaf = string | number | boolean | Band

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
  if (typeof found !== 'number' || typeof wanted === 'string' || typeof wanted === 'boolean') return found === wanted
  return typeof wanted === 'number' ? Math.abs(found - wanted) <= 1e-6 : found >= wanted.from && found <= wanted.to
}

const seed = 1
const bca = { level: 0.95, method: 'bca', resamples: 9999, seed }
export const percentile = { level: 0.95, method: 'percentile', resamples: 9999, seed }

/** One measure of one side, worked out. */
export interface Measured {
  readonly distances: readonly number[]
  readonly people: readonly Person[]
  readonly byTopic: ReadonlyMap<string, number>
  readonly figures: Readonly<Record<'interval' | 'intervalOverTopics' | 'intervalAsPublished', Wanted>> & {
    readonly inconsistency: number
  }
}

export function measured(groups: readonly Group[]): Measured {
  const spread = groups.map((group) => ({ ...group, distances: distancesInGroup(group.shares) }))
  const distances = spread.flatMap((group) => group.distances)
  const topics = [...new Set(groups.map(({ topic }) => topic))].sort()
  const own = (name: string) => spread.flatMap((group) => (group.topic === name ? group.distances : []))
  const people = [...Map.groupBy(spread, ({ who }) => who).values()].map((all) =>
    all.map((group) => ({ topic: group.topic, sum: total(group.distances), count: group.distances.length })),
  )
  const inconsistency = average(distances)
  return {
    distances,
    people,
    byTopic: new Map(topics.map((topic) => [topic, average(own(topic))])),
    figures: {
      inconsistency,
      interval:
        people.length < 5 ? tooFew(people.length, 'respondents') : drawnBounds(inconsistency, peopleDrawn(people)),
      intervalOverTopics: topics.length < 5 ? tooFew(topics.length, 'topics') : overTopics(inconsistency, people),
      intervalAsPublished: { ...bcaBands(distances), ...bca, unit: 'answer' },
    },
  }
}

export function tooFew(found: number, what: string): Wanted {
  return { undefined: `too few answers: ${found} ${what}, and an interval takes at least 5`, found, fewest: 5 }
}

function drawnBounds(inconsistency: number, draw: Draw): Wanted {
  return { ...notBelow0(percentileBands((place) => inconsistency + draw(place))), ...percentile, unit: 'respondent' }
}

function overTopics(inconsistency: number, people: readonly Person[]): Wanted {
  const unit = areCrossed(people) ? 'topic and respondent' : 'topic'
  const draw = topicsDrawn(people)
  return { ...notBelow0(percentileBands((place) => inconsistency + draw(place))), ...percentile, unit }
}

function notBelow0({ low, high }: Bounds): Bounds {
  return { low: { from: Math.max(low.from, 0), to: Math.max(low.to, 0) }, high }
}

/** As a result lists the measure of a side, with English names of topics where they are known. */
export function listed({ byTopic, figures }: Measured, english?: ReadonlyMap<string, string>): Wanted {
  const named = [...byTopic].map(([topic, inconsistency]) => {
    const topicEnglish = english?.get(topic)
    return { topic, ...(topicEnglish && { topicEnglish }), inconsistency }
  })
  return { ...figures, byTopic: named }
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
