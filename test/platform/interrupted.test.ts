import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { once } from 'node:events'
import { test } from 'node:test'
import { promisify } from 'node:util'
import pg from 'pg'
import { openDatabase } from '../../server/platform/db/connection.ts'
import { listStudies } from '../../server/studies/study.ts'
import { freshDatabase } from '../support/database.ts'
import { givenFolder } from './given-folder.ts'

test('migrate(db) by several programs at once on a new file makes every table once', async (t) => {
  const env = { ...process.env, DATABASE_URL: `sqlite:${await givenFolder(t)}/new.db` }
  const list = () => promisify(execFile)(process.execPath, ['server/cli.ts', 'study', 'list'], { env })
  const ends = await Promise.all([list(), list(), list()])
  assert.deepEqual(
    ends.map(({ stdout }) => stdout),
    Array(3).fill('There is no study yet.\n'),
  )
})

test('openDatabase(url) survives that PostgreSQL ends a connection in use', async (t) => {
  const { url, remove } = await freshDatabase('postgres')
  const db = await openDatabase(url)
  const admin = new pg.Client({ connectionString: url })
  await admin.connect()
  t.after(async () => {
    await admin.end()
    await db.destroy()
    await remove()
  })
  const busy = db.transaction().execute(async (trx) => {
    await listStudies(trx)
    await admin.query(
      'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
    )
    await once(process, 'nothing', { signal: AbortSignal.timeout(200) }).catch(() => {})
    await listStudies(trx)
  })
  await assert.rejects(busy)
  assert.deepEqual(await listStudies(db), [])
})
