import { existsSync } from 'node:fs'
import { CamelCasePlugin, Kysely, SqliteAdapter, type Transaction } from 'kysely'
import { assertCommitsAreDurable, postgresDialect } from './postgres.ts'
import { sqliteDialect } from './sqlite.ts'
import type { Database } from './tables/index.ts'

export type Db = Kysely<Database>
/** A database handle inside a transaction: asked for by whatever must not run alone. */
export type Trx = Transaction<Database>

/** Opens the database that a URL names: `sqlite:PATH` or `postgres://…`.
 *  @throws {StartProblem} if it cannot be opened, or would confirm answers before they are on disk */
export async function openDatabase(url: string): Promise<Db> {
  const path = sqlitePath(url)
  if (path !== undefined) return new Kysely({ dialect: sqliteDialect(path), plugins: [new CamelCasePlugin()] })
  const db: Db = new Kysely({ dialect: postgresDialect(url), plugins: [new CamelCasePlugin()] })
  try {
    await assertCommitsAreDurable(db)
    return db
  } catch (error) {
    await db.destroy()
    throw error
  }
}

/** Whether there is anything to open: a file that is not there yet would be made. */
export function isDatabaseThere(url: string): boolean {
  const path = sqlitePath(url)
  return path === undefined || existsSync(path)
}

/** The file that a `sqlite:` URL names, or undefined for another engine. */
export function sqlitePath(url: string): string | undefined {
  return url.startsWith('sqlite:') ? url.slice('sqlite:'.length) : undefined
}

/** Whether the engine holds single rows for a transaction that asks for it. SQLite holds the whole file instead, from
 *  the beginning of each transaction, and has no words for less. */
export function locksRows(db: Db): boolean {
  return !(db.getExecutor().adapter instanceof SqliteAdapter)
}
