import type { Kysely } from 'kysely'
import { PostgresDialect, sql } from 'kysely'
import pg from 'pg'
import { StartProblem } from '../start-problem.ts'

const asNumber = [20, 1700] // int8, numeric
const asTime = [1114, 1184] // timestamp, timestamptz

/** Whole numbers come as numbers and times as the same ISO text that SQLite keeps. */
const types: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') => {
    if (asNumber.includes(oid)) return Number
    if (asTime.includes(oid)) return (text: string) => new Date(text).toISOString()
    return pg.types.getTypeParser(oid, format as 'text')
  }) as typeof pg.types.getTypeParser,
}

/** A database shared by several machines. */
export function postgresDialect(url: string): PostgresDialect {
  const options = '-c datestyle=ISO' // times are read as ISO text, whatever the server's habit
  const pool = new pg.Pool({ connectionString: url, max: 10, types, connectionTimeoutMillis: 5000, options })
  // A connection that breaks fails the query that is using it, and the pool replaces it at its next use; it must
  // not end the process as well.
  pool.on('error', () => {})
  pool.on('connect', (client) => client.on('error', () => {}))
  return new PostgresDialect({ pool })
}

/** PostgreSQL may be set up to confirm a commit before it is on disk; then answers could be lost. */
export async function assertCommitsAreDurable<Tables>(db: Kysely<Tables>): Promise<void> {
  const asked = sql<{ setting: string }>`select current_setting('synchronous_commit') as setting`.execute(db)
  const { rows } = await asked.catch((error) => {
    throw new StartProblem(`The PostgreSQL database that DATABASE_URL names cannot be reached (${error}).`)
  })
  if (rows[0]?.setting === 'off')
    throw new StartProblem('The PostgreSQL server has synchronous_commit = off; answers could be lost. Set it to on.')
}
