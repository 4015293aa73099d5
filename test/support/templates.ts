import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { openDatabase } from '../../server/platform/db/connection.ts'
import { migrate } from '../../server/platform/db/migrate.ts'
import { keepConsentTexts } from '../../server/studies/keep-consent-texts.ts'
import { startPostgres } from './postgres.ts'

export interface Templates {
  /** What the test files read. */
  readonly env: { STANCELINE_TEST_SQLITE: string; STANCELINE_TEST_POSTGRES: string }
  remove(): Promise<void>
}

/** One migrated database per engine, from which every test takes a copy. */
export async function makeTemplates(): Promise<Templates> {
  const folder = await mkdtemp(join(tmpdir(), 'stanceline-test-'))
  const sqlite = join(folder, 'template.db')
  await migrateOnce(`sqlite:${sqlite}`)
  const postgres = await startPostgres()
  await createTemplate(postgres.url)
  return {
    env: { STANCELINE_TEST_SQLITE: sqlite, STANCELINE_TEST_POSTGRES: postgres.url },
    remove: async () => {
      await postgres.stop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

async function migrateOnce(url: string): Promise<void> {
  const db = await openDatabase(url)
  await migrate(db)
  await keepConsentTexts(db)
  await db.destroy()
}

async function createTemplate(server: string): Promise<void> {
  const admin = new pg.Client({ connectionString: `${server}postgres` })
  await admin.connect()
  await admin.query('create database template_stanceline')
  await admin.end()
  await migrateOnce(`${server}template_stanceline`)
}
