import type { AnswerTally } from './answer-tally.ts'
import { groupAnswers, type MeasureKind, measureKinds } from './grouping.ts'
import { type Measure, measureOf } from './measure.ts'
import type { Lap } from './stopwatch.ts'

export interface ReportOptions {
  readonly seed: number
  /** Restricts the report to one measure. */
  readonly kind?: MeasureKind | undefined
  /** `as-published`: as the study did, groups of one answer scoring 0. The default does the same so far. */
  readonly treatment?: Treatment | undefined
  readonly lap?: Lap | undefined
}

export type Treatment = 'as-published' | 'default'

export interface ConsistencyReport {
  readonly respondents: number
  readonly answers: number
  readonly seed: number
  readonly treatment: Treatment
  /** A measure with nothing to compare is absent. */
  readonly measures: Partial<Record<MeasureKind, Measure>>
}

/**
 * How consistent the answers in tallies are, wherever they come from: equal answers and an equal seed give equal
 * figures, digit by digit, in any order and under any names of respondents. A respondent in several tallies is one.
 */
export function reportTallies(
  tallies: readonly AnswerTally[],
  { seed, kind, treatment = 'default', lap }: ReportOptions,
): ConsistencyReport {
  const groupings = tallies.map(groupAnswers)
  lap?.('group')
  const measures: Partial<Record<MeasureKind, Measure>> = {}
  for (const name of measureKinds.filter((any) => kind === undefined || any === kind)) {
    const spreads = groupings.flatMap((grouping) => grouping[name])
    const measure = measureOf(name, spreads, seed)
    if (measure) measures[name] = measure
  }
  lap?.('resample')
  return {
    respondents: new Set(tallies.flatMap(({ respondents }) => [...respondents])).size,
    answers: tallies.reduce((sum, { answers }) => sum + answers, 0),
    seed,
    treatment,
    measures,
  }
}
