import type { Insertable } from 'kysely'
import type { Db, Trx } from '../platform/db/connection.ts'
import type { ParticipationTables } from '../platform/db/tables/participation.ts'
import type { StudyTables } from '../platform/db/tables/studies.ts'

const chunk = 1000

export function selectStudy(db: Db, id: string) {
  return db
    .selectFrom('studies')
    .where('id', '=', id)
    .select(['id', 'name', 'questionnaire', 'country', 'unitKind', 'isAbstainOffered', 'isDeclineOffered', 'textKind'])
    .select(['startsPerMinute', 'leaseMinutes', 'isDemonstration', 'closedAt', 'retests', 'recruiting'])
    .select('nameDays')
    .executeTakeFirst()
}

export function selectStudies(db: Db) {
  return db
    .selectFrom('studies')
    .orderBy('createdAt', 'desc')
    .orderBy('id')
    .select(['id', 'name', 'createdAt', 'closedAt'])
    .execute()
}

export async function updateClosed(db: Db, { id, closedAt }: { id: string; closedAt: string }): Promise<void> {
  await db.updateTable('studies').set({ closedAt }).where('id', '=', id).where('closedAt', 'is', null).execute()
}

export async function selectStudyLanguages(db: Db, studyId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('studyLanguages')
    .where('studyId', '=', studyId)
    .orderBy('position')
    .select('language')
    .execute()
  return rows.map(({ language }) => language)
}

export function selectConsentText(trx: Trx, { language, version }: { language: string; version: string }) {
  return trx
    .selectFrom('consentTexts')
    .where('language', '=', language)
    .where('version', '=', version)
    .select('textHash')
    .executeTakeFirst()
}

/** The hashes of the texts that are current. */
export async function selectCurrentConsentTexts(db: Db): Promise<string[]> {
  const rows = await db.selectFrom('consentTexts').where('isCurrent', '=', true).select('textHash').execute()
  return rows.map(({ textHash }) => textHash)
}

/** Another program that starts at the same time may have been first. */
export async function insertConsentText(
  trx: Trx,
  text: Insertable<ParticipationTables['consentTexts']>,
): Promise<void> {
  await trx
    .insertInto('consentTexts')
    .values(text)
    .onConflict((conflict) => conflict.columns(['language', 'version']).doNothing())
    .execute()
}

/** One text of a language is current, and no other. */
export async function markCurrentConsentText(
  trx: Trx,
  { language, version }: { language: string; version: string },
): Promise<void> {
  const texts = (isCurrent: boolean) =>
    trx.updateTable('consentTexts').set({ isCurrent }).where('language', '=', language)
  await texts(false).where('version', '!=', version).where('isCurrent', '=', true).execute()
  await texts(true).where('version', '=', version).where('isCurrent', '=', false).execute()
}

export function selectUnits(db: Db, studyId: string) {
  return db.selectFrom('studyUnits').where('studyId', '=', studyId).orderBy('position').select('id').execute()
}

export function selectUnitWordings(db: Db, unitId: string) {
  return db
    .selectFrom('unitWordings')
    .innerJoin('wordings', 'wordings.id', 'unitWordings.wordingId')
    .innerJoin('originals', 'originals.id', 'wordings.originalId')
    .innerJoin('studyUnits', 'studyUnits.id', 'unitWordings.unitId')
    .innerJoin('studies', 'studies.id', 'studyUnits.studyId')
    .innerJoin('topics', 'topics.id', 'studyUnits.topicId')
    .innerJoin('questionSets', 'questionSets.id', 'topics.setId')
    .where('unitWordings.unitId', '=', unitId)
    .orderBy('unitWordings.position')
    .select([
      'wordings.id',
      'wordings.originalId',
      'wordings.sourceText',
      'wordings.displayText',
      'wordings.isOriginal',
    ])
    .select(['originals.text as original', 'originals.textEnglish as originalEnglish'])
    .select(['topics.name as topic', 'topics.nameEnglish as topicEnglish', 'questionSets.isControversial'])
    .select('studies.textKind')
    .execute()
}

export function selectOptions(db: Db, originalIds: readonly string[]) {
  return db
    .selectFrom('options')
    .where('originalId', 'in', originalIds)
    .orderBy('position')
    .select(['id', 'originalId', 'text', 'stance'])
    .execute()
}

export async function insertStudy(trx: Trx, study: Insertable<StudyTables['studies']>): Promise<boolean> {
  const row = await trx
    .insertInto('studies')
    .values(study)
    .onConflict((conflict) => conflict.column('id').doNothing())
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}

export async function insertStudyLanguages(trx: Trx, rows: Insertable<StudyTables['studyLanguages']>[]): Promise<void> {
  await trx.insertInto('studyLanguages').values(rows).execute()
}

export interface UnitRows {
  readonly units: Insertable<StudyTables['studyUnits']>[]
  readonly wordings: Insertable<StudyTables['unitWordings']>[]
  readonly places: Insertable<StudyTables['unitPlaces']>[]
}

export async function insertUnits(trx: Trx, { units, wordings, places }: UnitRows): Promise<void> {
  for (const rows of chunks(units)) await trx.insertInto('studyUnits').values(rows).execute()
  for (const rows of chunks(wordings)) await trx.insertInto('unitWordings').values(rows).execute()
  for (const rows of chunks(places)) await trx.insertInto('unitPlaces').values(rows).execute()
}

/** SQLite takes a limited number of values in one statement. */
function chunks<Row>(rows: readonly Row[]): Row[][] {
  return Array.from({ length: Math.ceil(rows.length / chunk) }, (_, n) => rows.slice(n * chunk, (n + 1) * chunk))
}
