import type { SourceId } from './sources.ts'

/** Units that figures have, by their words. */
export const unitWords = {
  agreement: 'reference:unit.agreement',
  bits: 'reference:unit.bits',
  count: 'reference:unit.count',
  distance: 'reference:unit.distance',
  divergence: 'reference:unit.divergence',
  figure: 'reference:unit.figure',
  minutes: 'reference:unit.minutes',
  money: 'reference:unit.money',
  people: 'reference:unit.people',
  probability: 'reference:unit.probability',
  ratio: 'reference:unit.ratio',
  share: 'reference:unit.share',
} as const
export type Unit = keyof typeof unitWords

/** How a figure stands beside that of the published code, by the words for it. */
export const studyWords = {
  none: 'reference:study.none',
  other: 'reference:study.other',
  same: 'reference:study.same',
} as const
export type Study = keyof typeof studyWords

/** What comes out of a degenerate case where it is neither a value nor a reason, by the words for it. */
export const outcomeWords = {
  absent: 'reference:outcome.absent',
  refused: 'reference:outcome.refused',
} as const

/** What is the same in every language about one measure, interval or rule. */
export interface Entry {
  readonly id: string
  /** Other names that it goes by. */
  readonly also?: readonly string[]
  /** The fields of JSON that it explains: names, or ends of paths such as tests.topics. */
  readonly fields: readonly string[]
  readonly formula: readonly string[]
  readonly unit: Unit
  /** What comes out of each degenerate case: a value, a reason as JSON tells it, or one of `outcomeWords`; nothing
   *  where the words of the case say it all. */
  readonly cases: Readonly<Record<string, string>>
  readonly study: Study
  /** Ours alone where there is none. */
  readonly sources: readonly SourceId[]
}

export interface Chapter {
  readonly id: string
  readonly entries: readonly Entry[]
}
