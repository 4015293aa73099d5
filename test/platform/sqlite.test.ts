import assert from 'node:assert/strict'
import { stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { sql } from 'kysely'
import { type Db, openDatabase } from '../../server/platform/db/connection.ts'
import { migrate } from '../../server/platform/db/migrate.ts'
import { freshDatabase } from '../support/database.ts'
import { givenFolder } from './given-folder.ts'

async function pragma(db: Db, name: string): Promise<unknown> {
  const { rows } = await sql<Record<string, unknown>>`pragma ${sql.raw(name)}`.execute(db)
  return Object.values(rows[0] ?? {})[0]
}

const wanted = { journal_mode: 'wal', synchronous: 2, foreign_keys: 1, secure_delete: 1, trusted_schema: 0 }

async function settings(db: Db) {
  const found: Record<string, unknown> = {}
  for (const name of Object.keys(wanted)) found[name] = await pragma(db, name)
  return found
}

async function givenDatabase(t: TestContext): Promise<string> {
  const { url, remove } = await freshDatabase('sqlite')
  t.after(remove)
  return url
}

const link = { id: 'l1', tokenHash: 'h1', createdAt: 'now', expiresAt: 'then', usedAt: null }

test('openDatabase(sqlite) syncs every commit, after writes and after opening again too', async (t) => {
  const url = await givenDatabase(t)
  const db = await openDatabase(url)
  assert.deepEqual(await settings(db), wanted)
  await db.insertInto('signInLinks').values(link).execute()
  assert.deepEqual(await settings(db), wanted)
  await db.destroy()

  const again = await openDatabase(url)
  t.after(() => again.destroy())
  assert.deepEqual(await settings(again), wanted)
  await again.deleteFrom('signInLinks').execute()
  assert.deepEqual(await settings(again), wanted)
})

test('openDatabase(sqlite) makes a file and a folder that only their owner can read', async (t) => {
  const folder = join(await givenFolder(t), 'new', 'data')
  const db = await openDatabase(`sqlite:${join(folder, 'stanceline.db')}`)
  t.after(() => db.destroy())

  assert.equal((await stat(folder)).mode & 0o777, 0o700)
  assert.equal((await stat(join(folder, 'stanceline.db'))).mode & 0o777, 0o600)
})

test('openDatabase(sqlite) refuses a file that cannot be there, in one line that says what to do', async (t) => {
  const folder = await givenFolder(t)
  await writeFile(join(folder, 'file'), '')
  const path = join(folder, 'file', 'stanceline.db')

  await assert.rejects(openDatabase(`sqlite:${path}`), (error: Error) => {
    assert.equal(error.name, 'StartProblem')
    assert.ok(error.message.startsWith(`The database file ${path} cannot be opened for writing (`))
    assert.match(error.message, /DATABASE_URL=sqlite:/)
    assert.doesNotMatch(error.message, /\n/)
    return true
  })
})

test('openDatabase(sqlite) refuses a file that is no database, and leaves it as it is', async (t) => {
  const path = join(await givenFolder(t), 'notes.txt')
  await writeFile(path, 'Not a database, but something dear to somebody.\n'.repeat(100))
  const before = await stat(path)

  await assert.rejects(openDatabase(`sqlite:${path}`), { name: 'StartProblem', message: /notes\.txt/ })
  assert.equal((await stat(path)).size, before.size)
})

test('the tables of SQLite refuse a value of a wrong type', async (t) => {
  const db = await openDatabase(await givenDatabase(t))
  t.after(() => db.destroy())
  await sql`insert into study_languages (study_id, language, position) values ('none', 'en', 'first')`
    .execute(db)
    .then(() => assert.fail('it was taken'))
    .catch((error: Error) => assert.match(error.message, /cannot store TEXT value in INTEGER column/))

  const { rows } = await sql<{ name: string; strict: number }>`pragma table_list`.execute(db)
  const loose = rows.filter(({ name, strict }) => !strict && !/^(sqlite|kysely)_/.test(name))
  assert.deepEqual(loose, [])
  assert.ok(rows.length > 15)
})

test('migrate(db) makes the whole database out of an empty file', async (t) => {
  const db = await openDatabase(`sqlite:${join(await givenFolder(t), 'empty.db')}`)
  t.after(() => db.destroy())
  await migrate(db)
  assert.deepEqual(await db.selectFrom('answers').selectAll().execute(), [])
})
