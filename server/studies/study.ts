import type { Db } from '../platform/db/connection.ts'
import { readFlag, readJson } from '../platform/db/json.ts'
import { isLanguage, type Language } from '../platform/languages.ts'
import { Refusal } from '../platform/refusal.ts'
import { selectStudies, selectStudy, selectStudyLanguages, updateClosed } from './queries.ts'
import type { Recruiting } from './recruiters.ts'

export interface Study {
  readonly id: string
  readonly name: string
  readonly questionnaire: string
  readonly country: string
  readonly unitKind: 'topic' | 'paraphrase'
  readonly languages: readonly Language[]
  /** How many questions of a unit are put again at the end. */
  readonly retests: number
  readonly recruiting: Recruiting
  /** For how many days the names that recruiters gave are kept. */
  readonly nameDays: number
  readonly isAbstainOffered: boolean
  readonly isDeclineOffered: boolean
  readonly textKind: 'display' | 'source'
  readonly startsPerMinute: number
  readonly leaseMinutes: number
  readonly isDemonstration: boolean
  readonly isClosed: boolean
}

/** @throws {Refusal} study-unknown */
export async function findStudy(db: Db, id: string): Promise<Study> {
  const row = isStudyId(id) ? await selectStudy(db, id) : undefined
  if (!row) throw new Refusal('study-unknown')
  const languages = await selectStudyLanguages(db, id)
  return {
    ...row,
    languages: languages.filter(isLanguage),
    recruiting: readJson<Recruiting>(row.recruiting),
    isAbstainOffered: readFlag(row.isAbstainOffered),
    isDeclineOffered: readFlag(row.isDeclineOffered),
    isDemonstration: readFlag(row.isDemonstration),
    isClosed: row.closedAt !== null,
  }
}

/** All studies, the newest first. */
export async function listStudies(
  db: Db,
): Promise<{ id: string; name: string; createdAt: string; isClosed: boolean }[]> {
  const rows = await selectStudies(db)
  return rows.map(({ closedAt, ...study }) => ({ ...study, isClosed: closedAt !== null }))
}

/** Takes no more people; those under way may finish. Closing twice changes nothing.
 *  @throws {Refusal} study-unknown */
export async function closeStudy(db: Db, id: string, closedAt: Date): Promise<void> {
  await findStudy(db, id)
  await updateClosed(db, { id, closedAt: closedAt.toISOString() })
}

/** Whether a text could be the id of a study: anything else is not even looked up. */
function isStudyId(text: string): boolean {
  return /^[\w-]{1,40}$/.test(text)
}
