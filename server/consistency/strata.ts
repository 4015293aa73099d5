import type { Stratum } from '../statistics/stratified-draws.ts'
import { sum } from '../statistics/sum.ts'
import { obtain } from './obtain.ts'
import type { Portion, Row } from './reduced.ts'

/** The values of all figures, those of the topics after those of the whole. */
export interface Means {
  readonly values: readonly number[]
  /** What is added up in each, with weights: answers, pairs or groups. */
  readonly counts: readonly number[]
  readonly respondents: readonly number[]
  /** In the order of their code units. */
  readonly topics: readonly string[]
  /** How many figures are about the whole. */
  readonly whole: number
  readonly isByTopic: boolean
  /** Whether any respondent answered several topics. */
  readonly isCrossed: boolean
}

export function meansIn(rows: readonly Row[], whole: number, isByTopic: boolean): Means {
  const topics = [...new Set(rows.flatMap((row) => [...row.topics.keys()]))].sort()
  const portions = rows.map((row) => ({
    ...row,
    own: [...wholeOf(row, whole), ...(isByTopic ? topics.map((topic) => row.topics.get(topic)?.[0] ?? nothing) : [])],
  }))
  const places = Array.from({ length: whole + (isByTopic ? topics.length : 0) }, (_, place) => place)
  const added = (term: (portion: Portion, row: Row) => number) =>
    places.map((place) => sum(portions.map(({ own, ...row }) => term(own[place] ?? nothing, row))))
  const sums = added((portion, { times, weight }) => portion.sum * times * weight)
  const counts = added(({ count }, { times, weight }) => count * times * weight)
  return {
    values: sums.map((total, place) => (counts[place] ? total / counts[place] : 0)),
    counts,
    respondents: added(({ count }, { times }) => (count > 0 ? times : 0)),
    topics,
    whole,
    isByTopic,
    isCrossed: rows.some((row) => row.topics.size > 1),
  }
}

const nothing: Portion = { sum: 0, count: 0 }

/** What a respondent adds over all topics. */
function wholeOf({ topics }: Row, whole: number): Portion[] {
  const portions = [...topics.values()]
  return Array.from({ length: whole }, (_, place) => ({
    sum: sum(portions.map((own) => own[place]?.sum ?? 0)),
    count: sum(portions.map((own) => own[place]?.count ?? 0)),
  }))
}

/** How much a portion pulls a figure away from its value. */
function residual({ sum: own, count }: Portion, place: number, { values, counts }: Means): number {
  return counts[place] ? (own - (values[place] ?? 0) * count) / (counts[place] ?? 1) : 0
}

export interface NamedStratum extends Stratum {
  /** The names of the topics that its members answered: it is drawn alike whatever other strata there are. */
  readonly name: string
}

/** Respondents by the topics they answered. Whoever is alone with theirs is drawn together with others who are; one
 *  who is the only such one, together with those of the smallest unit. */
export function respondentStrata(rows: readonly Row[], means: Means): NamedStratum[] {
  const units = new Map<string, Row[]>()
  for (const row of rows) obtain(units, JSON.stringify([...row.topics.keys()]), () => []).push(row)
  return withoutLone([...units.values()]).map((unit) => stratumOf(unit, means))
}

function withoutLone(units: readonly Row[][]): Row[][] {
  const sizes = new Map(units.map((unit) => [unit, sum(unit.map(({ times }) => times))]))
  const bySize = units.toSorted((one, other) => (sizes.get(one) ?? 0) - (sizes.get(other) ?? 0))
  const lone = bySize.filter((unit) => sizes.get(unit) === 1)
  const others = bySize.slice(lone.length)
  if (lone.length === 0) return [...units]
  if (lone.length > 1 || others.length === 0) return [lone.flat(), ...others]
  const [smallest = [], ...rest] = others
  return [[...smallest, ...lone.flat()], ...rest]
}

function stratumOf(rows: readonly Row[], means: Means): NamedStratum {
  const { topics, whole, isByTopic } = means
  const own = new Set(rows.flatMap((row) => [...row.topics.keys()]))
  const topicPlaces = isByTopic ? topics.flatMap((topic, n) => (own.has(topic) ? { topic, place: whole + n } : [])) : []
  const members = rows.map((row) => [
    ...wholeOf(row, whole).map((portion, place) => row.weight * residual(portion, place, means)),
    ...topicPlaces.map(({ topic, place }) => {
      const portion = row.topics.get(topic)?.[0]
      return portion ? row.weight * residual(portion, place, means) : 0
    }),
  ])
  const places = [...Array.from({ length: whole }, (_, place) => place), ...topicPlaces.map(({ place }) => place)]
  const names = [...own].map((topic) => topic.split('\0')[0])
  return { name: JSON.stringify(names.sort()), places, members, times: rows.map(({ times }) => times) }
}

/** One member for each topic, with all that was answered on it. Topics alone have no figures of their own here. */
export function topicStratum(rows: readonly Row[], means: Means): NamedStratum {
  const { topics, whole } = means
  const places = Array.from({ length: whole }, (_, place) => place)
  const members = topics.map((topic) => {
    const own = rows.filter((row) => row.topics.has(topic))
    return places.map((place) =>
      sum(
        own.map((row) => {
          const portion = row.topics.get(topic)?.[place]
          return portion ? row.times * row.weight * residual(portion, place, means) : 0
        }),
      ),
    )
  })
  return { name: 'topics', places, members, times: topics.map(() => 1) }
}
