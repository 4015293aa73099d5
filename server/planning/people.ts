import type { Cluster, GroupPart } from '../consistency/clusters.ts'
import { obtain } from '../consistency/obtain.ts'
import type { SeededRandom } from '../statistics/seeded-random.ts'
import { sum } from '../statistics/sum.ts'
import { type PersonKind, type Population, portionOfPart } from './population.ts'

/** People who are alike, and how many they are. Their groups stand in the order of shape, then topic. */
interface Alike {
  readonly parts: readonly GroupPart[]
  times: number
}

/** People who were asked, by unit: the set of topics that they answered. */
export type AskedPeople = readonly (readonly Readonly<Alike>[])[]

/** How much of a unit is its own people; the rest is everybody whose answers make groups of the same shape. A few
 *  people tell little of their unit, and all of them together nothing of how units differ. */
const ownShare = 0.5

/** People by unit, those who are alike counted, in an order that depends on their answers alone. */
export function peopleIn(clusters: readonly Cluster<GroupPart>[]): AskedPeople {
  const units = new Map<string, Map<string, Alike>>()
  for (const { parts, times } of clusters) {
    if (parts.length === 0) continue
    const ordered = parts.toSorted((one, other) => (placeOf(one) < placeOf(other) ? -1 : 1))
    const topics = [...new Set(parts.map(({ topic }) => topic))].sort()
    const unit = obtain(units, JSON.stringify(topics), () => new Map<string, Alike>())
    count(unit, ordered, times)
  }
  return byKey(units).map(byKey)
}

export function numberOf(people: readonly Readonly<Alike>[]): number {
  return sum(people.map(({ times }) => times))
}

/** The population that people were drawn from: each unit half its own people, half the pool of all whose answers make
 *  groups of the same sizes and stances, whose groups are carried over to the topics of the unit. */
export function populationOf(people: AskedPeople): Population {
  const everybody = Map.groupBy(people.flat(), ({ parts }) => shapeOf(parts))
  const pools = new Map([...everybody].map(([shape, all]) => [shape, alike(all)]))
  return people.map((own) => {
    const kinds = new Map<string, Alike>()
    for (const { parts, times } of own) count(kinds, parts, (ownShare * times) / numberOf(own))
    for (const { parts, times } of fromPools(own, pools)) count(kinds, parts, (1 - ownShare) * times)
    return byKey(kinds).map(({ parts, times }): PersonKind => ({ parts, share: times }))
  })
}

type Pools = ReadonlyMap<string, readonly Readonly<Alike>[]>

/** What the pools make of a unit; times are shares. */
function fromPools(own: readonly Readonly<Alike>[], pools: Pools): Alike[] {
  const slots = Map.groupBy(own, ({ parts }) => parts.map(placeOf).join())
  return [...slots.values()].flatMap((same) => {
    const topics = same[0]?.parts ?? []
    const pool = pools.get(shapeOf(topics)) ?? []
    const share = numberOf(same) / numberOf(own) / numberOf(pool)
    return pool.map(({ parts, times }) => ({ parts: carried(topics, parts), times: share * times }))
  })
}

/** As many people in each unit, drawn from its own with replacement. */
export function redrawn(people: AskedPeople, random: SeededRandom): AskedPeople {
  return people.map((own) => {
    const everybody = own.flatMap(({ parts, times }) => Array.from({ length: times }, () => parts))
    const drawn = new Map<string, Alike>()
    for (const _ of everybody) count(drawn, everybody[random.place(everybody.length)] ?? [], 1)
    return byKey(drawn)
  })
}

/** Those who are alike but for their topics, as one. */
function alike(people: readonly Readonly<Alike>[]): readonly Readonly<Alike>[] {
  const kinds = new Map<string, Alike>()
  for (const { parts, times } of people)
    obtain(kinds, parts.map(worth).join(), () => ({ parts, times: 0 })).times += times
  return byKey(kinds)
}

/** The groups of one person on the topics of another, whose groups have the same shapes. */
function carried(slots: readonly GroupPart[], parts: readonly GroupPart[]): GroupPart[] {
  return slots.flatMap(({ topic }, n) => (parts[n] ? { topic, group: parts[n].group } : []))
}

function count(kinds: Map<string, Alike>, parts: readonly GroupPart[], times: number): void {
  const key = parts.map((part) => `${placeOf(part)} ${worth(part)}`).join()
  obtain(kinds, key, () => ({ parts, times: 0 })).times += times
}

/** What a group adds: those that mirror each other are one. */
function worth(part: GroupPart): string {
  const { sum: own, count: answers } = portionOfPart(part)
  return `${answers}: ${own.toFixed(8)}`
}

function shapeOf(parts: readonly GroupPart[]): string {
  return parts.map(({ group: { size, stances } }) => `${size}/${stances}`).join()
}

function placeOf({ topic, group: { size, stances } }: GroupPart): string {
  return `${String(size).padStart(6, '0')}/${stances} ${topic}`
}

function byKey<Value>(kept: ReadonlyMap<string, Value>): Value[] {
  return [...kept].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, value]) => value)
}
