import { type RawBuilder, sql } from 'kysely'
import { type Db, locksRows } from '../../server/platform/db/connection.ts'

const onSqlite = [
  sql`create table places_history (n integer primary key autoincrement, unit_id text, taken integer)`,
  sql`create trigger places_kept after update on unit_places begin
      insert into places_history (unit_id, taken) values (new.unit_id, new.taken); end`,
]

const onPostgres = [
  sql`create table places_history (n bigserial primary key, unit_id text, taken integer)`,
  sql`create function places_kept() returns trigger language plpgsql as $$ begin
      insert into places_history (unit_id, taken) values (new.unit_id, new.taken); return new; end $$`,
  sql`create trigger places_kept after update on unit_places for each row execute function places_kept()`,
]

/** Lets the database itself write down each change of the places taken, so that every moment can be looked at. */
export async function keepPlacesHistory(db: Db): Promise<void> {
  const statements: readonly RawBuilder<unknown>[] = locksRows(db) ? onPostgres : onSqlite
  for (const statement of statements) await statement.execute(db)
}

/** How many people the fullest unit of a study had more than the emptiest, at the worst moment, and how many moments
 *  there were. */
export async function widestGap(db: Db, study: string): Promise<{ gap: number; moments: number }> {
  const units = await db.selectFrom('studyUnits').where('studyId', '=', study).select('id').execute()
  const taken = new Map(units.map(({ id }) => [id, 0]))
  const { rows } = await sql<{ unitId: string; taken: number }>`
    select unit_id, taken from places_history order by n`.execute(db)
  const moments = rows.filter(({ unitId }) => taken.has(unitId))
  let gap = 0
  for (const { unitId, taken: now } of moments) {
    taken.set(unitId, now)
    gap = Math.max(gap, Math.max(...taken.values()) - Math.min(...taken.values()))
  }
  return { gap, moments: moments.length }
}
