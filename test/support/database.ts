import { randomBytes } from 'node:crypto'
import { copyFile, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, type TestContext, test } from 'node:test'
import pg from 'pg'
import { type Db, openDatabase } from '../../server/platform/db/connection.ts'
import { type Engine, engines } from './engines.ts'

/** A fresh, migrated database. */
export interface TestDatabase {
  readonly url: string
  remove(): Promise<void>
}

let admin: pg.Client | undefined
after(() => admin?.end())

/** The same test once on each engine, with a migrated database of its own. The engine ends the title: it is counted. */
export function onBothEngines(title: string, run: (t: TestContext, db: Db, url: string) => Promise<void>): void {
  for (const engine of engines)
    test(`${title} [${engine}]`, async (t) => {
      const { url, remove } = await freshDatabase(engine)
      const db = await openDatabase(url)
      t.after(async () => {
        await db.destroy()
        await remove()
      })
      await run(t, db, url)
    })
}

export function freshDatabase(engine: Engine): Promise<TestDatabase> {
  return engine === 'sqlite' ? freshFile() : freshPostgres()
}

async function freshFile(): Promise<TestDatabase> {
  const folder = await mkdtemp(join(tmpdir(), 'stanceline-test-'))
  const path = join(folder, 'stanceline.db')
  await copyFile(given('STANCELINE_TEST_SQLITE'), path)
  return { url: `sqlite:${path}`, remove: () => rm(folder, { recursive: true, force: true }) }
}

async function freshPostgres(): Promise<TestDatabase> {
  const server = given('STANCELINE_TEST_POSTGRES')
  if (!admin) {
    admin = new pg.Client({ connectionString: `${server}postgres` })
    await admin.connect()
  }
  const name = `test_${randomBytes(6).toString('hex')}`
  await admin.query(`create database ${name} template template_stanceline strategy file_copy`)
  const client = admin
  return {
    url: `${server}${name}`,
    remove: async () => {
      await client.query(`drop database ${name} with (force)`)
    },
  }
}

function given(name: string): string {
  const value = process.env[name]
  if (!value)
    throw new Error(`${name} is not set: start the tests by "npm test" (or "npm test -- path/to/file.test.ts")`)
  return value
}
