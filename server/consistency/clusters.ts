import type { TaskForm } from '../stances/record.ts'
import type { AnswerTally } from './answer-tally.ts'
import type { GroupFigures } from './group-figures.ts'
import { increase, obtain } from './obtain.ts'
import type { Pattern, PatternPart, RetestPart, YesCount } from './pattern-book.ts'
import { type Grouping, type SingletonRule, tellsOf } from './spread.ts'
import { topicKey } from './topic-name.ts'

/** What respondents who are alike add to figures, as only whole respondents are drawn anew. */
export interface Cluster<Part> {
  readonly parts: readonly Part[]
  readonly times: number
  /** What each of them counts for, where people are weighted. */
  readonly weight?: number
}

/** A group on a topic, by the key that is the same in every source. */
export interface GroupPart {
  readonly topic: string
  readonly group: GroupFigures
}

/** The respondents behind a measure, with the groups that count. */
export function groupClusters(
  tallies: readonly AnswerTally[],
  grouping: Grouping & SingletonRule,
): Cluster<GroupPart>[] {
  return clustersOf(telling(tallies, grouping), (pattern) => groupParts(pattern, grouping))
}

/** The same people one by one, with their weights; people without a weight are left out. */
export function weightedClusters(
  tallies: readonly AnswerTally[],
  grouping: Grouping & SingletonRule,
  weights: ReadonlyMap<string, number>,
): Cluster<GroupPart>[] {
  const own = new Map<string, GroupPart[]>()
  for (const { byRespondent } of telling(tallies, grouping)) {
    for (const [name, patterns] of byRespondent) {
      obtain(own, name, () => []).push(...patterns.flatMap((pattern) => groupParts(pattern, grouping)))
    }
  }
  return [...own].flatMap(([name, parts]) => {
    const weight = weights.get(name)
    return weight === undefined || parts.length === 0 ? [] : { parts, times: 1, weight }
  })
}

function telling(tallies: readonly AnswerTally[], grouping: Grouping): AnswerTally[] {
  return tallies.filter((tally) => tellsOf(tally, grouping))
}

function groupParts({ parts }: PatternLike, { kind, form, keepsSingletons }: Grouping & SingletonRule): GroupPart[] {
  return parts
    .filter((part) => part.form === form && part.told.includes(kind))
    .flatMap(({ topic, groups }) => groups[kind].map((group) => ({ topic: topicKey(topic), group })))
    .filter(({ group: { size } }) => keepsSingletons || size > 1)
}

/** The respondents who were asked a wording several times, with a group for each such wording. */
export function retestClusters(tallies: readonly AnswerTally[], form: TaskForm): Cluster<GroupPart>[] {
  return clustersOf(tallies, ({ retests }) =>
    retests.filter((part) => part.form === form).map(({ topic, group }) => ({ topic: topicKey(topic), group })),
  )
}

export interface YesPart extends YesCount {
  readonly topic: string
  readonly language: string
}

/** The respondents who answered with a yes or a no, and how often they said yes. */
export function yesClusters(tallies: readonly AnswerTally[], form: TaskForm): Cluster<YesPart>[] {
  return clustersOf(tallies, ({ parts }) =>
    parts
      .filter((part) => part.form === form)
      .flatMap(({ topic, yes }) =>
        yes.map((count) => ({ ...count, topic: topicKey(topic), language: topic.language ?? '' })),
      ),
  )
}

interface PatternLike {
  readonly parts: readonly PatternPart[]
  readonly retests: readonly RetestPart[]
}

/** Patterns as clusters, without those that have no part in a figure. */
function clustersOf<Part>(
  tallies: readonly AnswerTally[],
  partsIn: (pattern: PatternLike) => readonly Part[],
): Cluster<Part>[] {
  return patternsIn(tallies)
    .map(({ times, ...pattern }) => ({ parts: partsIn(pattern), times }))
    .filter(({ parts }) => parts.length > 0)
}

/** The patterns of all tallies. People in several of them are one person each, with all they answered, and so are
 *  repetitions of one model, as in several languages. */
function patternsIn(tallies: readonly AnswerTally[]): Omit<Pattern, 'id'>[] {
  const joined = tallies.length > 1 ? joinedPatterns(tallies) : undefined
  return joined ?? tallies.flatMap(({ patterns }) => patterns.all)
}

/** Undefined where nobody is in two tallies. */
function joinedPatterns(tallies: readonly AnswerTally[]): Omit<Pattern, 'id'>[] | undefined {
  const byRespondent = new Map<string, Pattern[]>()
  let isAnybodyTwice = false
  for (const tally of tallies) {
    for (const [key, pattern] of tally.drawnPatterns()) {
      const own = obtain(byRespondent, key, () => [])
      own.push(pattern)
      isAnybodyTwice ||= own.length > 1
    }
  }
  if (!isAnybodyTwice) return undefined
  const alike = new Map<string, Pattern[]>()
  const times = new Map<string, number>()
  const numberOf = new Map(tallies.flatMap(({ patterns }) => patterns.all).map((pattern, n) => [pattern, n]))
  for (const patterns of byRespondent.values()) {
    const key = patterns.map((pattern) => numberOf.get(pattern)).join()
    alike.set(key, patterns)
    increase(times, key)
  }
  return [...alike].map(([key, patterns]) => ({
    parts: patterns.flatMap(({ parts }) => parts),
    retests: patterns.flatMap(({ retests }) => retests),
    times: times.get(key) ?? 0,
  }))
}
