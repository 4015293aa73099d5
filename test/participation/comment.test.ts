import assert from 'node:assert/strict'
import { answerAll, begin, browse, type Client, locationOf, open, pageIn, send } from '../support/browse.ts'
import { onBothEngines } from '../support/database.ts'
import { givenStudy } from '../support/given.ts'

const mine = 'Write to me@example.org or call 0171 1234567'

async function givenComment(client: Client, id: { id: string } & Parameters<typeof begin>[1]) {
  return answerAll(client, await begin(client, id), () => 'yes')
}

onBothEngines('a comment that seems to tell who somebody is, is asked about and not stored', async (t, db) => {
  const study = await givenStudy(db)
  const site = await browse(t, db)
  const client = site.client()
  const page = await givenComment(client, study)
  const asked = await send(client, page, { feedback: mine })
  assert.equal(asked.status, 422)
  const t9n = site.words('en')
  const shown = pageIn(asked)
  assert.equal(shown.comment, mine)
  assert.deepEqual(shown.checkboxes, ['asIs'])
  for (const kind of ['email', 'phone']) assert.ok(shown.text.includes(t9n(`participation:feedback.problem.${kind}`)))
  assert.ok(!shown.text.includes(t9n('participation:feedback.problem.number')))
  const [before] = await db.selectFrom('participants').select(['feedback', 'finishedAt']).execute()
  assert.deepEqual(before, { feedback: null, finishedAt: null })

  const without = await send(client, shown, { feedback: 'Thank you' })
  assert.equal(locationOf(without), `/take/${study.id}/en/thanks`)
  assert.equal((await db.selectFrom('participants').select('feedback').executeTakeFirstOrThrow()).feedback, 'Thank you')
})

onBothEngines('it is stored as it is for whoever wants that', async (t, db) => {
  const study = await givenStudy(db)
  const client = (await browse(t, db)).client()
  const asked = pageIn(await send(client, await givenComment(client, study), { feedback: mine }))
  await send(client, asked, { feedback: mine, asIs: 'yes' })
  assert.equal((await db.selectFrom('participants').select('feedback').executeTakeFirstOrThrow()).feedback, mine)
})

onBothEngines('the length of a comment is counted in characters as people see them', async (t, db) => {
  const study = await givenStudy(db, { peoplePerUnit: 20 })
  const site = await browse(t, db)
  const family = '👩‍👩‍👧‍👦'
  for (const [feedback, status] of [
    [family.repeat(500), 303],
    ['が'.normalize('NFD').repeat(2000), 303],
    ['が'.normalize('NFD').repeat(2001), 422],
    [`a${'\u0301'.repeat(9000)}`, 303],
  ] as const) {
    const client = site.client()
    const reply = await send(client, await open(client, (await givenComment(client, study)).action), { feedback })
    assert.equal(reply.status, status, feedback.slice(0, 4))
    if (status === 422) assert.equal(pageIn(reply).comment, feedback)
  }
})
