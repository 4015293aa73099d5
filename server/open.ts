import { dirname, resolve } from 'node:path'
import { holdToLeftList } from './participation/left-list.ts'
import type { Config } from './platform/config.ts'
import { type Db, openDatabase, sqlitePath } from './platform/db/connection.ts'
import { eraseTraces } from './platform/db/erase-traces.ts'
import { migrate } from './platform/db/migrate.ts'
import type { Deps } from './platform/deps.ts'
import { readWords } from './platform/http/words.ts'
import { openLog } from './platform/log.ts'
import { readSecret } from './platform/secret.ts'
import { steadyClock } from './platform/steady-clock.ts'
import { keepConsentTexts } from './studies/keep-consent-texts.ts'

/** Opens the database that the configuration names, in its newest form; nobody who has left is in it. */
export async function openMigrated({ databaseUrl }: Config): Promise<Db> {
  const db = await openDatabase(databaseUrl)
  const leftFile = leftFileOf(databaseUrl)
  try {
    await migrate(db)
    await keepConsentTexts(db)
    if (leftFile !== undefined && (await holdToLeftList(db, leftFile)) > 0) void eraseTraces(db)
    return db
  } catch (error) {
    await db.destroy()
    throw error
  }
}

function leftFileOf(databaseUrl: string): string | undefined {
  const path = sqlitePath(databaseUrl)
  return path === undefined ? undefined : `${resolve(path)}-left`
}

/** Everything the app gets from outside, but for the address that links begin with. */
export async function gatherDeps(config: Config, db: Db): Promise<Omit<Deps, 'baseUrl'>> {
  const path = sqlitePath(config.databaseUrl)
  return {
    db,
    words: await readWords(),
    log: openLog(),
    secret: readSecret(config),
    isPublic: config.isPublic,
    now: steadyClock(),
    leftFile: leftFileOf(config.databaseUrl),
    dataFolder: path === undefined ? undefined : dirname(resolve(path)),
    isDraining: () => false,
  }
}
