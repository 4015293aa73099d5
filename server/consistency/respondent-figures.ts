import type { TaskForm } from '../stances/record.ts'
import type { AnswerTally } from './answer-tally.ts'
import { meanOf } from './estimate.ts'
import type { GroupCounts } from './frame.ts'
import type { MeasureKind } from './measure-kinds.ts'
import { increase, obtain, totalOf } from './obtain.ts'
import type { Pattern } from './pattern-book.ts'
import { distancesIn, type SingletonRule, tellsOf } from './spread.ts'

/** How consistent one respondent is. */
export interface RespondentFigures extends Partial<Record<MeasureKind, OwnFigure>> {
  readonly respondent: string
}

interface OwnFigure {
  readonly inconsistency: number
  readonly answers: number
}

/** Figures of every respondent, by name, on measures their source tells of; undefined where the tallies did not count
 *  groups by respondent. */
export function respondentFigures(
  tallies: readonly AnswerTally[],
  { form, kinds, ...rule }: SingletonRule & { readonly form: TaskForm; readonly kinds: readonly MeasureKind[] },
): RespondentFigures[] | undefined {
  const respondents = new Map<string, Record<MeasureKind, GroupCounts>>()
  for (const tally of tallies) {
    const told = kinds.filter((kind) => tellsOf(tally, { kind, form }))
    for (const [respondent, patterns] of tally.byRespondent) {
      const own = obtain(respondents, respondent, () => ({ topic: new Map(), paraphrase: new Map() }))
      for (const { kind, group } of groupsIn(patterns, { form, kinds: told })) increase(own[kind], group)
    }
  }
  if (respondents.size === 0) return undefined
  const ordered = [...respondents].sort(([a], [b]) => (a < b ? -1 : 1))
  return ordered.map(([respondent, groups]) => ({
    respondent,
    ...ownFigure('topic', groups, rule),
    ...ownFigure('paraphrase', groups, rule),
  }))
}

interface Wanted {
  readonly form: TaskForm
  readonly kinds: readonly MeasureKind[]
}

function groupsIn(patterns: readonly Pattern[], { form, kinds }: Wanted) {
  const parts = patterns.flatMap((pattern) => pattern.parts.filter((part) => part.form === form))
  return parts.flatMap(({ told, groups }) =>
    kinds.filter((kind) => told.includes(kind)).flatMap((kind) => groups[kind].map((group) => ({ kind, group }))),
  )
}

function ownFigure(
  kind: MeasureKind,
  groups: Record<MeasureKind, GroupCounts>,
  rule: SingletonRule,
): Partial<Record<MeasureKind, OwnFigure>> {
  const distances = distancesIn(groups[kind], rule)
  const answers = totalOf(distances)
  return answers === 0 ? {} : { [kind]: { inconsistency: meanOf(distances), answers } }
}
