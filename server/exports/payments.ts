import { minutesTaken } from '../participation/counted.ts'
import { listPeople, type Person } from '../participation/people.ts'
import { listNames } from '../participation/recruiter-names.ts'
import type { Db } from '../platform/db/connection.ts'
import type { Study } from '../studies/study.ts'

/** The columns of a payment file: one row for each person whose name is kept. */
export const paymentColumns = [
  'recruiter_name',
  'decision',
  'reason',
  'participant_id',
  'completion_code',
  'started_at',
  'finished_at',
  'minutes',
] as const

export type PaymentRow = Record<(typeof paymentColumns)[number], string>

/** Whom to pay. Who has finished is paid, also beyond the number wanted: they were given a code. Who has not is left to
 *  the recruiter's own rules; who has left is not in it, as nothing is kept of them. */
export async function paymentRows(db: Db, study: Study, secret: string): Promise<PaymentRow[]> {
  const names = await listNames(db, secret, study.id)
  const rows: PaymentRow[] = []
  for await (const person of listPeople(db, study.id)) {
    const name = names.get(person.id)
    if (name && !person.isSimulated && person.status !== 'withdrawn') rows.push(paymentRow(person, name))
  }
  return rows.toSorted((one, other) => (one.recruiter_name < other.recruiter_name ? -1 : 1))
}

function paymentRow(
  person: Person,
  { name, completionCode }: { name: string; completionCode: string | null },
): PaymentRow {
  return {
    recruiter_name: name,
    ...decided[person.status],
    participant_id: person.id,
    completion_code: completionCode ?? '',
    started_at: person.startedAt,
    finished_at: person.finishedAt ?? '',
    minutes: minutesTaken(person)?.toFixed(3) ?? '',
  }
}

const decided: Record<Person['status'], { decision: string; reason: string }> = {
  finished: { decision: 'approve', reason: '' },
  'over-quota': { decision: 'approve', reason: 'over-quota' },
  unfinished: { decision: 'none', reason: 'unfinished' },
  withdrawn: { decision: 'none', reason: 'withdrawn' },
}

export interface Reconciled {
  readonly both: number
  /** Whom only the recruiter knows: they never began here, have left, or their name was deleted. */
  readonly onlyTheirs: readonly string[]
  /** Who took part here and is not on the list. */
  readonly onlyOurs: readonly string[]
}

/** Holds the recruiter's own list against ours. */
export function reconciled(rows: readonly PaymentRow[], theirs: readonly string[]): Reconciled {
  const [ours, listed] = [new Set(rows.map((row) => row.recruiter_name)), new Set(theirs)]
  return {
    both: [...listed].filter((name) => ours.has(name)).length,
    onlyTheirs: [...listed].filter((name) => !ours.has(name)).sort(),
    onlyOurs: [...ours].filter((name) => !listed.has(name)).sort(),
  }
}
