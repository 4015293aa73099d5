import { obtain } from './obtain.ts'
import type { Question } from './question-book.ts'
import type { Shape } from './shape-book.ts'

/** A single answer, kept where it may have to be joined with others. */
export interface KeptAnswer {
  readonly respondent: string
  readonly repetition: number
  /** Who is drawn anew with it: a person with all repetitions, or one repetition of a model. */
  readonly drawnAs: string
  /** Who read it, if it was an open answer. */
  readonly judge?: string | undefined
  readonly question: Question
  readonly shape: Shape
}

/** An answer to an item of the values questionnaire. */
export interface PortraitAnswer {
  readonly respondent: string
  readonly repetition: number
  readonly language?: string | undefined
  readonly item: string
  readonly value: string
  readonly promptedValue?: string | undefined
  readonly shape: Shape
}

/** The answers of respondents who gave several kinds, as in two languages: others have nothing to be joined. */
export function bySeveral(
  answers: readonly KeptAnswer[],
  kindOf: (answer: KeptAnswer) => string | undefined,
): KeptAnswer[] {
  const kinds = new Map<string, Set<string | undefined>>()
  for (const answer of answers) obtain(kinds, answer.respondent, () => new Set()).add(kindOf(answer))
  return answers.filter(({ respondent }) => (kinds.get(respondent)?.size ?? 0) > 1)
}
