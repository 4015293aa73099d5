import { type Kysely, SqliteAdapter, sql } from 'kysely'
import { columnTypes, strict } from './columns.ts'

/** What servers tell each other: starts counted together, and a row each probe writes to see that writing works. And
 *  an index that finds whoever's time is over, instead of everybody who holds a place. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.dropIndex('participants_under_way').execute()
  await indexUnderWay(db, ['study_id', 'seen_at'])
  const column = columnTypes(db)
  const checks = db.schema
    .createTable('write_checks')
    .addColumn('id', column.integer, (id) => id.primaryKey())
    .addColumn('checked_at', column.time, (time) => time.notNull())
  await strict(db, checks).execute()
  if (db.getExecutor().adapter instanceof SqliteAdapter) return // one server alone counts in memory
  await db.schema
    .createTable('start_limits')
    .addColumn('key', 'varchar(255)', (key) => key.primaryKey())
    .addColumn('points', 'integer', (points) => points.notNull().defaultTo(0))
    .addColumn('expire', 'bigint')
    .execute()
}

function indexUnderWay(db: Kysely<unknown>, columns: string[]): Promise<void> {
  return db.schema
    .createIndex('participants_under_way')
    .on('participants')
    .columns(columns)
    .where(sql.ref('finished_at'), 'is', null)
    .where(sql.ref('place_state'), '=', sql.lit('held'))
    .execute()
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await db.schema.dropIndex('participants_under_way').execute()
  await indexUnderWay(db, ['study_id'])
  await db.schema.dropTable('start_limits').ifExists().execute()
  await db.schema.dropTable('write_checks').execute()
}
