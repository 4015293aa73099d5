import type { Topic } from './answer-tally.ts'
import type { GroupFigures } from './group-figures.ts'
import { obtain } from './obtain.ts'

/** How often each number occurs. */
export type Counts = Map<number, number>

/** What many groups add up to. */
export interface Spread {
  /** How often each distance occurs, once an answer. */
  readonly distances: Counts
  /** How often each entropy occurs, once a group. */
  readonly entropies: Counts
  /** How often each share on `supports` occurs, once an answer. */
  readonly supports: Counts
  groups: number
  /** Groups of one answer: their distance is 0 whatever was answered. */
  singletons: number
}

/** What the groups on one topic add up to. */
export interface TopicSpread extends Spread {
  readonly topic: Topic
}

export function emptySpread(): Spread {
  return { distances: new Map(), entropies: new Map(), supports: new Map(), groups: 0, singletons: 0 }
}

/** Adds one group to a spread. */
export function addGroup(spread: Spread, { size, distances, supports, entropyBits }: GroupFigures): void {
  addCounts(spread.distances, distances)
  addCounts(spread.supports, supports)
  increase(spread.entropies, entropyBits, 1)
  spread.groups += 1
  spread.singletons += Number(size === 1)
}

/** Many spreads as one. */
export function joined(spreads: readonly Spread[]): Spread {
  const whole = emptySpread()
  for (const spread of spreads) {
    addCounts(whole.distances, spread.distances)
    addCounts(whole.entropies, spread.entropies)
    addCounts(whole.supports, spread.supports)
    whole.groups += spread.groups
    whole.singletons += spread.singletons
  }
  return whole
}

/** One spread for each topic and language, in the order of their code units. */
export function joinedByTopic(spreads: readonly TopicSpread[]): TopicSpread[] {
  const topics = new Map<string, TopicSpread[]>()
  for (const spread of spreads) {
    const { name, language = '' } = spread.topic
    obtain(topics, `${name}\0${language}`, () => []).push(spread)
  }
  const ordered = [...topics].sort(([a], [b]) => (a < b ? -1 : 1))
  return ordered.map(([, same]) => ({ ...joined(same), topic: sharedTopic(same.map(({ topic }) => topic)) }))
}

/** Sources may differ in the English name they give, if any: the first by code unit stands for all. */
function sharedTopic(topics: readonly Topic[]): Topic {
  const [english] = topics.flatMap((topic) => topic.english ?? []).sort()
  return { name: '', ...topics[0], english }
}

export function increase<Key>(counts: Map<Key, number>, key: Key, by: number): void {
  counts.set(key, (counts.get(key) ?? 0) + by)
}

function addCounts(counts: Counts, more: ReadonlyMap<number, number>): void {
  for (const [value, count] of more) increase(counts, value, count)
}
