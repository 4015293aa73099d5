import { statfs } from 'node:fs/promises'
import { sql } from 'kysely'
import { type Db, locksRows } from './db/connection.ts'
import { countPendingMigrations } from './db/migrate.ts'

/** Why a server should be sent nobody. */
export type Unready =
  | 'draining'
  | 'database-not-writable'
  | 'disk-nearly-full'
  | 'migration-pending'
  | 'commits-not-synced'

export interface Checked {
  readonly db: Db
  /** Where an embedded database keeps its files. */
  readonly dataFolder: string | undefined
  readonly isDraining: () => boolean
  /** Free space below which the disk is nearly full. */
  readonly leastBytes?: number
}

const usualLeastBytes = 200 * 1024 * 1024
const longestWait = 900
const keptFor = 500

/** Looks for reasons not to send anybody here. What was found is kept for half a second, so that asking often costs
 *  nothing; whether the server is stopping is always told at once. */
export function readiness({ isDraining, ...looked }: Checked): () => Promise<readonly Unready[]> {
  let kept: { readonly at: number; readonly found: Promise<readonly Unready[]> } | undefined
  return async () => {
    if (isDraining()) return ['draining']
    if (!kept || performance.now() - kept.at > keptFor) kept = { at: performance.now(), found: look(looked) }
    return kept.found
  }
}

async function look({
  db,
  dataFolder,
  leastBytes = usualLeastBytes,
}: Omit<Checked, 'isDraining'>): Promise<readonly Unready[]> {
  const checks: readonly (readonly [Unready, Promise<boolean>])[] = [
    ['database-not-writable', inTime(write(db))],
    ['disk-nearly-full', inTime(hasRoom(dataFolder, leastBytes))],
    ['migration-pending', inTime(hasAllMigrations(db))],
    ['commits-not-synced', inTime(syncsCommits(db))],
  ]
  const found = await Promise.all(checks.map(async ([reason, passes]) => ((await passes) ? [] : [reason])))
  return found.flat()
}

/** False where it fails, or takes longer than anybody should wait. */
async function inTime(check: Promise<boolean>): Promise<boolean> {
  const { promise: late, resolve } = Promise.withResolvers<boolean>()
  const timer = setTimeout(resolve, longestWait, false)
  return Promise.race([check.catch(() => false), late]).finally(() => clearTimeout(timer))
}

async function write(db: Db): Promise<boolean> {
  const checkedAt = new Date().toISOString()
  await db
    .insertInto('writeChecks')
    .values({ id: 1, checkedAt })
    .onConflict((conflict) => conflict.column('id').doUpdateSet({ checkedAt }))
    .execute()
  return true
}

async function hasRoom(folder: string | undefined, leastBytes: number): Promise<boolean> {
  if (folder === undefined) return true
  const { bavail, bsize } = await statfs(folder)
  return bavail * bsize >= leastBytes
}

async function hasAllMigrations(db: Db): Promise<boolean> {
  return (await countPendingMigrations(db)) === 0
}

async function syncsCommits(db: Db): Promise<boolean> {
  if (!locksRows(db)) {
    const { rows } = await sql<{ synchronous: number }>`pragma synchronous`.execute(db)
    return rows[0]?.synchronous === 2
  }
  const { rows } = await sql<{ setting: string }>`select current_setting('synchronous_commit') as setting`.execute(db)
  return rows[0]?.setting !== 'off'
}
