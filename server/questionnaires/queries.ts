import type { Insertable } from 'kysely'
import type { Db, Trx } from '../platform/db/connection.ts'
import type { QuestionnaireTables } from '../platform/db/tables/questionnaires.ts'
import type { Language } from '../platform/languages.ts'

type Row<Table extends keyof QuestionnaireTables> = Insertable<QuestionnaireTables[Table]>

export type CurrentEdition = Awaited<ReturnType<typeof listCurrentEditions>>[number]

/** The latest edition of each set of a questionnaire. */
export function listCurrentEditions(db: Db, questionnaire: string) {
  return db
    .selectFrom('questionSets')
    .innerJoin('editions', 'editions.setId', 'questionSets.id')
    .select(['questionSets.id', 'questionnaire', 'language', 'country', 'isControversial'])
    .select(['editions.id as editionId', 'editions.sequence as edition', 'editions.fileName'])
    .where('questionnaire', '=', questionnaire)
    .where('editions.sequence', '=', ({ selectFrom }) =>
      selectFrom('editions as later')
        .select(({ fn }) => fn.max('later.sequence').as('latest'))
        .whereRef('later.setId', '=', 'questionSets.id'),
    )
    .execute()
}

export type EditionLine = Awaited<ReturnType<typeof listEditionLines>>[number]

/** The wordings of an edition in the order of its file. */
export function listEditionLines(db: Db, editionId: string) {
  return db
    .selectFrom('editionWordings')
    .innerJoin('wordings', 'wordings.id', 'editionWordings.wordingId')
    .innerJoin('originals', 'originals.id', 'wordings.originalId')
    .innerJoin('topics', 'topics.id', 'editionWordings.topicId')
    .select(['wordings.id as wordingId', 'sourceText', 'displayText', 'isOriginal'])
    .select(['originals.id as originalId', 'originals.text as originalText', 'textEnglish as originalTextEnglish'])
    .select(['topics.id as topicId', 'topics.name as topicName', 'nameEnglish as topicNameEnglish'])
    .where('editionId', '=', editionId)
    .orderBy('editionWordings.position')
    .execute()
}

export type OptionRow = Awaited<ReturnType<typeof listOptions>>[number]

export function listOptions(db: Db, setId: string) {
  return db
    .selectFrom('options')
    .innerJoin('originals', 'originals.id', 'options.originalId')
    .select(['options.id', 'originalId', 'options.text', 'stance'])
    .where('originals.setId', '=', setId)
    .orderBy('options.position')
    .execute()
}

/** Keeps others from adding an edition to the same set until the transaction ends. */
export async function lockQuestionSet(trx: Trx, set: Row<'questionSets'>): Promise<void> {
  await trx
    .insertInto('questionSets')
    .values(set)
    .onConflict((conflict) => conflict.column('id').doUpdateSet({ questionnaire: set.questionnaire }))
    .execute()
}

export function findLatestEdition(trx: Trx, setId: string) {
  return trx
    .selectFrom('editions')
    .select(['sequence', 'sha256'])
    .where('setId', '=', setId)
    .orderBy('sequence', 'desc')
    .limit(1)
    .executeTakeFirst()
}

export function findLatestInstrument(trx: Trx, name: 'pvq-21', language: Language) {
  return trx
    .selectFrom('instruments')
    .select(['sequence', 'sha256'])
    .where('name', '=', name)
    .where('language', '=', language)
    .orderBy('sequence', 'desc')
    .limit(1)
    .executeTakeFirst()
}

const rowsPerInsert = 500 // with 8 columns at most: far below what either engine binds at once

/** Inserts what is not there yet. Rows are named by their content, so one that is there already is the same. */
export async function insertNew<Table extends keyof QuestionnaireTables>(
  trx: Trx,
  table: Table,
  rows: readonly Row<Table>[],
): Promise<void> {
  for (let start = 0; start < rows.length; start += rowsPerInsert)
    await trx
      .insertInto(table as keyof QuestionnaireTables)
      .values(rows.slice(start, start + rowsPerInsert) as readonly Row<keyof QuestionnaireTables>[])
      .onConflict((conflict) => conflict.doNothing())
      .execute()
}
