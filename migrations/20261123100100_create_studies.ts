import { type Kysely, sql } from 'kysely'
import { columnTypes, strict, strictByKey } from './columns.ts'

/** Studies and the units people are spread over. A place can never be given beyond the number wanted. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await createStudies(db)
  await createStudyLanguages(db)
  await createStudyUnits(db)
  await createUnitWordings(db)
  await createUnitPlaces(db)
}

export async function down(db: Kysely<unknown>): Promise<void> {
  for (const table of ['unit_places', 'unit_wordings', 'study_units', 'study_languages', 'studies'])
    await db.schema.dropTable(table).execute()
}

async function createStudies(db: Kysely<unknown>): Promise<void> {
  const column = columnTypes(db)
  const table = db.schema
    .createTable('studies')
    .addColumn('id', column.text, (id) => id.primaryKey())
    .addColumn('name', column.text, (name) => name.notNull())
    .addColumn('questionnaire', column.text, (name) => name.notNull())
    .addColumn('country', column.text, (country) => country.notNull())
    .addColumn('unit_kind', column.text, (kind) => kind.notNull().check(sql`unit_kind in ('topic', 'paraphrase')`))
    .addColumn('people_per_unit', column.integer, (people) => people.notNull().check(sql`people_per_unit > 0`))
    .addColumn('is_abstain_offered', column.flag, (flag) => flag.notNull())
    .addColumn('is_decline_offered', column.flag, (flag) => flag.notNull())
    .addColumn('text_kind', column.text, (kind) => kind.notNull().check(sql`text_kind in ('display', 'source')`))
    .addColumn('starts_per_minute', column.integer, (starts) => starts.notNull())
    .addColumn('lease_minutes', column.integer, (minutes) => minutes.notNull())
    .addColumn('is_demonstration', column.flag, (flag) => flag.notNull())
    .addColumn('start_count', column.integer, (count) => count.notNull().defaultTo(0))
    .addColumn('created_at', column.time, (time) => time.notNull())
    .addColumn('closed_at', column.time)
  await strict(db, table).execute()
}

async function createStudyLanguages(db: Kysely<unknown>): Promise<void> {
  const column = columnTypes(db)
  const table = db.schema
    .createTable('study_languages')
    .addColumn('study_id', column.text, (id) => id.notNull().references('studies.id').onDelete('cascade'))
    .addColumn('language', column.text, (language) => language.notNull())
    .addColumn('position', column.integer, (position) => position.notNull())
    .addPrimaryKeyConstraint('study_languages_key', ['study_id', 'language'])
  await strict(db, table).execute()
}

async function createStudyUnits(db: Kysely<unknown>): Promise<void> {
  const column = columnTypes(db)
  const table = db.schema
    .createTable('study_units')
    .addColumn('id', column.id, (id) => id.primaryKey())
    .addColumn('study_id', column.text, (id) => id.notNull().references('studies.id').onDelete('cascade'))
    .addColumn('language', column.text, (language) => language.notNull())
    .addColumn('topic_id', column.id, (id) => id.notNull().references('topics.id'))
    .addColumn('position', column.integer, (position) => position.notNull())
    .addUniqueConstraint('study_units_in_order', ['study_id', 'language', 'position'])
  await strict(db, table).execute()
}

async function createUnitWordings(db: Kysely<unknown>): Promise<void> {
  const column = columnTypes(db)
  const table = db.schema
    .createTable('unit_wordings')
    .addColumn('unit_id', column.id, (id) => id.notNull().references('study_units.id').onDelete('cascade'))
    .addColumn('wording_id', column.id, (id) => id.notNull().references('wordings.id'))
    .addColumn('position', column.integer, (position) => position.notNull())
    .addPrimaryKeyConstraint('unit_wordings_key', ['unit_id', 'wording_id'])
    .addUniqueConstraint('unit_wordings_in_order', ['unit_id', 'position'])
  await strictByKey(db, table).execute()
}

async function createUnitPlaces(db: Kysely<unknown>): Promise<void> {
  const column = columnTypes(db)
  const table = db.schema
    .createTable('unit_places')
    .addColumn('unit_id', column.id, (id) => id.notNull().references('study_units.id').onDelete('cascade'))
    .addColumn('is_simulated', column.flag, (flag) => flag.notNull())
    .addColumn('wanted', column.integer, (wanted) => wanted.notNull())
    .addColumn('taken', column.integer, (taken) => taken.notNull().defaultTo(0))
    .addPrimaryKeyConstraint('unit_places_key', ['unit_id', 'is_simulated'])
    .addCheckConstraint('unit_places_never_overshoot', sql`taken between 0 and wanted`)
  await strictByKey(db, table).execute()
}
