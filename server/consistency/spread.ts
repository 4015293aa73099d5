import type { TaskForm } from '../stances/record.ts'
import { sum } from '../statistics/sum.ts'
import type { AnswerTally } from './answer-tally.ts'
import type { GroupCounts } from './frame.ts'
import type { GroupFigures } from './group-figures.ts'
import type { MeasureKind } from './measure-kinds.ts'
import { increase, increaseAll, obtain, totalOf } from './obtain.ts'
import type { Topic } from './question-book.ts'
import { sharedTopic, topicKey } from './topic-name.ts'

/** How often each number occurs. */
export type Counts = Map<number, number>

/** What many groups add up to. */
export interface Spread {
  /** How often each distance to the centroid occurs, once an answer. */
  readonly distances: Counts
  readonly toMean: Counts
  readonly generalised: Counts
  /** How often each distance of a pair occurs; undefined where some group has too many pairs. */
  readonly pairwise: Counts | undefined
  /** How often each entropy occurs, once a group. */
  readonly entropies: Counts
  /** All groups, those of one answer among them. */
  readonly groups: number
  /** Groups of one answer: their distance is 0 whatever was answered. */
  readonly singletons: number
  /** How many stances could be taken, wherever this differs. */
  readonly stances: ReadonlySet<number>
}

/** The groups on one topic. */
export interface TopicGroups {
  readonly topic: Topic
  readonly groups: GroupCounts
}

export interface SingletonRule {
  /** As published, groups of one answer count with a distance of 0; else they are left out. */
  readonly keepsSingletons: boolean
}

export function spreadOf(groups: GroupCounts, rule: SingletonRule): Spread {
  const kept = keptGroups(groups, rule)
  const entropies: Counts = new Map()
  for (const [{ entropyBits }, times] of kept) increase(entropies, entropyBits, times)
  return {
    distances: added(kept, 'distances'),
    toMean: added(kept, 'toMean'),
    generalised: added(kept, 'generalised'),
    pairwise: pairsOf(kept),
    entropies,
    groups: totalOf(groups),
    singletons: sum([...groups].map(([{ size }, times]) => (size === 1 ? times : 0))),
    stances: new Set(kept.map(([{ stances }]) => stances)),
  }
}

/** How often each distance to the centroid occurs, alone. */
export function distancesIn(groups: GroupCounts, rule: SingletonRule): Counts {
  return added(keptGroups(groups, rule), 'distances')
}

type KeptGroups = readonly (readonly [GroupFigures, number])[]

export function keptGroups(groups: GroupCounts, { keepsSingletons }: SingletonRule): KeptGroups {
  return [...groups].filter(([{ size }]) => keepsSingletons || size > 1)
}

function added(groups: KeptGroups, counts: 'distances' | 'toMean' | 'generalised'): Counts {
  const all: Counts = new Map()
  for (const [group, times] of groups) increaseAll(all, group[counts], times)
  return all
}

function pairsOf(groups: KeptGroups): Counts | undefined {
  const pairs: Counts = new Map()
  for (const [{ pairwise }, times] of groups) {
    if (!pairwise) return undefined
    increaseAll(pairs, pairwise, times)
  }
  return pairs
}

/** Groups of many topics as one. */
export function joined(topics: readonly TopicGroups[]): GroupCounts {
  const all: GroupCounts = new Map()
  for (const { groups } of topics) increaseAll(all, groups)
  return all
}

/**
 * The groups of one kind in several tallies, by topic and language, in the order of their code units. A tally that
 * says nothing about the measure adds nothing.
 */
export function topicGroups(tallies: readonly AnswerTally[], { kind, form }: Grouping): TopicGroups[] {
  const byName = new Map<string, TopicGroups[]>()
  for (const tally of tallies.filter((one) => tellsOf(one, { kind, form }))) {
    for (const [topic, groups] of tally.frames[form][kind])
      obtain(byName, topicKey(topic), () => []).push({ topic, groups })
  }
  const ordered = [...byName].sort(([a], [b]) => (a < b ? -1 : 1))
  return ordered.map(([, same]) => ({ topic: sharedTopic(same.map(({ topic }) => topic)), groups: joined(same) }))
}

/** Which answers are grouped how. */
export interface Grouping {
  readonly kind: MeasureKind
  readonly form: TaskForm
}

/** Whether a tally says anything about a measure: it does not where every group is a single answer, or, for `topic`,
 *  where nobody answered two questions on one topic. */
export function tellsOf({ frames }: AnswerTally, { kind, form }: Grouping): boolean {
  const frame = frames[form]
  if (kind === 'topic' && !frame.hasSeveralOriginals) return false
  return [...frame[kind].values()].some((groups) => [...groups.keys()].some(({ size }) => size > 1))
}

/** The form that a report is about: choices, or open answers where nobody chose. */
export function mainForm(tallies: readonly AnswerTally[]): TaskForm {
  const hasChoices = ({ frames: { choice } }: AnswerTally) => choice.topic.size + choice.paraphrase.size > 0
  return tallies.some(hasChoices) ? 'choice' : 'open'
}
