import assert from 'node:assert/strict'
import { minutesTaken } from '../../server/participation/counted.ts'
import { listPeople } from '../../server/participation/people.ts'
import type { Db } from '../../server/platform/db/connection.ts'
import {
  answerAll,
  begin,
  browse,
  type Client,
  choose,
  locationOf,
  open,
  type Page,
  pageIn,
  send,
  takePart,
} from '../support/browse.ts'
import { onBothEngines } from '../support/database.ts'
import { givenStudy } from '../support/given.ts'
import { storedAnswers } from './stored.ts'

const codeFormat = /^(?:[0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}$/

function person(db: Db) {
  return db.selectFrom('participants').selectAll().executeTakeFirstOrThrow()
}

async function atComment(client: Client, study: { id: string }): Promise<Page> {
  return answerAll(client, await begin(client, study), () => 'yes')
}

function codeIn({ text }: Page): string {
  return /\b[0-9A-Z]{4}(?:-[0-9A-Z]{4}){3}\b/.exec(text)?.[0] ?? 'none'
}

onBothEngines('POST feedback ends a participation with a code that stays the same', async (t, db) => {
  const study = await givenStudy(db)
  const client = (await browse(t, db)).client()
  const reply = await send(client, await atComment(client, study), { feedback: 'Nice questions.' })
  assert.deepEqual([reply.status, locationOf(reply)], [303, `/take/${study.id}/en/thanks`])

  const codes = [codeIn(await open(client, locationOf(reply))), codeIn(await open(client, locationOf(reply)))]
  const { completionCode, feedback, finishedAt } = await person(db)
  assert.match(completionCode ?? '', codeFormat)
  assert.deepEqual(codes, [completionCode, completionCode])
  assert.equal(feedback, 'Nice questions.')
  assert.notEqual(finishedAt, null)
})

onBothEngines('POST feedback ten times at once draws one code', async (t, db) => {
  const study = await givenStudy(db)
  const client = (await browse(t, db)).client()
  const comment = await atComment(client, study)
  const replies = await Promise.all(Array.from({ length: 10 }, (_, n) => send(client, comment, { feedback: `${n}` })))
  const first = await person(db)
  await send(client, comment, { feedback: 'once more' })

  assert.deepEqual(
    replies.map((reply) => [reply.status, locationOf(reply)]),
    Array(10).fill([303, `/take/${study.id}/en/thanks`]),
  )
  assert.deepEqual(await person(db), first)
})

onBothEngines('POST feedback gives each person a code of their own', async (t, db) => {
  const study = await givenStudy(db, { peoplePerUnit: 10 })
  const site = await browse(t, db)
  const codes = await Promise.all(
    Array.from({ length: 20 }, async () => codeIn(await takePart(site.client(), study, () => 'no'))),
  )

  for (const code of codes) assert.match(code, codeFormat)
  assert.equal(new Set(codes).size, 20)
})

onBothEngines('POST feedback before all questions have an answer leads back and ends nothing', async (t, db) => {
  const study = await givenStudy(db)
  const client = (await browse(t, db)).client()
  const page = await begin(client, study)
  for (const own of [1, 2]) {
    const reply = await send(client, { ...page, action: `/take/${study.id}/en/feedback` }, { feedback: 'early' })
    assert.deepEqual([reply.status, locationOf(reply)], [303, `/take/${study.id}/en/questions/${own}`])
    if (own === 1) await choose(client, page, 'yes')
  }
  const { finishedAt, completionCode, feedback } = await person(db)
  assert.deepEqual([finishedAt, completionCode, feedback], [null, null, null])
})

onBothEngines('POST feedback keeps an empty comment as none', async (t, db) => {
  const study = await givenStudy(db)
  const client = (await browse(t, db)).client()
  await send(client, await atComment(client, study), { feedback: ' \r\n ' })
  const { feedback, completionCode } = await person(db)
  assert.deepEqual([feedback, completionCode?.length], [null, 19])
})

onBothEngines('POST feedback that is too long asks to shorten it, and keeps the text', async (t, db) => {
  const study = await givenStudy(db)
  const { client, words } = await browse(t, db)
  const browser = client()
  const comment = await atComment(browser, study)
  const text = 'ä😀'.repeat(1001) // each character counts once, however many bytes it takes
  const reply = await send(browser, comment, { feedback: text })
  const page = pageIn(reply)

  assert.equal(reply.status, 422)
  assert.equal(page.comment, text)
  assert.ok(page.text.includes(words('en')('participation:feedback.problem.tooLong', { most: 2000 })))
  assert.equal((await person(db)).finishedAt, null)
  const fits = await send(browser, page, { feedback: 'x'.repeat(2000) })
  assert.equal(locationOf(fits), `/take/${study.id}/en/thanks`)
})

onBothEngines('POST feedback with a character that cannot be stored says so, and keeps the text', async (t, db) => {
  const study = await givenStudy(db)
  const site = await browse(t, db)
  const client = site.client()
  const comment = await atComment(client, study)
  const reply = await send(client, comment, { feedback: 'before\0after' })
  const page = pageIn(reply)

  assert.equal(reply.status, 422)
  assert.match(page.comment ?? '', /^before.?after$/)
  assert.ok(page.text.includes(site.words('en')('participation:feedback.problem.unreadable')))
  assert.deepEqual(site.incidents, [])
  assert.equal((await person(db)).finishedAt, null)
})

onBothEngines('GET feedback shows a comment as text, never as a part of the page', async (t, db) => {
  const study = await givenStudy(db)
  const client = (await browse(t, db)).client()
  const nasty = `</textarea><script>alert(1)</script>${'x'.repeat(2000)}`
  const reply = await send(client, await atComment(client, study), { feedback: nasty })

  assert.equal(reply.status, 422)
  assert.doesNotMatch(reply.text, /<script>/)
  assert.ok(reply.text.includes('&lt;/textarea&gt;'))
})

onBothEngines('POST questions/1 after the end takes the same answer again and refuses another', async (t, db) => {
  const study = await givenStudy(db)
  const { words, ...site } = await browse(t, db)
  const client = site.client()
  const first = await begin(client, study)
  await send(client, await answerAll(client, first, () => 'yes'), {})
  const before = await storedAnswers(db)

  const same = await choose(client, first, 'yes')
  assert.deepEqual([same.status, locationOf(same)], [303, `/take/${study.id}/en/questions/2`])
  const other = await choose(client, first, 'no')
  assert.equal(other.status, 410)
  assert.equal(pageIn(other).heading, words('en')('errors:participation-ended.title'))
  assert.deepEqual(await storedAnswers(db), before)
})

onBothEngines('every page of somebody who has finished leads to the thanks', async (t, db) => {
  const study = await givenStudy(db)
  const client = (await browse(t, db)).client()
  await takePart(client, study, () => 'yes')

  for (const path of ['questions', 'questions/1', 'questions/2', 'feedback']) {
    const reply = await client.get(`/take/${study.id}/en/${path}`)
    assert.deepEqual([reply.status, locationOf(reply)], [303, `/take/${study.id}/en/thanks`], path)
  }
})

onBothEngines('a clock that is set back while somebody answers gives no negative duration', async (t, db) => {
  const study = await givenStudy(db)
  const site = await browse(t, db)
  const client = site.client()
  const first = await begin(client, study)
  site.pass(-180)
  await send(client, await answerAll(client, first, () => 'yes'), {})

  const people = await Array.fromAsync(listPeople(db, study.id))
  assert.deepEqual(people.map(minutesTaken), [0])
})
