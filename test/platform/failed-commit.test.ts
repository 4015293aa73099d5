import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { sql } from 'kysely'
import { type Db, openDatabase, type Trx } from '../../server/platform/db/connection.ts'
import { freshDatabase } from '../support/database.ts'

async function given(t: TestContext): Promise<Db> {
  const { url, remove } = await freshDatabase('sqlite')
  const db = await openDatabase(url)
  t.after(async () => {
    await db.destroy()
    await remove()
  })
  return db
}

function insert(db: Trx, n: number): Promise<unknown> {
  const link = { id: `l${n}`, tokenHash: `h${n}`, createdAt: 'now', expiresAt: 'then', usedAt: null }
  return db.insertInto('signInLinks').values(link).execute()
}

function deed(db: Db, n: number): Promise<void> {
  return db.transaction().execute(async (trx) => {
    await insert(trx, 2 * n)
    await insert(trx, 2 * n + 1)
  })
}

/** The commit that this deed shares fails, as on a full disk: what it leaves behind is found wrong only then. */
function spoiler(db: Db): Promise<void> {
  return db.transaction().execute(async (trx) => {
    await sql`pragma defer_foreign_keys = on`.execute(trx)
    await trx.insertInto('studyLanguages').values({ studyId: 'none', language: 'en', position: 0 }).execute()
  })
}

async function stored(db: Db): Promise<number[]> {
  const rows = await db.selectFrom('signInLinks').select('id').execute()
  return rows.map(({ id }) => Number(id.slice(1))).sort((one, other) => one - other)
}

test('transaction() tells every deed of a shared commit that failed, and keeps none of them', async (t) => {
  const db = await given(t)
  const settled = await Promise.allSettled([deed(db, 1), spoiler(db), deed(db, 2)])

  assert.deepEqual(
    settled.map(({ status }) => status),
    ['rejected', 'rejected', 'rejected'],
  )
  assert.deepEqual(await stored(db), [])
  await deed(db, 3)
  assert.deepEqual(await stored(db), [6, 7])
})

test('transaction() stores each deed whole or not at all while shared commits fail', async (t) => {
  const db = await given(t)
  const numbers = Array.from({ length: 300 }, (_, n) => n)
  const deeds = numbers.map((n) => (n === 20 ? spoiler(db) : deed(db, n)))
  const settled = await Promise.allSettled(deeds)
  const kept = numbers.filter((n) => settled[n]?.status === 'fulfilled')

  assert.deepEqual(
    await stored(db),
    kept.flatMap((n) => [2 * n, 2 * n + 1]),
  )
  const refused = settled.flatMap((one) => (one.status === 'rejected' ? [String(one.reason)] : []))
  assert.deepEqual(
    refused.filter((reason) => !reason.includes('FOREIGN KEY')),
    [],
  )
  assert.ok(kept.length >= 200, `only ${kept.length} deeds were stored`)
})
