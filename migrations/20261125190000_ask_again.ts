import { type Kysely, SqliteAdapter, sql } from 'kysely'
import { columnTypes, strictByKey } from './columns.ts'

/** A person may be asked the same wording again: what is answered is a place in what one person is asked, no longer a
 *  wording. Studies say how many questions are put again. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const table of ['askings', 'answers'])
    await sql.raw(`create table former_${table} as select * from ${table}`).execute(db)
  for (const table of ['answers', 'askings']) await db.schema.dropTable(table).execute()
  await createAskings(db)
  await createAnswers(db)
  for (const statement of copies) await sql.raw(statement).execute(db)
  for (const table of ['answers', 'askings']) await db.schema.dropTable(`former_${table}`).execute()
  await sql.raw(isSqlite(db) ? sqliteGuard : postgresGuard).execute(db)
  await db.schema
    .alterTable('studies')
    .addColumn('retests', 'integer', (retests) => retests.notNull().defaultTo(0))
    .execute()
}

const answered = 'revision, kind, option_id, stance, position_chosen, text_hash, answered_at'

/** The guard of consent is made after it: whoever agreed to an older text keeps their answers. */
const copies = [
  `insert into askings (participant_id, position, wording_id, repetition, option_order)
   select participant_id, position, wording_id, 0, option_order from former_askings`,
  `insert into answers (participant_id, position, ${answered})
   select participant_id, position, ${answered}
   from former_answers join former_askings using (participant_id, wording_id)`,
]

function isSqlite(db: Kysely<unknown>): boolean {
  return db.getExecutor().adapter instanceof SqliteAdapter
}

async function createAskings(db: Kysely<unknown>): Promise<void> {
  const column = columnTypes(db)
  const table = db.schema
    .createTable('askings')
    .addColumn('participant_id', column.id, (id) =>
      id.notNull().references('consents.participant_id').onDelete('cascade'),
    )
    .addColumn('position', column.integer, (position) => position.notNull())
    .addColumn('wording_id', column.id, (id) => id.notNull().references('wordings.id'))
    .addColumn('repetition', column.integer, (repetition) => repetition.notNull().check(sql`repetition >= 0`))
    .addColumn('option_order', column.json, (order) => order.notNull())
    .addPrimaryKeyConstraint('askings_key', ['participant_id', 'position'])
    .addUniqueConstraint('askings_once_per_repetition', ['participant_id', 'wording_id', 'repetition'])
  await strictByKey(db, table).execute()
}

async function createAnswers(db: Kysely<unknown>): Promise<void> {
  const column = columnTypes(db)
  const table = db.schema
    .createTable('answers')
    .addColumn('participant_id', column.id, (id) => id.notNull())
    .addColumn('position', column.integer, (position) => position.notNull())
    .addColumn('revision', column.integer, (revision) => revision.notNull().check(sql`revision > 0`))
    .addColumn('kind', column.text, (kind) => kind.notNull().check(sql`kind in ('option', 'abstain', 'declined')`))
    .addColumn('option_id', column.id, (id) => id.references('options.id'))
    .addColumn('stance', column.text, (stance) => stance.check(sql`stance in ('supports', 'opposes', 'neutral')`))
    .addColumn('position_chosen', column.integer, (position) => position.notNull())
    .addColumn('text_hash', column.text, (hash) => hash.notNull())
    .addColumn('answered_at', column.time, (time) => time.notNull())
    .addPrimaryKeyConstraint('answers_once_per_revision', ['participant_id', 'position', 'revision'])
    .addForeignKeyConstraint(
      'answers_to_what_was_asked',
      ['participant_id', 'position'],
      'askings',
      ['participant_id', 'position'],
      (key) => key.onDelete('cascade'),
    )
    .addCheckConstraint('answers_option_when_chosen', sql`(kind = 'option') = (option_id is not null)`)
    .addCheckConstraint('answers_no_stance_when_declined', sql`(kind = 'declined') = (stance is null)`)
  await strictByKey(db, table).execute()
}

/** As the earlier migration made it; it went with the table. */
const sqliteGuard = `create trigger answers_need_consent before insert on answers when not exists (
  select 1 from consents
  join consent_texts on consent_texts.language = consents.language
    and consent_texts.version = consents.version and consent_texts.text_hash = consents.text_hash
  join participants on participants.id = consents.participant_id
  where consents.participant_id = new.participant_id
    and is_current = 1 and participants.withdrawn_at is null)
  begin select raise(abort, 'an answer needs consent to the current text'); end`

const postgresGuard =
  'create trigger answers_need_consent before insert on answers for each row execute function answers_need_consent()'
