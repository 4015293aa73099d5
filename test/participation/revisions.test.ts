import assert from 'node:assert/strict'
import {
  begin,
  browse,
  type Client,
  choose,
  locationOf,
  open,
  type Page,
  pageIn,
  send,
  valueLabelled,
} from '../support/browse.ts'
import { onBothEngines } from '../support/database.ts'
import { givenStudy } from '../support/given.ts'
import { storedAnswers } from './stored.ts'

async function answered(client: Client, page: Page, label: string): Promise<string> {
  return locationOf(await choose(client, page, label))
}

const first = { position: 1, revision: 1, kind: 'option', option: 'yes', stance: 'supports' } as const
const changed = { position: 1, revision: 2, kind: 'option', option: 'no', stance: 'opposes' } as const

onBothEngines(
  'POST questions/1 twice with the same choice stores one answer and leads to the same place',
  async (t, db) => {
    const study = await givenStudy(db)
    const client = (await browse(t, db)).client()
    const page = await begin(client, study)
    const places = [await answered(client, page, 'yes'), await answered(client, page, 'yes')]

    assert.deepEqual(places, Array(2).fill(`/take/${study.id}/en/questions/2`))
    assert.deepEqual(await storedAnswers(db), [first])
  },
)

onBothEngines('POST questions/1 20 times at once with the same choice stores one answer', async (t, db) => {
  const study = await givenStudy(db)
  const client = (await browse(t, db)).client()
  const page = await begin(client, study)
  const replies = await Promise.all(Array.from({ length: 20 }, () => choose(client, page, 'yes')))

  assert.deepEqual(
    replies.map((reply) => [reply.status, locationOf(reply)]),
    Array(20).fill([303, `/take/${study.id}/en/questions/2`]),
  )
  assert.deepEqual(await storedAnswers(db), [first])
})

onBothEngines('POST questions/1 with two choices at once keeps one and shows it to the other', async (t, db) => {
  const study = await givenStudy(db)
  const client = (await browse(t, db)).client()
  const page = await begin(client, study)
  const replies = await Promise.all(['yes', 'no', 'yes', 'no', 'no', 'yes'].map((label) => choose(client, page, label)))
  const [stored, ...others] = await storedAnswers(db)

  assert.equal(others.length, 0)
  assert.deepEqual(replies.map(({ status }) => status).sort(), [303, 303, 303, 409, 409, 409])
  for (const reply of replies.filter(({ status }) => status === 409))
    assert.ok(pageIn(reply).text.includes(stored?.option ?? 'none'))
})

onBothEngines('GET questions/1 after an answer shows what was chosen, and changing it keeps both', async (t, db) => {
  const study = await givenStudy(db)
  const client = (await browse(t, db)).client()
  const page = await begin(client, study)
  await answered(client, page, 'yes')
  const back = await open(client, `/take/${study.id}/en/questions/1`)

  assert.deepEqual(
    back.choices.map(({ label, isChosen }) => [label, isChosen]),
    page.choices.map(({ label }) => [label, label === 'yes']),
  )
  assert.equal(await answered(client, back, 'no'), `/take/${study.id}/en/questions/2`)
  assert.deepEqual(await storedAnswers(db), [first, changed])
  const again = await open(client, `/take/${study.id}/en/questions/1`)
  assert.deepEqual(
    again.choices.filter(({ isChosen }) => isChosen).map(({ label }) => label),
    ['no'],
  )
})

onBothEngines('GET questions/1 and forward again without a change adds nothing', async (t, db) => {
  const study = await givenStudy(db)
  const client = (await browse(t, db)).client()
  await answered(client, await begin(client, study), 'yes')
  for (let n = 0; n < 3; n += 1) await answered(client, await open(client, `/take/${study.id}/en/questions/1`), 'yes')

  assert.deepEqual(await storedAnswers(db), [first])
})

onBothEngines(
  'POST questions/1 from a tab that is no longer current stores nothing and shows what is stored',
  async (t, db) => {
    const study = await givenStudy(db)
    const { client, words } = await browse(t, db)
    const browser = client()
    const stale = await begin(browser, study)
    await answered(browser, stale, 'yes')
    const reply = await choose(browser, stale, 'no')
    const page = pageIn(reply)

    assert.equal(reply.status, 409)
    assert.equal(page.heading, words('en')('participation:conflict.title'))
    assert.ok(page.text.includes(stale.heading))
    assert.match(page.text, /\byes\b/)
    assert.deepEqual(await storedAnswers(db), [first])
  },
)

onBothEngines('POST questions/1 from a stale tab shows a stored abstention or refusal in words', async (t, db) => {
  for (const key of ['participation:question.abstain', 'participation:question.decline'] as const) {
    const study = await givenStudy(db, { isAbstainOffered: true })
    const { client, words } = await browse(t, db)
    const browser = client()
    const stale = await begin(browser, study)
    await answered(browser, stale, words('en')(key))
    const reply = await choose(browser, stale, 'no')
    assert.equal(reply.status, 409)
    assert.ok(pageIn(reply).text.includes(words('en')(key)))
  }
})

onBothEngines('POST questions/1 lets nobody skip back to an older choice by a page that is gone', async (t, db) => {
  const study = await givenStudy(db)
  const client = (await browse(t, db)).client()
  const stale = await begin(client, study)
  await answered(client, stale, 'yes')
  await answered(client, await open(client, `/take/${study.id}/en/questions/1`), 'no')
  const reply = await send(client, stale, { choice: valueLabelled(stale, 'yes') })

  assert.equal(reply.status, 409)
  assert.deepEqual(await storedAnswers(db), [first, changed])
})
