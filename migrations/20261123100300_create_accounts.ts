import type { Kysely } from 'kysely'
import { columnTypes, strict } from './columns.ts'

/** One-time links that open the results, and the sessions they become. Only hashes of either are kept. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const column = columnTypes(db)
  const links = db.schema
    .createTable('sign_in_links')
    .addColumn('id', column.id, (id) => id.primaryKey())
    .addColumn('token_hash', column.text, (hash) => hash.notNull().unique())
    .addColumn('created_at', column.time, (time) => time.notNull())
    .addColumn('expires_at', column.time, (time) => time.notNull())
    .addColumn('used_at', column.time)
  await strict(db, links).execute()

  const sessions = db.schema
    .createTable('sessions')
    .addColumn('id', column.id, (id) => id.primaryKey())
    .addColumn('token_hash', column.text, (hash) => hash.notNull().unique())
    .addColumn('created_at', column.time, (time) => time.notNull())
    .addColumn('expires_at', column.time, (time) => time.notNull())
  await strict(db, sessions).execute()
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await db.schema.dropTable('sessions').execute()
  await db.schema.dropTable('sign_in_links').execute()
}
