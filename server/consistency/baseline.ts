import type { Counted } from '../participation/counted.ts'
import { mean } from '../statistics/mean.ts'
import { median } from '../statistics/median.ts'
import { type ConsistencyReport, type ReportOptions, reportTallies } from './report.ts'
import { type Collecting, collect, type FilterName, leftOutOf } from './source.ts'
import type { StudySource } from './study-source.ts'

/** The figures of a study, and how its answers came together. */
export interface Baseline extends ConsistencyReport {
  /** Answers that each filter asked for left out. */
  readonly leftOut?: Partial<Record<FilterName, number>>
  readonly collection: {
    readonly submissions: number
    readonly people: number
    readonly unfinished: number
    readonly overQuota: number
    readonly declinedAnswers: number
    readonly medianMinutes?: number
    readonly meanMinutes?: number
    /** Present where only simulated people answered. */
    readonly isSimulated?: true
  }
}

/** How consistent the people of a study are: the same figures as `measure` gives for its exported files. People may
 *  go on answering meanwhile: each is looked at once, so counts and figures are of the same people.
 *  @throws {InputProblem} if fewer than two people finished */
export async function computeBaseline(source: StudySource, options: ReportOptions & Collecting): Promise<Baseline> {
  const { tallies, leftOut } = await collect([source], options)
  const collection = collectionOf(source.counted(), source.isSimulated ?? false)
  return { ...reportTallies(tallies, options), collection, ...leftOutOf(leftOut) }
}

function collectionOf({ minutes, ...counted }: Counted, isSimulated: boolean): Baseline['collection'] {
  const sorted = minutes.toSorted((one, other) => one - other)
  const [medianMinutes, meanMinutes] = [median(sorted), mean(sorted)]
  return {
    submissions: counted.people + counted.overQuota,
    ...counted,
    ...(medianMinutes !== undefined && { medianMinutes }),
    ...(meanMinutes !== undefined && { meanMinutes }),
    ...(isSimulated && { isSimulated }),
  }
}
