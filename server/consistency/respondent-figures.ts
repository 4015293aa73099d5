import type { AnswerTally } from './answer-tally.ts'
import { meanOf } from './estimate.ts'
import type { GroupCounts } from './frame.ts'
import { increaseAll, obtain } from './obtain.ts'
import { type MeasureKind, measureKinds } from './sitting.ts'
import { distancesIn } from './spread.ts'

/** How consistent one respondent is. */
export interface RespondentFigures extends Partial<Record<MeasureKind, OwnFigure>> {
  readonly respondent: string
}

interface OwnFigure {
  readonly inconsistency: number
  readonly answers: number
}

/** Figures of every respondent, by name; undefined where the tallies did not count groups by respondent. */
export function respondentFigures(
  tallies: readonly AnswerTally[],
  options: { keepsSingletons: boolean },
): RespondentFigures[] | undefined {
  const respondents = new Map<string, Record<MeasureKind, GroupCounts>>()
  for (const { byRespondent } of tallies) {
    for (const [respondent, groups] of byRespondent) {
      const own = obtain(respondents, respondent, () => ({ topic: new Map(), paraphrase: new Map() }))
      for (const kind of measureKinds) increaseAll(own[kind], groups[kind])
    }
  }
  if (respondents.size === 0) return undefined
  const ordered = [...respondents].sort(([a], [b]) => (a < b ? -1 : 1))
  return ordered.map(([respondent, groups]) => ({
    respondent,
    ...ownFigure('topic', groups, options),
    ...ownFigure('paraphrase', groups, options),
  }))
}

function ownFigure(
  kind: MeasureKind,
  groups: Record<MeasureKind, GroupCounts>,
  options: { keepsSingletons: boolean },
): Partial<Record<MeasureKind, OwnFigure>> {
  const distances = distancesIn(groups[kind], options)
  const answers = [...distances.values()].reduce((sum, count) => sum + count, 0)
  return answers === 0 ? {} : { [kind]: { inconsistency: meanOf(distances), answers } }
}
