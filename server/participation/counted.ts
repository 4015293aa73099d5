import type { Db } from '../platform/db/connection.ts'
import { oneHot } from '../stances/distribution.ts'
import type { StanceRecord } from '../stances/record.ts'
import type { Study } from '../studies/study.ts'
import { listUnitWordings, type UnitWording } from '../studies/unit.ts'
import { listPeople, type Person } from './people.ts'

/** Whose answers make the figures of a study: those who finished within the number wanted; beside real people
 *  the simulated ones do not count. */
export interface Counted {
  /** Whether the figures are of simulated people only. */
  readonly isSimulated: boolean
  readonly started: number
  readonly people: number
  readonly unfinished: number
  readonly overQuota: number
  readonly declinedAnswers: number
  /** From agreeing to finishing, for each person who counts. */
  readonly minutes: readonly number[]
}

export async function countPeople(db: Db, studyId: string): Promise<Counted> {
  const real = emptyCount(false)
  const simulated = emptyCount(true)
  for await (const person of listPeople(db, studyId)) add(person.isSimulated ? simulated : real, person)
  return real.people > 0 || simulated.people === 0 ? real : simulated
}

type Count = { -readonly [Key in keyof Counted]: Counted[Key] } & { minutes: number[] }

function emptyCount(isSimulated: boolean): Count {
  return { isSimulated, started: 0, people: 0, unfinished: 0, overQuota: 0, declinedAnswers: 0, minutes: [] }
}

function add(count: Count, person: Person): void {
  count.started += 1
  if (person.status === 'unfinished') count.unfinished += 1
  if (person.status === 'over-quota') count.overQuota += 1
  if (person.status !== 'finished' || person.finishedAt === null) return
  count.people += 1
  count.declinedAnswers += person.answers.filter(({ isDeclined }) => isDeclined).length
  count.minutes.push((Date.parse(person.finishedAt) - Date.parse(person.startedAt)) / 60_000)
}

/** The answers that make the figures of a study, as records. Declined questions have no stance and are not among them. */
export async function* listRecords(db: Db, study: Study, { isSimulated }: Counted): AsyncGenerator<StanceRecord> {
  for await (const person of listPeople(db, study.id)) {
    if (person.status !== 'finished' || person.isSimulated !== isSimulated) continue
    const wordings = await listUnitWordings(db, person.unitId)
    yield* recordsOf(person, study, wordings)
  }
}

function recordsOf(person: Person, study: Study, wordings: readonly UnitWording[]): StanceRecord[] {
  const byId = new Map(wordings.map((wording) => [wording.id, wording]))
  return person.answers.flatMap(({ wordingId, stance }) => {
    const wording = byId.get(wordingId)
    if (!wording || !stance) return []
    return {
      respondent: person.id,
      unit: `${study.id}/${person.unitId}`,
      topic: wording.topic,
      topicEnglish: wording.topicEnglish ?? undefined,
      original: wording.original,
      wording: wording.text,
      language: person.language,
      country: study.country,
      isControversial: wording.isControversial,
      taskForm: 'choice' as const,
      distribution: oneHot(stance, study),
      repetition: 0,
    }
  })
}
