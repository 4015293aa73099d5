import { type Kysely, SqliteAdapter, sql } from 'kysely'
import { columnTypes, strict } from './columns.ts'

/** Consent as a record, a draw that can be replayed, and leaving. The database itself refuses an answer of somebody
 *  who has not agreed to the current text, or who has withdrawn. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await createConsentTexts(db)
  await createEarlierConsents(db)
  await addColumns(db)
  for (const statement of isSqlite(db) ? sqliteGuard : postgresGuard) await sql.raw(statement).execute(db)
}

export async function down(db: Kysely<unknown>): Promise<void> {
  const dropped = isSqlite(db)
    ? ['drop trigger answers_need_consent']
    : ['drop trigger answers_need_consent on answers', 'drop function answers_need_consent()']
  for (const statement of dropped) await sql.raw(statement).execute(db)
  await db.schema.alterTable('consents').dropColumn('agreements').execute()
  for (const column of ['withdrawn_at', 'drawn_among', 'draw_seed'])
    await db.schema.alterTable('participants').dropColumn(column).execute()
  for (const table of ['earlier_consents', 'consent_texts']) await db.schema.dropTable(table).execute()
}

function isSqlite(db: Kysely<unknown>): boolean {
  return db.getExecutor().adapter instanceof SqliteAdapter
}

async function createConsentTexts(db: Kysely<unknown>): Promise<void> {
  const column = columnTypes(db)
  const table = db.schema
    .createTable('consent_texts')
    .addColumn('language', column.text, (language) => language.notNull())
    .addColumn('version', column.text, (version) => version.notNull())
    .addColumn('text_hash', column.text, (hash) => hash.notNull())
    .addColumn('content', column.json, (content) => content.notNull())
    .addColumn('is_current', column.flag, (flag) => flag.notNull())
    .addColumn('kept_at', column.time, (time) => time.notNull())
    .addPrimaryKeyConstraint('consent_texts_key', ['language', 'version'])
  await strict(db, table).execute()
}

/** What somebody had agreed to before they agreed to a newer text. */
async function createEarlierConsents(db: Kysely<unknown>): Promise<void> {
  const column = columnTypes(db)
  const table = db.schema
    .createTable('earlier_consents')
    .addColumn('participant_id', column.id, (id) => id.notNull().references('participants.id').onDelete('cascade'))
    .addColumn('version', column.text, (version) => version.notNull())
    .addColumn('language', column.text, (language) => language.notNull())
    .addColumn('text_hash', column.text, (hash) => hash.notNull())
    .addColumn('agreements', column.json, (agreements) => agreements.notNull())
    .addColumn('agreed_at', column.time, (time) => time.notNull())
    .addPrimaryKeyConstraint('earlier_consents_key', ['participant_id', 'text_hash'])
  await strict(db, table).execute()
}

/** Until now there were two boxes, and both had to be ticked. */
async function addColumns(db: Kysely<unknown>): Promise<void> {
  const column = columnTypes(db)
  await db.schema
    .alterTable('consents')
    .addColumn('agreements', column.json, (agreements) => agreements.notNull().defaultTo('["adult","opinions"]'))
    .execute()
  const participants = db.schema.alterTable('participants')
  await participants.addColumn('draw_seed', column.text).execute()
  await participants.addColumn('drawn_among', column.json).execute()
  await participants.addColumn('withdrawn_at', column.time).execute()
}

const hasCurrentConsent = (isCurrent: string) => `exists (
  select 1 from consents
  join consent_texts on consent_texts.language = consents.language
    and consent_texts.version = consents.version and consent_texts.text_hash = consents.text_hash
  join participants on participants.id = consents.participant_id
  where consents.participant_id = new.participant_id
    and ${isCurrent} and participants.withdrawn_at is null)`

const sqliteGuard = [
  `create trigger answers_need_consent before insert on answers when not ${hasCurrentConsent('is_current = 1')}
   begin select raise(abort, 'an answer needs consent to the current text'); end`,
]

const postgresGuard = [
  `create function answers_need_consent() returns trigger language plpgsql as $$ begin
   if not ${hasCurrentConsent('is_current')} then raise exception 'an answer needs consent to the current text'; end if;
   return new; end $$`,
  'create trigger answers_need_consent before insert on answers for each row execute function answers_need_consent()',
]
