import { dirname, resolve } from 'node:path'
import type { Config } from './platform/config.ts'
import { type Db, openDatabase, sqlitePath } from './platform/db/connection.ts'
import { migrate } from './platform/db/migrate.ts'
import type { Deps } from './platform/deps.ts'
import { readWords } from './platform/http/words.ts'
import { openLog } from './platform/log.ts'
import { readSecret } from './platform/secret.ts'
import { steadyClock } from './platform/steady-clock.ts'
import { keepConsentTexts } from './studies/keep-consent-texts.ts'

/** Opens the database that the configuration names, in its newest form. */
export async function openMigrated({ databaseUrl }: Config): Promise<Db> {
  const db = await openDatabase(databaseUrl)
  try {
    await migrate(db)
    await keepConsentTexts(db)
    return db
  } catch (error) {
    await db.destroy()
    throw error
  }
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
    dataFolder: path === undefined ? undefined : dirname(resolve(path)),
    isDraining: () => false,
  }
}
