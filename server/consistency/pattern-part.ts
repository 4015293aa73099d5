import type { Stance } from '../stances/record.ts'
import { sum } from '../statistics/sum.ts'
import type { GroupBook } from './group-figures.ts'
import { type MeasureKind, measureKinds } from './measure-kinds.ts'
import type { SettledSitting } from './open-sittings.ts'
import type { PatternPart, YesCount } from './pattern-book.ts'
import type { RespondentKind } from './respondent-kind.ts'
import { placeOfStance } from './shape-book.ts'
import { type Groups, groupsIn, type SittingAnswer } from './sitting.ts'

/** What one sitting amounts to. */
export function partOf({ topic, record, answers }: SettledSitting, kind: RespondentKind, book: GroupBook): PatternPart {
  const groups = groupsIn(answers, book)
  const told = kindsTold(groups, kind)
  for (const { question } of answers) for (const one of told) question.kinds.add(one)
  return { topic, form: record.taskForm, told, groups, yes: yesCounts(answers) }
}

/** A person's sitting is one to questions on a topic, or to wordings of a question, or both; of a single answer it
 *  cannot be told. What a model's run is about is told by the run as a whole. */
function kindsTold({ paraphrase }: Groups, kind: RespondentKind): readonly MeasureKind[] {
  const tellsTopic = paraphrase.length > 1
  const tellsParaphrase = paraphrase.some(({ size }) => size > 1)
  if (kind === 'model' || tellsTopic === tellsParaphrase) return measureKinds
  return tellsTopic ? ['topic'] : ['paraphrase']
}

const sides = ['supports', 'opposes', 'neutral'] as const satisfies readonly Stance[]

function yesCounts(answers: readonly SittingAnswer[]): YesCount[] {
  const shares: Partial<Record<Stance, number[]>> = {}
  for (const { question, shape } of answers) {
    const { yesMeans: means } = question
    if (means === undefined) continue
    shares[means] ??= []
    shares[means].push(shape.distribution[placeOfStance(shape.distribution, means)] ?? 0)
  }
  return sides.flatMap((means) => {
    const own = shares[means]
    return own ? { means, said: sum(own.sort((one, other) => one - other)), answers: own.length } : []
  })
}
