import type { StanceRecord } from '../stances/record.ts'
import type { Question } from './question-book.ts'
import type { Shape } from './shape-book.ts'
import type { SittingAnswer } from './sitting.ts'

/** A single answer, kept where it may have to be joined with others. */
export interface KeptAnswer {
  readonly respondent: string
  readonly repetition: number
  /** Who read it, if it was an open answer. */
  readonly judge?: string | undefined
  readonly question: Question
  readonly shape: Shape
}

/** An answer to an item of the values questionnaire. */
export interface PortraitAnswer {
  readonly respondent: string
  readonly repetition: number
  readonly item: string
  readonly value: string
  readonly promptedValue?: string | undefined
  readonly shape: Shape
}

/** The answers of one sitting, each by itself. */
export function keptAnswers(
  { respondent, repetition, judge }: StanceRecord,
  answers: readonly SittingAnswer[],
): readonly KeptAnswer[] {
  return answers.map(({ question, shape }) => ({ respondent, repetition, judge, question, shape }))
}
