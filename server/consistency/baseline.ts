import { countPeople, listRecords } from '../participation/counted.ts'
import type { Db } from '../platform/db/connection.ts'
import { mean } from '../statistics/mean.ts'
import { median } from '../statistics/median.ts'
import type { Study } from '../studies/study.ts'
import { type ConsistencyReport, type ReportOptions, reportConsistency } from './report.ts'

/** The figures of a study, and how its answers came together. */
export interface Baseline extends ConsistencyReport {
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

/** How consistent the people of a study are: the same figures as `measure` gives for its exported files. */
export async function computeBaseline(db: Db, study: Study, options: ReportOptions): Promise<Baseline> {
  const counted = await countPeople(db, study.id)
  const report = await reportConsistency(listRecords(db, study, counted), options)
  const minutes = counted.minutes.toSorted((one, other) => one - other)
  const [medianMinutes, meanMinutes] = [median(minutes), mean(minutes)]
  return {
    ...report,
    collection: {
      submissions: counted.people + counted.overQuota,
      people: counted.people,
      unfinished: counted.unfinished,
      overQuota: counted.overQuota,
      declinedAnswers: counted.declinedAnswers,
      ...(medianMinutes !== undefined && { medianMinutes }),
      ...(meanMinutes !== undefined && { meanMinutes }),
      ...(counted.isSimulated && { isSimulated: true }),
    },
  }
}
