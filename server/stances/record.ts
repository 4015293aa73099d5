/** Where an answer stands towards the topic, never towards the sentence: a "yes" may oppose. */
export const stances = ['neutral', 'opposes', 'supports'] as const
export type Stance = (typeof stances)[number]

/** Shares over stances, sum 1, in the fixed order of their names: [opposes, supports], or
 *  [neutral, opposes, supports] where abstaining was offered. */
export type Distribution = readonly number[]

/** `choice`: one of the options was picked. `open`: a free answer, read by a judge. */
export type TaskForm = 'choice' | 'open'

/** One answer of whoever answers, person or model. Every source becomes such records at its border;
 *  every measure is a function of them. */
export interface StanceRecord {
  /** Person, or model run. */
  readonly respondent: string
  /** What was answered in one go; groups never cross units. */
  readonly unit: string
  readonly topic: string
  readonly topicEnglish?: string | undefined
  /** The question, by the text of its first wording. */
  readonly original: string
  readonly wording: string
  readonly language?: string | undefined
  readonly country?: string | undefined
  readonly isControversial?: boolean | undefined
  readonly taskForm: TaskForm
  readonly distribution: Distribution
  /** The likeliest stance where several share the largest probability: that of the option offered first.
   *  Needed for ties only; without it a tie goes to the first in the order of the distribution. */
  readonly likeliest?: Stance | undefined
  /** Running number of the repetition of the same question by the same respondent, from 0. */
  readonly repetition: number
}
