import { type Kysely, sql } from 'kysely'
import { columnTypes, strict } from './columns.ts'

const tables = [
  'instrument_items',
  'instruments',
  'edition_wordings',
  'editions',
  'wordings',
  'options',
  'originals',
  'topics',
  'question_sets',
]

/** Questions as they were imported: sets of topics, originals and wordings, the editions that hold them,
 *  and instruments of their own. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await createQuestionSets(db)
  await createTopics(db)
  await createOriginals(db)
  await createOptions(db)
  await createWordings(db)
  await createEditions(db)
  await createEditionWordings(db)
  await createInstruments(db)
  await createInstrumentItems(db)
}

export async function down(db: Kysely<unknown>): Promise<void> {
  for (const table of tables) await db.schema.dropTable(table).execute()
}

async function createQuestionSets(db: Kysely<unknown>): Promise<void> {
  const column = columnTypes(db)
  const table = db.schema
    .createTable('question_sets')
    .addColumn('id', column.id, (id) => id.primaryKey())
    .addColumn('questionnaire', column.text, (name) => name.notNull())
    .addColumn('language', column.text, (language) => language.notNull())
    .addColumn('country', column.text, (country) => country.notNull())
    .addColumn('is_controversial', column.flag, (flag) => flag.notNull())
    .addUniqueConstraint('question_sets_once', ['questionnaire', 'country', 'is_controversial', 'language'])
  await strict(db, table).execute()
}

async function createTopics(db: Kysely<unknown>): Promise<void> {
  const column = columnTypes(db)
  const table = db.schema
    .createTable('topics')
    .addColumn('id', column.id, (id) => id.primaryKey())
    .addColumn('set_id', column.id, (id) => id.notNull().references('question_sets.id'))
    .addColumn('name', column.text, (name) => name.notNull())
    .addColumn('name_english', column.text)
  await strict(db, table).execute()
}

async function createOriginals(db: Kysely<unknown>): Promise<void> {
  const column = columnTypes(db)
  const table = db.schema
    .createTable('originals')
    .addColumn('id', column.id, (id) => id.primaryKey())
    .addColumn('set_id', column.id, (id) => id.notNull().references('question_sets.id'))
    .addColumn('text', column.text, (text) => text.notNull())
    .addColumn('text_english', column.text, (text) => text.notNull())
  await strict(db, table).execute()
  await db.schema.createIndex('originals_by_set').on('originals').column('set_id').execute()
}

async function createOptions(db: Kysely<unknown>): Promise<void> {
  const column = columnTypes(db)
  const table = db.schema
    .createTable('options')
    .addColumn('id', column.id, (id) => id.primaryKey())
    .addColumn('original_id', column.id, (id) => id.notNull().references('originals.id'))
    .addColumn('text', column.text, (text) => text.notNull())
    .addColumn('stance', column.text, (stance) =>
      stance.notNull().check(sql`stance in ('supports', 'opposes', 'neutral')`),
    )
    .addColumn('position', column.integer, (position) => position.notNull())
  await strict(db, table).execute()
  await db.schema.createIndex('options_by_original').on('options').column('original_id').execute()
}

async function createWordings(db: Kysely<unknown>): Promise<void> {
  const column = columnTypes(db)
  const table = db.schema
    .createTable('wordings')
    .addColumn('id', column.id, (id) => id.primaryKey())
    .addColumn('original_id', column.id, (id) => id.notNull().references('originals.id'))
    .addColumn('source_text', column.text, (text) => text.notNull())
    .addColumn('display_text', column.text, (text) => text.notNull())
    .addColumn('display_rules', column.json, (rules) => rules.notNull())
    .addColumn('is_original', column.flag, (flag) => flag.notNull())
  await strict(db, table).execute()
  await db.schema.createIndex('wordings_by_original').on('wordings').column('original_id').execute()
}

async function createEditions(db: Kysely<unknown>): Promise<void> {
  const column = columnTypes(db)
  const table = db.schema
    .createTable('editions')
    .addColumn('id', column.id, (id) => id.primaryKey())
    .addColumn('set_id', column.id, (id) => id.notNull().references('question_sets.id'))
    .addColumn('sequence', column.integer, (sequence) => sequence.notNull().check(sql`sequence > 0`))
    .addColumn('sha256', column.text, (hash) => hash.notNull())
    .addColumn('file_name', column.text, (name) => name.notNull())
    .addColumn('imported_at', column.time, (time) => time.notNull())
    .addUniqueConstraint('editions_in_order', ['set_id', 'sequence'])
  await strict(db, table).execute()
}

async function createEditionWordings(db: Kysely<unknown>): Promise<void> {
  const column = columnTypes(db)
  const table = db.schema
    .createTable('edition_wordings')
    .addColumn('edition_id', column.id, (id) => id.notNull().references('editions.id'))
    .addColumn('wording_id', column.id, (id) => id.notNull().references('wordings.id'))
    .addColumn('topic_id', column.id, (id) => id.notNull().references('topics.id'))
    .addColumn('position', column.integer, (position) => position.notNull())
    .addPrimaryKeyConstraint('edition_wordings_key', ['edition_id', 'wording_id'])
    .addUniqueConstraint('edition_wordings_in_order', ['edition_id', 'position'])
  await strict(db, table).execute()
}

async function createInstruments(db: Kysely<unknown>): Promise<void> {
  const column = columnTypes(db)
  const table = db.schema
    .createTable('instruments')
    .addColumn('id', column.id, (id) => id.primaryKey())
    .addColumn('name', column.text, (name) => name.notNull().check(sql`name = 'pvq-21'`))
    .addColumn('language', column.text, (language) => language.notNull())
    .addColumn('sequence', column.integer, (sequence) => sequence.notNull().check(sql`sequence > 0`))
    .addColumn('sha256', column.text, (hash) => hash.notNull())
    .addColumn('file_name', column.text, (name) => name.notNull())
    .addColumn('imported_at', column.time, (time) => time.notNull())
    .addUniqueConstraint('instruments_in_order', ['name', 'language', 'sequence'])
  await strict(db, table).execute()
}

async function createInstrumentItems(db: Kysely<unknown>): Promise<void> {
  const column = columnTypes(db)
  const table = db.schema
    .createTable('instrument_items')
    .addColumn('id', column.id, (id) => id.primaryKey())
    .addColumn('instrument_id', column.id, (id) => id.notNull().references('instruments.id'))
    .addColumn('position', column.integer, (position) => position.notNull())
    .addColumn('statement', column.text, (statement) => statement.notNull())
    .addColumn('question', column.text, (question) => question.notNull())
    .addColumn('schwartz_value', column.text, (value) => value.notNull())
    .addColumn('options', column.json, (options) => options.notNull())
    .addColumn('value_prompts', column.json, (prompts) => prompts.notNull())
    .addUniqueConstraint('instrument_items_in_order', ['instrument_id', 'position'])
  await strict(db, table).execute()
}
