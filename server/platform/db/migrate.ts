import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { type Migration, type MigrationProvider, Migrator } from 'kysely/migration'
import { StartProblem } from '../start-problem.ts'
import type { Db } from './connection.ts'

const folder = join(import.meta.dirname, '../../../migrations')
const migrationName = /^(\d{14}_\w+)\.ts$/

/** Brings the database to the newest form. Each step stands or falls as a whole.
 *  @throws {StartProblem} if the database was made by a newer version of the program */
export async function migrate(db: Db): Promise<void> {
  const provider = { getMigrations: readMigrations } satisfies MigrationProvider
  const migrator = new Migrator({ db, provider })
  const known = new Set(Object.keys(await readMigrations()))
  const unknown = (await executed(db)).filter((name) => !known.has(name))
  if (unknown.length > 0)
    throw new StartProblem(
      `The database was made by a newer version of Stanceline (it holds ${unknown[0]}). Nothing was changed; ` +
        'start the newer version, or name another database by DATABASE_URL.',
    )
  const { error } = await migrator.migrateToLatest()
  if (error) throw error
}

/** How many steps the database lacks of this version of the program. */
export async function countPendingMigrations(db: Db): Promise<number> {
  const done = new Set(await executed(db))
  return (await migrationFiles()).filter(({ name }) => !done.has(name)).length
}

async function executed(db: Db): Promise<string[]> {
  const tables = await db.introspection.getTables({ withInternalKyselyTables: true })
  if (!tables.some(({ name }) => name === 'kysely_migration')) return []
  const rows = await db
    .withTables<{ kyselyMigration: { name: string } }>()
    .selectFrom('kyselyMigration')
    .select('name')
    .execute()
  return rows.map(({ name }) => name)
}

/** The steps there are, in their order. */
async function migrationFiles(): Promise<{ file: string; name: string }[]> {
  const files = (await readdir(folder)).sort()
  return files.flatMap((file) => {
    const [, name] = migrationName.exec(file) ?? []
    return name ? { file, name } : []
  })
}

/** A file in the folder that lost its `up` stops the start instead of being passed over. */
async function readMigrations(): Promise<Record<string, Migration>> {
  const migrations: Record<string, Migration> = {}
  for (const { file, name } of await migrationFiles()) {
    const migration: Migration = await import(pathToFileURL(join(folder, file)).href)
    if (typeof migration.up !== 'function') throw new Error(`migrations/${file} has no up`)
    migrations[name] = migration
  }
  return migrations
}
