import { type Kysely, sql } from 'kysely'
import { columnTypes, strict } from './columns.ts'

/** Who sends people to a study, and the names by which they know them: encrypted, apart from everything else, and for a
 *  while only. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const column = columnTypes(db)
  const studies = db.schema.alterTable('studies')
  await studies.addColumn('recruiting', column.json, (one) => one.notNull().defaultTo(open)).execute()
  await studies.addColumn('name_days', 'integer', (days) => days.notNull().defaultTo(30)).execute()
  const table = db.schema
    .createTable('recruiter_names')
    .addColumn('participant_id', column.id, (id) => id.primaryKey().references('participants.id').onDelete('cascade'))
    .addColumn('sealed', column.text, (sealed) => sealed.notNull())
    .addColumn('delete_after', column.time, (time) => time.notNull())
  await strict(db, table).execute()
  await db.schema.createIndex('recruiter_names_by_end').on('recruiter_names').column('delete_after').execute()
}

const open = sql.lit('{"recruiter":"open","parameter":"person","complete":null,"declined":null}')
