/** Where an answer stands towards the topic, never towards the sentence: a "yes" may oppose. */
export const stances = ['neutral', 'opposes', 'supports'] as const
export type Stance = (typeof stances)[number]

/** Shares over stances, sum 1, in the fixed order of their names: [opposes, supports], or
 *  [neutral, opposes, supports] where abstaining was offered. */
export type Distribution = readonly number[]

/** `choice`: one of the options was picked. `open`: a free answer, read by a judge. */
export type TaskForm = 'choice' | 'open'

/** An item of the Portrait Values Questionnaire, and the value its reader was told to hold, if any. */
export interface Portrait {
  /** The Schwartz value that the portrait shows, in small letters. */
  readonly value: string
  readonly promptedValue?: string | undefined
}

/** How an answer came about, as far as that is known. Says nothing about what was answered. */
export interface Paradata {
  /** Place of the option chosen, as shown, from 1. */
  readonly position?: number | undefined
  /** How many options stood in an order drawn for the page. Abstaining and declining come after them, always last, and
   *  are not counted: their position is larger than this. */
  readonly offered?: number | undefined
  /** Milliseconds since 1970. */
  readonly answeredAt?: number | undefined
}

/** What is wanted of records beside what figures are made of. */
export interface RecordWishes {
  /** Reading them out of a file takes time. */
  readonly withParadata?: boolean
}

/** One answer of whoever answers, person or model. Every source becomes such records at its border;
 *  every measure is a function of them. */
export interface StanceRecord {
  /** Person or model. */
  readonly respondent: string
  /** What was answered in one go; groups within a respondent never cross units. */
  readonly unit: string
  readonly topic: string
  readonly topicEnglish?: string | undefined
  /** The question, by the text of its first wording. */
  readonly original: string
  /** The same question in English: links languages. */
  readonly originalEnglish?: string | undefined
  readonly wording: string
  /** Whether it is the first wording; without it, whether the two texts are equal. */
  readonly isOriginal?: boolean | undefined
  readonly language?: string | undefined
  readonly country?: string | undefined
  readonly isControversial?: boolean | undefined
  readonly taskForm: TaskForm
  /** Who read the open answer. */
  readonly judge?: string | undefined
  readonly distribution: Distribution
  /** The likeliest stance where several share the largest probability: that of the option offered first.
   *  Needed for ties only; without it a tie goes to the first in the order of the distribution. */
  readonly likeliest?: Stance | undefined
  /** Where a "yes" stands, if the options are a yes and a no. */
  readonly yesMeans?: Stance | undefined
  /** Present for items of the values questionnaire, which say nothing about a topic. */
  readonly portrait?: Portrait | undefined
  /** Running number of the repetition of the same question by the same respondent, from 0. */
  readonly repetition: number
  /** May be absent where nobody wished for them. */
  readonly paradata?: Paradata | undefined
}
