import { average, type Place, places } from './direct.ts'

/**
 * Figures of people drawn anew, by plain loops: row by row, nothing is counted, joined or kept. Nothing here comes from
 * `server`.
 */

/** What one respondent adds to a mean on one topic: a sum over so many answers. */
interface Added {
  readonly topic: string
  readonly sum: number
  readonly count: number
}

export type Person = readonly Added[]

/** Draws once how far a mean comes out from its value. */
export type Draw = (place: Place) => number

export function meanOver(people: readonly Person[]): number {
  const all = people.flat()
  return total(all.map(({ sum }) => sum)) / total(all.map(({ count }) => count))
}

/**
 * Respondents drawn anew within their unit, the set of topics they answered. Lone ones are drawn together; a single lone
 * one with those of the smallest other unit.
 */
export function peopleDrawn(people: readonly Person[]): Draw {
  const pull = pullOn(people)
  const strata = unitsOf(people).map((unit) => unit.map((person) => total(person.map(pull))))
  return (place) => total(strata.map((members) => drawnAnew(members, place)))
}

/** Topics drawn anew as wholes; respondents beside that if there are five, of whom some answered several topics. */
export function topicsDrawn(people: readonly Person[]): Draw {
  const members = [...topicPulls(people).values()]
  if (!areCrossed(people)) return (place) => drawnAnew(members, place)
  const respondents = peopleDrawn(people)
  return (place) => drawnAnew(members, place) + respondents(place)
}

export function areCrossed(people: readonly Person[]): boolean {
  return people.length >= 5 && people.some((person) => new Set(person.map(({ topic }) => topic)).size > 1)
}

/** How far all answers on each topic pull a mean away from its value. */
export function topicPulls(people: readonly Person[]): Map<string, number> {
  const pull = pullOn(people)
  const byTopic = new Map<string, number>()
  for (const added of people.flat()) byTopic.set(added.topic, (byTopic.get(added.topic) ?? 0) + pull(added))
  return byTopic
}

/** Draws as many members as there are; sums of few vary too little, and are widened. */
export function drawnAnew(members: readonly number[], place: Place): number {
  const size = members.length
  if (size < 2) return 0
  const middle = average(members)
  let deviation = 0
  for (let n = 0; n < size; n++) deviation += (members[place(size)] ?? NaN) - middle
  return deviation * Math.sqrt(size / (size - 1))
}

/** How far a draw goes from 0 typically, by 10,000 of them: to within 3 %, four standard errors. */
export function typically(draw: Draw): number {
  const place = places(25_112_026)
  let squares = 0
  for (let n = 0; n < 10_000; n++) squares += draw(place) ** 2
  return Math.sqrt(squares / 10_000)
}

function pullOn(people: readonly Person[]): (added: Added) => number {
  const mean = meanOver(people)
  const answers = total(people.flat().map(({ count }) => count))
  return ({ sum, count }) => (sum - mean * count) / answers
}

function unitsOf(people: readonly Person[]): Person[][] {
  const units = [...Map.groupBy(people, unitOf).values()].sort((one, other) => one.length - other.length)
  const lone = units.filter(({ length }) => length === 1).flat()
  const [smallest = [], ...others] = units.filter(({ length }) => length > 1)
  if (lone.length === 1) return [[...smallest, ...lone], ...others]
  return [lone, smallest, ...others]
}

/** The topics that somebody answered, whatever the order. */
export function unitOf(person: Person): string {
  return [...new Set(person.map(({ topic }) => topic))].sort().join('; ')
}

export function total(values: readonly number[]): number {
  let whole = 0
  for (const value of values) whole += value
  return whole
}
