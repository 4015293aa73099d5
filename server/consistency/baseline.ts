import {
  areSimulatedMeasured,
  type Counted,
  countPerson,
  counts,
  nobodyCounted,
  recordsOf,
} from '../participation/counted.ts'
import { listPeople } from '../participation/people.ts'
import type { Db } from '../platform/db/connection.ts'
import { mean } from '../statistics/mean.ts'
import { median } from '../statistics/median.ts'
import type { Study } from '../studies/study.ts'
import { listUnitWordings } from '../studies/unit.ts'
import { AnswerTally } from './answer-tally.ts'
import { type ConsistencyReport, type ReportOptions, reportTallies } from './report.ts'

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

/** How consistent the people of a study are: the same figures as `measure` gives for its exported files. People may
 *  go on answering meanwhile: each is looked at once, so counts and figures are of the same people. */
export async function computeBaseline(db: Db, study: Study, options: ReportOptions): Promise<Baseline> {
  const real = { tally: new AnswerTally(), counted: nobodyCounted() }
  const simulated = { tally: new AnswerTally(), counted: nobodyCounted() }
  for await (const person of listPeople(db, study.id)) {
    const { tally, counted } = person.isSimulated ? simulated : real
    countPerson(counted, person)
    if (!counts(person)) continue
    for (const record of recordsOf(person, study, await listUnitWordings(db, person.unitId))) tally.add(record)
  }
  const people = { real: real.counted.people, simulated: simulated.counted.people }
  const isSimulated = areSimulatedMeasured(people)
  const { tally, counted } = isSimulated ? simulated : real
  return { ...reportTallies([tally], options), collection: collectionOf(counted, isSimulated) }
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
