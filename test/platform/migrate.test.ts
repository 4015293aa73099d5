import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { test } from 'node:test'
import { sql } from 'kysely'
import { type Db, openDatabase } from '../../server/platform/db/connection.ts'
import { migrate } from '../../server/platform/db/migrate.ts'
import { freshDatabase, onBothEngines } from '../support/database.ts'
import { givenStudy } from '../support/given.ts'

async function executed(db: Db): Promise<unknown[]> {
  return (await sql`select name, timestamp from kysely_migration order by name`.execute(db)).rows
}

async function madeByNewerVersion(db: Db): Promise<void> {
  await sql`insert into kysely_migration (name, timestamp) values ('29991231235959_next', 'then')`.execute(db)
}

onBothEngines('migrate(db) changes nothing the second time', async (_, db) => {
  const { id } = await givenStudy(db)
  const before = await executed(db)
  await migrate(db)

  assert.ok(before.length > 3)
  assert.deepEqual(await executed(db), before)
  assert.equal((await db.selectFrom('studies').select('id').executeTakeFirst())?.id, id)
})

onBothEngines('migrate(db) refuses a database of a newer version, in words', async (_, db) => {
  await madeByNewerVersion(db)
  const before = await executed(db)

  await assert.rejects(migrate(db), {
    name: 'StartProblem',
    message: /^The database was made by a newer version of Stanceline \(it holds 29991231235959_next\)\. Nothing/,
  })
  assert.deepEqual(await executed(db), before)
})

test('migrate(db) leaves every byte of a newer database as it is', async (t) => {
  const { url, remove } = await freshDatabase('sqlite')
  t.after(remove)
  const db = await openDatabase(url)
  await madeByNewerVersion(db)
  await db.destroy()
  const path = url.replace('sqlite:', '')
  const before = await readFile(path)

  const again = await openDatabase(url)
  await assert.rejects(migrate(again), { name: 'StartProblem' })
  await again.destroy()
  assert.ok(before.equals(await readFile(path)))
})
