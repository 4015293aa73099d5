import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { type Db, openDatabase, type Trx } from '../../server/platform/db/connection.ts'
import { onBothEngines } from '../support/database.ts'
import { noon } from '../support/given.ts'

const uuid = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`

function insert(db: Db | Trx, n: number): Promise<unknown> {
  const time = noon.toISOString()
  const link = { id: uuid(n), tokenHash: `hash ${n}`, createdAt: time, expiresAt: time, usedAt: null }
  return db.insertInto('signInLinks').values(link).execute()
}

/** Two links in one deed; the second is the first again if the deed is to fail. */
function deed(db: Db, n: number, isGood = true): Promise<void> {
  return db.transaction().execute(async (trx) => {
    await insert(trx, 2 * n)
    await insert(trx, isGood ? 2 * n + 1 : 2 * n)
  })
}

async function stored(db: Db): Promise<number[]> {
  const rows = await db.selectFrom('signInLinks').select('id').orderBy('id').execute()
  return rows.map(({ id }) => Number(id.slice(-12)))
}

onBothEngines('transaction() takes back a refused deed and keeps the good ones beside it', async (_, db) => {
  const [first, second, third] = await Promise.allSettled([deed(db, 1), deed(db, 2, false), deed(db, 3)])

  assert.deepEqual([first?.status, second?.status, third?.status], ['fulfilled', 'rejected', 'fulfilled'])
  assert.deepEqual(await stored(db), [2, 3, 6, 7])
})

onBothEngines('transaction() takes back a deed that throws after it wrote', async (_, db) => {
  const refused = db.transaction().execute(async (trx) => {
    await insert(trx, 1)
    throw new Error('a rule says no')
  })

  await assert.rejects(refused, /^Error: a rule says no$/)
  assert.deepEqual(await stored(db), [])
})

onBothEngines('transaction() stores all of 200 writers at once, and each failure is its own', async (_, db) => {
  const numbers = Array.from({ length: 200 }, (_, n) => n)
  const isGood = (n: number) => n % 5 !== 3
  const settled = await Promise.allSettled(numbers.map((n) => deed(db, n, isGood(n))))

  assert.deepEqual(
    settled.map(({ status }) => status === 'fulfilled'),
    numbers.map(isGood),
  )
  assert.deepEqual(
    await stored(db),
    numbers.filter(isGood).flatMap((n) => [2 * n, 2 * n + 1]),
  )
})

onBothEngines(
  'transaction() mixes with single statements and readers, and no reader sees half a deed',
  async (_, db) => {
    const seen: number[] = []
    const reader = async () => {
      for (let n = 0; n < 20; n += 1) seen.push((await stored(db)).filter((id) => id < 1000).length)
    }
    const writers = Array.from({ length: 40 }, (_, n) => (n % 2 === 0 ? deed(db, n) : insert(db, 1000 + n)))
    await Promise.all([reader(), ...writers, reader()])

    assert.deepEqual(
      seen.filter((count) => count % 2 !== 0),
      [],
    )
    assert.equal((await stored(db)).length, 60)
  },
)

onBothEngines('transaction() lets a deed read what it wrote, several reads at once', async (_, db) => {
  const counts = await db.transaction().execute(async (trx) => {
    await insert(trx, 1)
    return Promise.all([stored(trx), stored(trx), stored(trx)])
  })
  assert.deepEqual(counts, [[1], [1], [1]])
})

onBothEngines('a write is there for whoever opens the database afterwards', async (_, db, url) => {
  await Promise.all([deed(db, 1), insert(db, 9)])
  const other = await openDatabase(url)
  const seen = await stored(other)
  await other.destroy()
  assert.deepEqual(seen, [2, 3, 9])
})

onBothEngines('destroy() waits for deeds that were begun', async (_, __, url) => {
  const db = await openDatabase(url)
  const begun = Promise.all([deed(db, 1), deed(db, 2)])
  await begun
  await db.destroy()
  const other = await openDatabase(url)
  const seen = await stored(other)
  await other.destroy()
  assert.deepEqual(seen, [2, 3, 4, 5])
})

onBothEngines('transaction() takes turns with another process that writes', async (_, db, url) => {
  const numbers = Array.from({ length: 60 }, (_, n) => n)
  const theirs = promisify(execFile)(process.execPath, ['--input-type=module', '-e', otherProcess, url])
  for (const n of numbers) await deed(db, n)
  await theirs

  assert.equal((await stored(db)).length, 120 + 60)
})

const otherProcess = `
  import { openDatabase } from '${new URL('../../server/platform/db/connection.ts', import.meta.url)}'
  const db = await openDatabase(process.argv[1])
  for (let n = 0; n < 60; n += 1)
    await db.transaction().execute(async (trx) => {
      await trx.selectFrom('signInLinks').selectAll().execute()
      const id = '00000000-0000-4000-9000-' + String(n).padStart(12, '0')
      const time = new Date(0).toISOString()
      await trx.insertInto('signInLinks').values({ id, tokenHash: id, createdAt: time, expiresAt: time }).execute()
    })
  await db.destroy()
`
