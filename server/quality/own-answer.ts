import type { Stance } from '../stances/record.ts'

export interface AnsweringPerson {
  readonly respondent: string
  readonly answers: readonly OwnAnswer[]
}

/** An answer as rules see it. */
export interface OwnAnswer {
  /** The same in every language that gives it the same English name. */
  readonly topic: string
  readonly stance: Stance
  readonly yesMeans?: Side | undefined
  readonly position?: number | undefined
  readonly offered?: number | undefined
  readonly answeredAt?: number | undefined
  /** Share of all others who support, over the topic and on the question alone: half an answer is added to each side,
   *  so that it is even where nobody else answered. */
  readonly othersOnTopic: number
  readonly othersOnQuestion: number
}

/** A stance that takes a side. */
export type Side = Exclude<Stance, 'neutral'>

/** An answer that takes a side; abstaining is left out of whatever is about sides. */
export type SidedAnswer = OwnAnswer & { readonly stance: Side }

export function sided(answers: readonly OwnAnswer[]): SidedAnswer[] {
  return answers.filter((answer): answer is SidedAnswer => answer.stance !== 'neutral')
}

/** An answer by one of two options or more that stood in a drawn order; abstaining, always last, is none. */
export type PlacedAnswer = OwnAnswer & { readonly position: number; readonly offered: number }

export function placed(answers: readonly OwnAnswer[]): PlacedAnswer[] {
  return answers.filter((answer): answer is PlacedAnswer => {
    const { position, offered = 0 } = answer
    return position !== undefined && offered >= 2 && position <= offered
  })
}

export function byTopic<Answer extends OwnAnswer>(answers: readonly Answer[]): Map<string, Answer[]> {
  return Map.groupBy(answers, ({ topic }) => topic)
}
