import type { GroupBook, GroupFigures } from './group-figures.ts'
import type { MeasureKind } from './measure-kinds.ts'
import { increase, obtain } from './obtain.ts'
import type { Question } from './question-book.ts'
import type { Shape } from './shape-book.ts'

/** One answer within what a respondent answered on one topic in one go. */
export interface SittingAnswer {
  readonly question: Question
  readonly shape: Shape
}

export type Groups = Readonly<Record<MeasureKind, readonly GroupFigures[]>>

/** Entropy of one dissent among five: questions answered more differently than this are unsettled, as the study has it.
 *  One dissent among four is more, one among five or six is not. */
const mostEntropyBits = 0.721928095

/** The groups that the answers of one sitting fall into. */
export function groupsIn(answers: readonly SittingAnswer[], book: GroupBook): Groups {
  const whole = new Map<Shape, number>()
  const originals = new Set<string>()
  for (const { question, shape } of answers) {
    increase(whole, shape)
    originals.add(question.original)
  }
  const topic = [book.of(whole)]
  if (originals.size === 1) return { topic, paraphrase: topic }
  if (originals.size === answers.length) return { topic, paraphrase: answers.map(({ shape }) => book.single(shape)) }
  return { topic, paraphrase: [...byOriginal(answers).values()].map((group) => book.of(group)) }
}

/** The answers without those to questions whose wordings were answered too differently. */
export function withoutUnsettled(answers: readonly SittingAnswer[], book: GroupBook): readonly SittingAnswer[] {
  const groups = byOriginal(answers)
  const isSettled = ({ question }: SittingAnswer) => {
    const group = groups.get(question.original)
    return group !== undefined && book.of(group).entropyBits <= mostEntropyBits
  }
  return answers.filter(isSettled)
}

function byOriginal(answers: readonly SittingAnswer[]): Map<string, Map<Shape, number>> {
  const groups = new Map<string, Map<Shape, number>>()
  for (const { question, shape } of answers) {
    const group = obtain(groups, question.original, () => new Map<Shape, number>())
    increase(group, shape)
  }
  return groups
}
