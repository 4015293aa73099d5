import { closeSync, mkdirSync, openSync } from 'node:fs'
import { dirname } from 'node:path'
import SqliteDatabase from 'better-sqlite3'
import { StartProblem } from '../start-problem.ts'

/**
 * Makes sure that no other server uses a database file: two of them would gain nothing, and each would count people's
 * starts for itself. The operating system gives the file free as soon as the process ends, however it ends.
 * Commands may use the database meanwhile.
 * @returns what gives it free
 * @throws {StartProblem} if another server uses it
 */
export function becomeSoleServer(path: string): () => void {
  const handle = opened(`${path}-server`)
  try {
    handle?.exec('begin exclusive')
  } catch {
    handle?.close()
    throw new StartProblem(
      `Another Stanceline server is using ${path}. Stop it first, or name another database: ` +
        'DATABASE_URL=sqlite:/path/to/other.db. Several servers can share a PostgreSQL database.',
    )
  }
  return () => handle?.close()
}

/** Nothing where no file can be made: then the database cannot be opened either, which says why. */
function opened(file: string): SqliteDatabase.Database | undefined {
  try {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
    closeSync(openSync(file, 'a', 0o600))
    return new SqliteDatabase(file, { timeout: 0 })
  } catch {
    return undefined
  }
}
