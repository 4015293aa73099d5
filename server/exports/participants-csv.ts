import { minutesTaken } from '../participation/counted.ts'
import type { Person } from '../participation/people.ts'

/** The columns of participants.csv, in their order: one row is one person who agreed to take part. */
export const participantColumns = [
  'participant_id',
  'participant_status',
  'is_simulated',
  'unit_id',
  'language',
  'consent_version',
  'consent_sha256',
  'consented_at',
  'is_sharing',
  'started_at',
  'finished_at',
  'minutes',
  'questions_asked',
  'questions_answered',
  'questions_declined',
  'answers_changed',
  'comment',
] as const

type Cells = Record<(typeof participantColumns)[number], string | number | boolean>

export function participantRow(person: Person): Cells {
  const { consent, answers, startedAt, finishedAt } = person
  return {
    participant_id: person.id,
    participant_status: person.status,
    is_simulated: person.isSimulated,
    unit_id: person.unitId,
    language: person.language,
    consent_version: consent.version,
    consent_sha256: consent.textHash,
    consented_at: consent.agreedAt,
    is_sharing: consent.isSharing,
    started_at: startedAt,
    finished_at: finishedAt ?? '',
    minutes: minutesTaken(person)?.toFixed(3) ?? '',
    questions_asked: person.asked,
    questions_answered: answers.length,
    questions_declined: answers.filter(({ isDeclined }) => isDeclined).length,
    answers_changed: answers.reduce((sum, { changes }) => sum + changes, 0),
    comment: person.feedback ?? '',
  }
}
