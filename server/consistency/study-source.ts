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
import type { StanceRecord } from '../stances/record.ts'
import type { Study } from '../studies/study.ts'
import { listUnitWordings } from '../studies/unit.ts'
import type { AnswerSource } from './source.ts'

export interface StudySource extends AnswerSource {
  /** What was counted while the answers were gone through, of the same people. */
  readonly counted: () => Counted
}

/** The answers of a study's people who finished within the number wanted; of simulated ones if nobody real did. */
export async function studySource(db: Db, study: Study): Promise<StudySource> {
  const isSimulated = await hasOnlySimulated(db, study)
  let counted = nobodyCounted()
  async function* records(): AsyncGenerator<readonly StanceRecord[]> {
    counted = nobodyCounted()
    for await (const person of listPeople(db, study.id)) {
      if (person.isSimulated !== isSimulated) continue
      countPerson(counted, person)
      if (counts(person)) yield recordsOf(person, study, await listUnitWordings(db, person.unitId))
    }
  }
  return { name: `study ${study.id}`, kind: 'people', isSimulated, records, counted: () => counted }
}

async function hasOnlySimulated(db: Db, study: Study): Promise<boolean> {
  const people = { real: 0, simulated: 0 }
  for await (const person of listPeople(db, study.id)) {
    if (!counts(person)) continue
    if (!person.isSimulated) return false
    people.simulated += 1
  }
  return areSimulatedMeasured(people)
}
