import assert from 'node:assert/strict'
import { appendFile, copyFile, readFile, stat } from 'node:fs/promises'
import { test } from 'node:test'
import { openMigrated } from '../../server/open.ts'
import type { Config } from '../../server/platform/config.ts'
import { openFile } from '../../server/platform/db/sqlite.ts'
import { stanceline } from '../commands/stanceline.ts'
import { answerAll, begin, browse, type Client, open, send } from '../support/browse.ts'
import { freshDatabase } from '../support/database.ts'
import { givenStudy } from '../support/given.ts'
import { findViolations } from '../walks/invariants.ts'

const canary = 'CANARY-9c1e-came-back'
const bare = (text: string) => text.trim().split('\n')

test('an older copy of the database that is put back brings nobody back who has left since', async (t) => {
  const { url, remove } = await freshDatabase('sqlite')
  const path = url.replace('sqlite:', '')
  const [leftFile, backup] = [`${path}-left`, `${path}-backup`]
  let db = await openMigrated({ databaseUrl: url } as Config)
  t.after(async () => {
    await db.destroy()
    await remove()
  })
  const study = await givenStudy(db, { peoplePerUnit: 5 })
  const site = await browse(t, db, { leftFile })
  const finish = async (client: Client) => {
    const comment = await answerAll(client, await begin(client, study), () => 'yes')
    await send(client, comment, { feedback: canary })
  }
  const [leaver, stayer] = [site.client(), site.client()]
  await finish(leaver)
  await finish(stayer)
  const [link = ''] =
    /\/take\/\w+\/en\/return\/[\w-]{22}/.exec((await leaver.get(`/take/${study.id}/en/thanks`)).text) ?? []
  const before = await db.selectFrom('participants').select('id').execute()
  await db.destroy() // everything is in the one file
  await copyFile(path, backup)

  db = await openMigrated({ databaseUrl: url } as Config)
  const again = await browse(t, db, { leftFile })
  const client = again.client()
  await client.get(link)
  assert.equal((await send(client, await open(client, `/take/${study.id}/en/withdraw`), {})).status, 303)
  await db.destroy()
  assert.equal((await stat(leftFile)).mode & 0o777, 0o600)
  assert.match((await readFile(leftFile, 'utf8')).trim(), /^[\da-f-]{36} 2026-11-20T12:00:00\.000Z$/)

  await copyFile(backup, path)
  await appendFile(leftFile, '\nbroken off')
  db = await openMigrated({ databaseUrl: url } as Config)
  const people = await db.selectFrom('participants').selectAll().execute()
  assert.deepEqual(people.map(({ id }) => id).sort(), before.map(({ id }) => id).sort())
  const [gone, ...others] = people.toSorted((a, b) => ((a.withdrawnAt ?? '~') < (b.withdrawnAt ?? '~') ? -1 : 1))
  assert.deepEqual(
    [gone?.feedback, gone?.completionCode, others.map(({ feedback }) => feedback)],
    [null, null, [canary]],
  )
  assert.equal((await db.selectFrom('answers').selectAll().execute()).length, 2)
  assert.deepEqual(await findViolations(db), [])
})

test('whoever left while the list could not be written is on it after the next start', async (t) => {
  const { url, remove } = await freshDatabase('sqlite')
  let db = await openMigrated({ databaseUrl: url } as Config)
  t.after(async () => {
    await db.destroy()
    await remove()
  })
  const study = await givenStudy(db)
  const site = await browse(t, db, { leftFile: '/nowhere/at/all' })
  for (let n = 0; n < 2; n += 1) {
    const client = site.client()
    await begin(client, study)
    const reply = await send(client, await open(client, `/take/${study.id}/en/withdraw`), {})
    assert.equal(reply.status, 303)
  }
  assert.equal(site.incidents.length, 2)
  await db.destroy()
  for (let starts = 0; starts < 2; starts += 1) {
    db = await openMigrated({ databaseUrl: url } as Config)
    if (starts === 0) await db.destroy()
  }
  assert.equal(bare(await readFile(`${url.replace('sqlite:', '')}-left`, 'utf8')).length, 2)
})

test('a command goes on while somebody else reads the database that people had come back in', async (t) => {
  const { url, remove } = await freshDatabase('sqlite')
  const path = url.replace('sqlite:', '')
  const db = await openMigrated({ databaseUrl: url } as Config)
  const reader = openFile(path)
  t.after(async () => {
    reader.close()
    await db.destroy()
    await remove()
  })
  const study = await givenStudy(db)
  await begin((await browse(t, db)).client(), study)
  const { id } = await db.selectFrom('participants').select('id').executeTakeFirstOrThrow()
  await appendFile(`${path}-left`, `${id} 2026-11-20T12:00:00.000Z\n`)
  reader.exec('begin')
  reader.prepare('select count(*) from participants').get()

  const { code, stdout } = await stanceline(['study', 'list', '--json'], { DATABASE_URL: url })
  assert.deepEqual([code, JSON.parse(stdout || '{}').studies?.length], [0, 1])
  const { withdrawnAt } = await db.selectFrom('participants').select('withdrawnAt').executeTakeFirstOrThrow()
  assert.equal(withdrawnAt, '2026-11-20T12:00:00.000Z')
})
