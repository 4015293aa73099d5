import { type Kysely, sql } from 'kysely'
import { columnTypes, strict, strictByKey } from './columns.ts'

/** People taking part, what they agreed to, what they were asked and what they answered. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await createParticipants(db)
  await createConsents(db)
  await createAskings(db)
  await createAnswers(db)
}

export async function down(db: Kysely<unknown>): Promise<void> {
  for (const table of ['answers', 'askings', 'consents', 'participants']) await db.schema.dropTable(table).execute()
}

async function createParticipants(db: Kysely<unknown>): Promise<void> {
  const column = columnTypes(db)
  const table = db.schema
    .createTable('participants')
    .addColumn('id', column.id, (id) => id.primaryKey())
    .addColumn('study_id', column.text, (id) => id.notNull().references('studies.id').onDelete('cascade'))
    .addColumn('unit_id', column.id, (id) => id.notNull().references('study_units.id'))
    .addColumn('language', column.text, (language) => language.notNull())
    .addColumn('token_hash', column.text, (hash) => hash.notNull().unique())
    .addColumn('start_key', column.text, (key) => key.notNull().unique())
    .addColumn('is_simulated', column.flag, (flag) => flag.notNull())
    .addColumn('place_state', column.text, (state) =>
      state.notNull().check(sql`place_state in ('held', 'released', 'over-quota')`),
    )
    .addColumn('started_at', column.time, (time) => time.notNull())
    .addColumn('seen_at', column.time, (time) => time.notNull())
    .addColumn('finished_at', column.time)
    .addColumn('completion_code', column.text, (code) => code.unique())
    .addColumn('feedback', column.text)
    .addCheckConstraint('participants_code_when_finished', sql`(finished_at is null) = (completion_code is null)`)
  await strictByKey(db, table).execute()
  await db.schema
    .createIndex('participants_under_way')
    .on('participants')
    .column('study_id')
    .where(sql.ref('finished_at'), 'is', null)
    .where(sql.ref('place_state'), '=', sql.lit('held'))
    .execute()
}

async function createConsents(db: Kysely<unknown>): Promise<void> {
  const column = columnTypes(db)
  const table = db.schema
    .createTable('consents')
    .addColumn('participant_id', column.id, (id) => id.primaryKey().references('participants.id').onDelete('cascade'))
    .addColumn('version', column.text, (version) => version.notNull())
    .addColumn('language', column.text, (language) => language.notNull())
    .addColumn('text_hash', column.text, (hash) => hash.notNull())
    .addColumn('agreed_at', column.time, (time) => time.notNull())
  await strict(db, table).execute()
}

async function createAskings(db: Kysely<unknown>): Promise<void> {
  const column = columnTypes(db)
  const table = db.schema
    .createTable('askings')
    .addColumn('participant_id', column.id, (id) =>
      id.notNull().references('consents.participant_id').onDelete('cascade'),
    )
    .addColumn('wording_id', column.id, (id) => id.notNull().references('wordings.id'))
    .addColumn('position', column.integer, (position) => position.notNull())
    .addColumn('option_order', column.json, (order) => order.notNull())
    .addPrimaryKeyConstraint('askings_key', ['participant_id', 'position'])
    .addUniqueConstraint('askings_once_per_wording', ['participant_id', 'wording_id'])
  await strictByKey(db, table).execute()
}

async function createAnswers(db: Kysely<unknown>): Promise<void> {
  const column = columnTypes(db)
  const table = db.schema
    .createTable('answers')
    .addColumn('participant_id', column.id, (id) => id.notNull())
    .addColumn('wording_id', column.id, (id) => id.notNull())
    .addColumn('revision', column.integer, (revision) => revision.notNull().check(sql`revision > 0`))
    .addColumn('kind', column.text, (kind) => kind.notNull().check(sql`kind in ('option', 'abstain', 'declined')`))
    .addColumn('option_id', column.id, (id) => id.references('options.id'))
    .addColumn('stance', column.text, (stance) => stance.check(sql`stance in ('supports', 'opposes', 'neutral')`))
    .addColumn('position_chosen', column.integer, (position) => position.notNull())
    .addColumn('text_hash', column.text, (hash) => hash.notNull())
    .addColumn('answered_at', column.time, (time) => time.notNull())
    .addPrimaryKeyConstraint('answers_once_per_revision', ['participant_id', 'wording_id', 'revision'])
    .addForeignKeyConstraint(
      'answers_to_what_was_asked',
      ['participant_id', 'wording_id'],
      'askings',
      ['participant_id', 'wording_id'],
      (key) => key.onDelete('cascade'),
    )
    .addCheckConstraint('answers_option_when_chosen', sql`(kind = 'option') = (option_id is not null)`)
    .addCheckConstraint('answers_no_stance_when_declined', sql`(kind = 'declined') = (stance is null)`)
  await strictByKey(db, table).execute()
}
