import { closeSync, mkdirSync, openSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import SqliteDatabase from 'better-sqlite3'
import { type Dialect, type Kysely, SqliteAdapter, SqliteIntrospector, SqliteQueryCompiler } from 'kysely'
import { StartProblem } from '../start-problem.ts'
import { GroupCommitDriver } from './driver.ts'

/** Several deeds may be under way at once; the driver orders them, so Kysely must not. Tables are made within a
 *  transaction like everything else, so that a migration stands or falls as a whole. */
class SharedHandleAdapter extends SqliteAdapter {
  override get supportsMultipleConnections(): boolean {
    return true
  }

  override get supportsTransactionalDdl(): boolean {
    return true
  }
}

/** The embedded database: one file, created when absent, in write-ahead mode with every commit synced to disk. */
export function sqliteDialect(path: string): Dialect {
  const handle = openFile(path)
  return {
    createAdapter: () => new SharedHandleAdapter(),
    createDriver: () => new GroupCommitDriver(handle),
    createIntrospector: (db: Kysely<unknown>) => new SqliteIntrospector(db),
    createQueryCompiler: () => new SqliteQueryCompiler(),
  }
}

/** The library falls back to a weaker mode on each connection once the file is in write-ahead mode, and then a
 *  power cut loses answers that were confirmed; so the strong mode is set after it, and checked. */
export function openFile(name: string): SqliteDatabase.Database {
  const path = resolve(name) // a bare name such as ":memory:" would be no file to the library
  const handle = created(path)
  try {
    for (const setting of settings) handle.pragma(setting)
  } catch (error) {
    throw new StartProblem(`The file ${path} is no database that can be used (${messageOf(error)}).`)
  }
  if (handle.pragma('synchronous', { simple: true }) !== 2)
    throw new StartProblem(`The database ${path} does not sync every commit; answers could be lost.`)
  return handle
}

const settings = [
  'journal_mode = wal',
  'synchronous = full',
  'foreign_keys = on',
  'secure_delete = on',
  'trusted_schema = off',
  'busy_timeout = 2000',
  'cache_size = -65536',
  'wal_autocheckpoint = 4000',
]

function created(path: string): SqliteDatabase.Database {
  try {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
    closeSync(openSync(path, 'a', 0o600))
    return new SqliteDatabase(path)
  } catch (error) {
    throw new StartProblem(
      `The database file ${path} cannot be opened for writing (${messageOf(error)}). ` +
        'Make the folder writable, or name another file: DATABASE_URL=sqlite:/path/to/stanceline.db',
    )
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
