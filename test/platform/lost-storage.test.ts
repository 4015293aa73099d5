import assert from 'node:assert/strict'
import { test } from 'node:test'
import SqliteDatabase from 'better-sqlite3'
import { CamelCasePlugin, Kysely } from 'kysely'
import { GroupCommitDriver } from '../../server/platform/db/driver.ts'
import { openFile, sqliteDialect } from '../../server/platform/db/sqlite.ts'
import type { Database } from '../../server/platform/db/tables/index.ts'
import { freshDatabase } from '../support/database.ts'

/** A handle on a disk that fails to sync the commit of this number. */
function failingAt(number: number, handle: SqliteDatabase.Database): SqliteDatabase.Database {
  let commits = 0
  const commit = handle.prepare('commit')
  const failing = {
    run: () => {
      commits += 1
      if (commits === number) throw new SqliteDatabase.SqliteError('disk I/O error', 'SQLITE_IOERR_FSYNC')
      return commit.run()
    },
  }
  return new Proxy(handle, {
    get(target, name) {
      if (name === 'prepare') return (text: string) => (text === 'commit' ? failing : target.prepare(text))
      const value = Reflect.get(target, name, target)
      return typeof value === 'function' ? value.bind(target) : value
    },
  })
}

test('a disk that failed to sync a commit is trusted no more: every later write fails, and is told so', async (t) => {
  const { url, remove } = await freshDatabase('sqlite')
  const path = url.slice('sqlite:'.length)
  const handle = failingAt(2, openFile(path))
  const dialect = { ...sqliteDialect(path), createDriver: () => new GroupCommitDriver(handle) }
  const db = new Kysely<Database>({ dialect, plugins: [new CamelCasePlugin()] })
  t.after(async () => {
    await db.destroy()
    await remove()
  })
  const row = (id: number) => ({ id, checkedAt: 'now' })
  const write = (id: number) => db.insertInto('writeChecks').values(row(id)).execute()
  const deed = (id: number) =>
    db.transaction().execute((trx) => trx.insertInto('writeChecks').values(row(id)).execute())

  await deed(1)
  await assert.rejects(deed(2), { code: 'SQLITE_IOERR_FSYNC' })
  await assert.rejects(deed(3), { name: 'StorageLost' })
  await assert.rejects(write(4), { name: 'StorageLost' })
  assert.deepEqual(await db.selectFrom('writeChecks').select('id').execute(), [{ id: 1 }])
})
