import assert from 'node:assert/strict'
import { readJson } from '../../server/platform/db/json.ts'
import { sha256 } from '../../server/platform/tokens.ts'
import { answerAll, begin, browse, choose, locationOf, open, pageIn, send } from '../support/browse.ts'
import { onBothEngines } from '../support/database.ts'
import { givenStudy } from '../support/given.ts'
import { storedAnswers, storedCounts } from './stored.ts'

const labels = ({ choices }: { choices: readonly { label: string }[] }) => choices.map(({ label }) => label)

onBothEngines(
  'GET questions/1 shows one question, its options and a way not to answer, nothing chosen',
  async (t, db) => {
    const study = await givenStudy(db)
    const { client, words } = await browse(t, db)
    const page = await begin(client(), study)

    assert.match(page.heading, /^Should (trains|trams|each square)|^Does every square/)
    assert.deepEqual(labels(page).slice(0, 2).sort(), ['no', 'yes'])
    assert.deepEqual(labels(page).slice(2), [words('en')('participation:question.decline')])
    assert.ok(page.choices.every(({ isChosen }) => !isChosen))
    assert.equal(page.hidden.seenRevision, '0')
  },
)

onBothEngines('GET questions/1 offers to abstain, and not to decline, where the study says so', async (t, db) => {
  const study = await givenStudy(db, { isAbstainOffered: true, isDeclineOffered: false, languages: ['de'] })
  const { client, words } = await browse(t, db)
  const page = await begin(client(), study, 'de')

  assert.equal(page.language, 'de')
  assert.deepEqual(labels(page).slice(2), [words('de')('participation:question.abstain')])
})

onBothEngines('GET questions/1 keeps the order of options that was drawn, at every look', async (t, db) => {
  const study = await givenStudy(db, { isAbstainOffered: true })
  const client = (await browse(t, db)).client()
  const { choices } = await begin(client, study)

  for (let n = 0; n < 5; n += 1)
    assert.deepEqual((await open(client, `/take/${study.id}/en/questions/1`)).choices, choices)
  const asking = await db
    .selectFrom('askings')
    .where('position', '=', 1)
    .select('optionOrder')
    .executeTakeFirstOrThrow()
  assert.deepEqual(
    readJson(asking.optionOrder),
    choices.map(({ value }) => value),
  )
})

onBothEngines(
  'POST questions/1 stores the answer and leads on to the next question, then to the comment',
  async (t, db) => {
    const study = await givenStudy(db)
    const client = (await browse(t, db)).client()
    const first = await choose(client, await begin(client, study), 'no')
    const root = `/take/${study.id}/en`
    assert.deepEqual([first.status, locationOf(first)], [303, `${root}/questions/2`])
    const second = await choose(client, await open(client, locationOf(first)), 'yes')
    assert.deepEqual([second.status, locationOf(second)], [303, `${root}/feedback`])

    assert.deepEqual(await storedAnswers(db), [
      { position: 1, revision: 1, kind: 'option', option: 'no', stance: 'opposes' },
      { position: 2, revision: 1, kind: 'option', option: 'yes', stance: 'supports' },
    ])
  },
)

onBothEngines('POST questions/1 stores the hash of the very text that was shown', async (t, db) => {
  for (const textKind of ['display', 'source'] as const) {
    const study = await givenStudy(db, { textKind })
    const site = await browse(t, db)
    const shown: string[] = []
    for (const client of [site.client(), site.client()])
      await answerAll(client, await begin(client, study), ({ heading }) => {
        shown.push(heading)
        return 'yes'
      })
    const rows = await db
      .selectFrom('answers')
      .innerJoin('participants', 'participants.id', 'participantId')
      .where('studyId', '=', study.id)
      .select('textHash')
      .execute()
    assert.deepEqual(rows.map(({ textHash }) => textHash).sort(), shown.map(sha256).sort())
    assert.equal(
      shown.some((text) => text.endsWith('Yes or no?')),
      textKind === 'source',
    )
  }
})

onBothEngines('POST questions/1 stores where on the page the choice stood', async (t, db) => {
  const study = await givenStudy(db, { unitKind: 'paraphrase' })
  const client = (await browse(t, db)).client()
  const places: number[] = []
  await answerAll(client, await begin(client, study), (page) => {
    places.push(labels(page).indexOf('yes') + 1)
    return 'yes'
  })
  const rows = await db.selectFrom('answers').orderBy('position').select('positionChosen').execute()
  assert.deepEqual(
    rows.map(({ positionChosen }) => positionChosen),
    places,
  )
})

onBothEngines('POST questions/1 stores abstaining as neutral, and declining without a stance', async (t, db) => {
  const study = await givenStudy(db, { isAbstainOffered: true })
  const { client, words } = await browse(t, db)
  const browser = client()
  const first = await choose(browser, await begin(browser, study), words('en')('participation:question.abstain'))
  await choose(browser, await open(browser, locationOf(first)), words('en')('participation:question.decline'))

  assert.deepEqual(await storedAnswers(db), [
    { position: 1, revision: 1, kind: 'abstain', option: null, stance: 'neutral' },
    { position: 2, revision: 1, kind: 'declined', option: null, stance: null },
  ])
})

onBothEngines('questions out of turn lead to the own question, and nothing is stored', async (t, db) => {
  const study = await givenStudy(db)
  const client = (await browse(t, db)).client()
  const page = await begin(client, study)
  const own = `/take/${study.id}/en/questions/1`

  for (const path of [
    'questions',
    'questions/2',
    'questions/3',
    'questions/0',
    'questions/1.5',
    'questions/x',
    'feedback',
    'thanks',
  ]) {
    const reply = await client.get(`/take/${study.id}/en/${path}`)
    assert.deepEqual([reply.status, locationOf(reply)], [303, own], path)
  }
  const reply = await send(client, { ...page, action: `/take/${study.id}/en/questions/2` }, { choice: 'declined' })
  assert.deepEqual([reply.status, locationOf(reply)], [303, own])
  assert.equal((await storedCounts(db)).answers, 0)
})

onBothEngines(
  'POST questions/1 without a choice, or with one of another question, shows the page again',
  async (t, db) => {
    const study = await givenStudy(db)
    const { client, words } = await browse(t, db)
    const browser = client()
    const page = await begin(browser, study)
    const options = await db.selectFrom('options').select('id').execute()
    const foreign = options.filter(({ id }) => page.choices.every(({ value }) => value !== id)).map(({ id }) => id)

    assert.ok(foreign.length >= 4)
    for (const fields of [{}, ...[...foreign, 'abstain', '', 'no\0', 'x'.repeat(5000)].map((choice) => ({ choice }))]) {
      const reply = await send(browser, page, fields)
      const again = pageIn(reply)
      assert.equal(reply.status, 422, JSON.stringify(fields))
      assert.deepEqual([again.heading, again.choices], [page.heading, page.choices])
      assert.ok(again.text.includes(words('en')('participation:question.problem.required')))
    }
    assert.equal((await storedCounts(db)).answers, 0)
  },
)
