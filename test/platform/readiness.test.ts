import assert from 'node:assert/strict'
import { EventEmitter } from 'node:events'
import { statfs } from 'node:fs/promises'
import { test } from 'node:test'
import type { Request, Response } from 'express'
import { sql } from 'kysely'
import { openDatabase } from '../../server/platform/db/connection.ts'
import { inFlightLimit } from '../../server/platform/http/in-flight.ts'
import { readiness } from '../../server/platform/readiness.ts'
import { Refusal } from '../../server/platform/refusal.ts'
import { browse } from '../support/browse.ts'
import { freshDatabase, onBothEngines } from '../support/database.ts'

const calm = { dataFolder: undefined, isDraining: () => false }

onBothEngines('/livez and /readyz answer while people can be sent, and name no version and no path', async (t, db) => {
  const client = (await browse(t, db)).client()
  const [live, ready] = [await client.get('/livez'), await client.get('/readyz')]
  assert.deepEqual([live.status, live.body], [200, { live: true }])
  assert.deepEqual([ready.status, ready.body], [200, { ready: true, reasons: [] }])
})

onBothEngines('/readyz says so while the server stops, and /livez still answers', async (t, db) => {
  const client = (await browse(t, db, { isDraining: () => true })).client()
  const ready = await client.get('/readyz')
  assert.deepEqual([ready.status, ready.body], [503, { ready: false, reasons: ['draining'] }])
  assert.equal((await client.get('/livez')).status, 200)
})

onBothEngines('readiness sees a migration that is missing', async (_, db) => {
  const { rows } = await sql`delete from kysely_migration where name like '2026112517%' returning name`.execute(db)
  assert.equal(rows.length, 1)
  assert.deepEqual(await readiness({ db, ...calm })(), ['migration-pending'])
})

onBothEngines('readiness sees a database that cannot be written', async (_, db) => {
  await db.schema.dropTable('writeChecks').execute()
  assert.deepEqual(await readiness({ db, ...calm })(), ['database-not-writable'])
})

onBothEngines('readiness sees commits that are confirmed before they are on disk', async (_, db, url) => {
  const look = readiness({ db, ...calm })
  if (url.startsWith('sqlite:')) {
    await sql`pragma synchronous = normal`.execute(db)
    assert.deepEqual(await look(), ['commits-not-synced'])
    return
  }
  const name = new URL(url).pathname.slice(1)
  await sql.raw(`alter database ${name} set synchronous_commit = off`).execute(db)
  const found = await db.transaction().execute(look) // holds the only connection that is older than the setting
  assert.deepEqual(found, ['commits-not-synced'])
})

test('readiness sees a disk that is nearly full', async (t) => {
  const { url, remove } = await freshDatabase('sqlite')
  const db = await openDatabase(url)
  t.after(async () => {
    await db.destroy()
    await remove()
  })
  const small = '/dev/shm'
  const { bavail, bsize } = await statfs(small)
  const most = bavail * bsize
  const look = (leastBytes: number) => readiness({ db, isDraining: () => false, dataFolder: small, leastBytes })()
  assert.deepEqual(await look(most * 2), ['disk-nearly-full'])
  assert.deepEqual(await look(0), [])
})

test('inFlightLimit(most) turns away what comes beyond it, until somebody has been served', () => {
  const guard = inFlightLimit(2)
  const served = [new EventEmitter(), new EventEmitter(), new EventEmitter()]
  const asked = (res: EventEmitter | undefined): string => {
    let outcome = ''
    guard({} as Request, res as unknown as Response, (error?: unknown) => {
      outcome = error instanceof Refusal ? error.code : 'served'
    })
    return outcome
  }
  assert.deepEqual(served.map(asked), ['served', 'served', 'busy'])
  served[0]?.emit('close')
  assert.equal(asked(new EventEmitter()), 'served')
})
