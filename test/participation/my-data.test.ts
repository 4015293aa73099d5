import assert from 'node:assert/strict'
import type { Db } from '../../server/platform/db/connection.ts'
import { readFlag, readJson } from '../../server/platform/db/json.ts'
import type { Study } from '../../server/studies/study.ts'
import { answerAll, begin, browse, type Client, choose, locationOf, open, pageIn, send } from '../support/browse.ts'
import { onBothEngines } from '../support/database.ts'
import { givenStudy } from '../support/given.ts'

const at = ({ id }: Study, language = 'en') => `/take/${id}/${language}/my-data`

async function downloaded(client: Client, study: Study) {
  const reply = await client.get(`${at(study)}/download`)
  assert.equal(reply.status, 200)
  assert.match(reply.headers['content-disposition'] ?? '', /^attachment; filename="stanceline-\w+-my-data\.json"$/)
  return JSON.parse(reply.text)
}

/** Whatever is a value of its own in a row must be somewhere in what a person gets. */
function valuesIn(row: object): unknown[] {
  return Object.entries(row).flatMap(([name, value]) => {
    if (value === null || name === 'participantId') return []
    if (name === 'isSimulated') return [readFlag(value as never)]
    return name === 'optionOrder' || name === 'agreements' || name === 'drawnAmong'
      ? readJson<unknown[]>(value)
      : [value]
  })
}

function leaves(value: unknown): unknown[] {
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(leaves) : [value]
}

async function storedAbout(db: Db, token: string): Promise<object[]> {
  const { id } = await db
    .selectFrom('participants')
    .where('tokenHash', '=', token)
    .select('id')
    .executeTakeFirstOrThrow()
  const person = await db.selectFrom('participants').where('id', '=', id).selectAll().execute()
  const of = async (table: 'consents' | 'earlierConsents' | 'askings' | 'answers') =>
    db.selectFrom(table).where('participantId', '=', id).selectAll().execute()
  return [
    ...person,
    ...(await of('consents')),
    ...(await of('earlierConsents')),
    ...(await of('askings')),
    ...(await of('answers')),
  ]
}

onBothEngines('a person gets every value that is stored about them, and nothing of anybody else', async (t, db) => {
  const study = await givenStudy(db, { isAbstainOffered: true })
  const site = await browse(t, db)
  const [client, other] = [site.client(), site.client()]
  const first = await begin(client, study)
  await answerAll(other, await begin(other, study), () => 'yes')
  await choose(client, first, 'yes')
  await choose(client, await open(client, first.action), 'no')
  const comment = await answerAll(client, await open(client, `${first.action.replace(/1$/, '2')}`), () => 'yes')
  await send(client, comment, { feedback: 'ein Wort <b> 質問' })

  const data = await downloaded(client, study)
  const rows = await storedAbout(db, data.participation.tokenHash)
  const told = new Set(leaves(data))
  for (const value of rows.flatMap(valuesIn)) assert.ok(told.has(value), `${value}`)
  assert.equal(rows.length, 1 + 1 + 2 + 3)
  assert.deepEqual(
    data.questions.map((one: { answers: { text: string }[] }) => one.answers.map(({ text }) => text)),
    [['yes', 'no'], ['yes']],
  )
  const others = await db
    .selectFrom('participants')
    .where('tokenHash', '!=', data.participation.tokenHash)
    .selectAll()
    .execute()
  for (const { id, tokenHash, startKey } of others)
    for (const value of [id, tokenHash, startKey]) assert.ok(!told.has(value))
})

onBothEngines('the page shows answers as they were read, earlier ones, and what was agreed to', async (t, db) => {
  const study = await givenStudy(db, { languages: ['de'] })
  const site = await browse(t, db)
  const client = site.client()
  const first = await begin(client, study, 'de')
  await choose(client, first, '(de) yes')
  await choose(client, await open(client, first.action), site.words('de')('participation:question.decline'))
  const second = await open(client, first.action.replace(/1$/, '2'))
  const page = pageIn(await client.get(at(study, 'de')))
  const t9n = site.words('de')
  assert.ok(!page.text.includes(second.heading), 'a question that comes next')
  for (const text of [
    first.heading,
    t9n('participation:question.decline'),
    t9n('my-data:earlier', { answers: '(de) yes' }),
    'Ich bin mindestens 18 Jahre alt.',
    '20. November 2026',
  ])
    assert.ok(page.text.includes(text), text)
})

onBothEngines('a personal link shows the same in any browser, however it was typed', async (t, db) => {
  const study = await givenStudy(db, { languages: ['en', 'de'] })
  const site = await browse(t, db)
  const client = site.client()
  await begin(client, study, 'de')
  const link = /href="([^"]+\/return\/([\w-]{22}))"/.exec((await client.get(`/take/${study.id}/de/questions/1`)).text)
  const [, whole = '', token = ''] = link ?? []
  const wide = token.replace(/[!-~]/g, (one) => String.fromCharCode(one.charCodeAt(0) + 0xfee0))
  for (const code of [whole, `${whole}/`, ` ${token}\n`, wide]) {
    const stranger = site.client()
    const reply = await send(stranger, await open(stranger, at(study)), { code })
    assert.equal(locationOf(reply), at(study, 'de'), code)
    assert.equal((await stranger.get(at(study, 'de'))).status, 200)
    assert.match((await stranger.get(at(study, 'de'))).text, /my-data\/download/)
  }
})

onBothEngines(
  'a link that is nobody’s, somebody’s elsewhere or no link at all gets one and the same page',
  async (t, db) => {
    const [study, elsewhere] = [await givenStudy(db), await givenStudy(db)]
    const site = await browse(t, db)
    const owner = site.client()
    await begin(owner, elsewhere)
    const [, token = ''] =
      /return\/([\w-]{22})/.exec((await owner.get(`/take/${elsewhere.id}/en/questions/1`)).text) ?? []
    const stranger = site.client()
    const form = await open(stranger, at(study))
    const told = new Set<string>()
    for (const code of [token, 'A'.repeat(22), '', 'nothing', 'x'.repeat(5000)]) {
      const reply = await send(stranger, form, { code })
      assert.equal(reply.status, 422)
      assert.equal(reply.headers['set-cookie'], undefined)
      told.add(reply.text.replace(/value="[^"]*"/g, ''))
    }
    assert.equal(told.size, 1)
    assert.equal((await stranger.get(`${at(study)}/download`)).status, 404)
    for (let n = 0; n < 26; n += 1) await send(stranger, form, { code: 'nothing' })
    assert.equal((await send(stranger, form, { code: 'nothing' })).status, 429)
  },
)

onBothEngines('whoever has left sees that nothing but that is left', async (t, db) => {
  const study = await givenStudy(db)
  const site = await browse(t, db)
  const client = site.client()
  await choose(client, await begin(client, study), 'yes')
  await send(client, await open(client, `/take/${study.id}/en/withdraw`), {})
  const page = pageIn(await client.get(at(study)))
  assert.ok(page.text.includes(site.words('en')('my-data:withdrawn')))
  const data = await downloaded(client, study)
  assert.deepEqual([data.questions, data.participation.feedback], [[], null])
  assert.ok(data.participation.withdrawnAt)
})
