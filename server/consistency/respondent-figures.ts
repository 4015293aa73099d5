import type { TaskForm } from '../stances/record.ts'
import type { AnswerTally } from './answer-tally.ts'
import { meanOf } from './estimate.ts'
import type { GroupCounts } from './frame.ts'
import type { MeasureKind } from './measure-kinds.ts'
import { increaseAll, obtain, totalOf } from './obtain.ts'
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
    for (const [respondent, groups] of tally.byRespondent) {
      const own = obtain(respondents, respondent, () => ({ topic: new Map(), paraphrase: new Map() }))
      for (const kind of told) increaseAll(own[kind], groups[form][kind])
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

function ownFigure(
  kind: MeasureKind,
  groups: Record<MeasureKind, GroupCounts>,
  rule: SingletonRule,
): Partial<Record<MeasureKind, OwnFigure>> {
  const distances = distancesIn(groups[kind], rule)
  const answers = totalOf(distances)
  return answers === 0 ? {} : { [kind]: { inconsistency: meanOf(distances), answers } }
}
