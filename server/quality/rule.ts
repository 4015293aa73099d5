import type { AnsweringPerson } from './own-answer.ts'
import type { StudyPace } from './pace.ts'

export const ruleNames = [
  'always-yes',
  'always-no',
  'always-first-position',
  'straight-lining',
  'too-fast',
  'near-random',
] as const
export type RuleName = (typeof ruleNames)[number]

/** A rule that would flag an honest person with a larger chance than this is not applied to that person. */
export const mostFalseAlarms = 0.05

/** What a rule looks for in the answers of one person. */
export interface Rule {
  readonly name: RuleName
  /** The fixed numbers it goes by. */
  readonly thresholds: Thresholds
  /** Why it cannot be applied, where nobody gave it enough to go by. */
  readonly lacking: string
  /** Undefined where the person did not give it enough to go by. */
  readonly apply: (person: AnsweringPerson, setting: Setting) => Applied | undefined
}

export type Thresholds = Readonly<Record<string, number>>

export interface Applied {
  /** The chance that an honest person breaks the rule who was asked the same. */
  readonly falseAlarmRate: number
  /** How the rule was broken, in numbers; absent where it was not. */
  readonly evidence?: Evidence
}

export type Evidence = Readonly<Record<string, number>>

/** What rules know beside the person. */
export interface Setting {
  /** Chance that an honest person, who holds a side on a topic, keeps to it in a single answer. */
  readonly dependability: number
  /** How fast people are in this study, where that is known. */
  readonly pace?: StudyPace | undefined
}
