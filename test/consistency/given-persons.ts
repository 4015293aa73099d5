import assert from 'node:assert/strict'
import type { Interval, Undefined } from '../../server/consistency/estimate.ts'
import type { StanceRecord } from '../../server/stances/record.ts'
import { distancesInGroup, percentileBands } from '../comparison/direct.ts'
import { type Draw, meanOver, type Person, peopleDrawn, total } from '../comparison/direct-people.ts'

/** What a group adds to a figure, as a sum over so many; a group is the shares on "supports" of its answers. */
export type Adding = (shares: readonly number[]) => { readonly sum: number; readonly count: number }

export const distances: Adding = (shares) => ({ sum: total(distancesInGroup(shares)), count: shares.length })

/** What each respondent adds by topic, by plain loops: answers of one sitting are a group, single ones are none. */
export function personsIn(
  records: readonly StanceRecord[],
  { adding = distances, kind = 'topic' }: { adding?: Adding; kind?: 'topic' | 'paraphrase' } = {},
): Person[] {
  const persons = new Map<string, Map<string, { topic: string; shares: number[] }>>()
  for (const { respondent, topic, language = '', unit, repetition, original, distribution } of records) {
    const groups = persons.get(respondent) ?? new Map<string, { topic: string; shares: number[] }>()
    persons.set(respondent, groups)
    const key = [topic, language, unit, repetition, kind === 'topic' ? '' : original].join('|')
    const group = groups.get(key) ?? { topic: `${topic} ${language}`.trim(), shares: [] }
    groups.set(key, group)
    group.shares.push(distribution.at(-1) ?? NaN)
  }
  return [...persons.values()].flatMap((groups) => {
    const own = [...groups.values()].filter(({ shares }) => shares.length > 1)
    return own.length === 0 ? [] : [own.map(({ topic, shares }) => ({ topic, ...adding(shares) }))]
  })
}

/** An interval that exists. */
export function known(interval: Interval | Undefined | undefined): Interval {
  assert.ok(interval && 'low' in interval, JSON.stringify(interval))
  return interval
}

/** Fails unless the bounds of an interval lie where somebody else's draws say, cut off at 0. */
export function assertDrawn(interval: Interval | Undefined | undefined, value: number, draw: Draw): void {
  const { low, high, ...how } = known(interval)
  const bands = percentileBands((place) => value + draw(place))
  assert.ok(
    low >= Math.max(bands.low.from, 0) && low <= Math.max(bands.low.to, 0),
    `${low} ${JSON.stringify(bands.low)}`,
  )
  assert.ok(high >= bands.high.from && high <= bands.high.to, `${high} ${JSON.stringify(bands.high)}`)
  const unit = how.unit
  assert.deepEqual(how, { level: 0.95, method: 'percentile', resamples: 9999, unit, seed: 1 })
}

/** The same with respondents drawn anew within their units. */
export function assertPeopleDrawn(interval: Interval | Undefined | undefined, persons: readonly Person[]): void {
  assertDrawn(interval, meanOver(persons), peopleDrawn(persons))
  assert.equal(known(interval).unit, 'respondent')
}
