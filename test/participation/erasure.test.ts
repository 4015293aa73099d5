import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import { openDatabase } from '../../server/platform/db/connection.ts'
import { openFile } from '../../server/platform/db/sqlite.ts'
import { answerAll, begin, browse, open, send } from '../support/browse.ts'
import { freshDatabase } from '../support/database.ts'
import { givenStudy } from '../support/given.ts'

const canary = 'CANARY-7f3a-said-nobody'

/** How often the canary stands in the files of a database, and in any of the forms text is stored in. */
function countIn(url: string): number {
  const forms = [canary, Buffer.from(canary).toString('base64').slice(0, 28), Buffer.from(canary).toString('hex')]
  const files = ['', '-wal', '-shm', '-journal'].map((end) => `${url.replace('sqlite:', '')}${end}`).filter(existsSync)
  const bytes = Buffer.concat(files.map((file) => readFileSync(file)))
  return [...forms.map((form) => Buffer.from(form)), Buffer.from(canary, 'utf16le')].filter((form) =>
    bytes.includes(form),
  ).length
}

async function until(isSo: () => boolean, seconds: number): Promise<void> {
  for (let tries = 0; tries < seconds * 20 && !isSo(); tries += 1) await wait(50)
}

test('nothing of somebody who has left stays in the files of the database, also while others answer', async (t) => {
  const { url, remove } = await freshDatabase('sqlite')
  const db = await openDatabase(url)
  t.after(async () => {
    await db.destroy()
    await remove()
  })
  const study = await givenStudy(db, { peoplePerUnit: 100, startsPerMinute: 1000 })
  const site = await browse(t, db)
  const client = site.client()
  const comment = await answerAll(client, await begin(client, study), () => 'yes')
  await send(client, comment, { feedback: canary })
  for (let n = 0; n < 20; n += 1) await begin(site.client(), study)
  assert.ok(countIn(url) > 0)

  const leave = await open(client, `/take/${study.id}/en/withdraw`)
  const [left] = await Promise.all([
    send(client, leave, {}),
    ...Array.from({ length: 10 }, () => begin(site.client(), study)),
  ])
  assert.equal(left.status, 303)
  await until(() => countIn(url) === 0, 20)
  assert.equal(countIn(url), 0)
})

test('somebody who reads meanwhile only delays it', async (t) => {
  const { url, remove } = await freshDatabase('sqlite')
  const db = await openDatabase(url)
  const reader = openFile(url.replace('sqlite:', ''))
  t.after(async () => {
    reader.close()
    await db.destroy()
    await remove()
  })
  const study = await givenStudy(db)
  const client = (await browse(t, db)).client()
  const comment = await answerAll(client, await begin(client, study), () => 'yes')
  await send(client, comment, { feedback: canary })
  const leave = await open(client, `/take/${study.id}/en/withdraw`)
  reader.exec('begin')
  reader.prepare('select count(*) from participants').get()
  assert.equal((await send(client, leave, {})).status, 303)
  await wait(200)
  assert.ok(countIn(url) > 0)
  reader.exec('commit')
  await until(() => countIn(url) === 0, 30)
  assert.equal(countIn(url), 0)
})
