import assert from 'node:assert/strict'
import type { Language } from '../../server/platform/languages.ts'
import type { RefusalCode } from '../../server/platform/refusal.ts'
import { closeStudy } from '../../server/studies/study.ts'
import {
  agree,
  answerAll,
  begin,
  browse,
  locationOf,
  open,
  pageIn,
  type Reply,
  type Site,
  send,
  ticked,
} from '../support/browse.ts'
import { onBothEngines } from '../support/database.ts'
import { givenStudy, noon } from '../support/given.ts'
import { storedCounts } from './stored.ts'

function assertRefused(
  reply: Reply,
  site: Site,
  expected: { status: number; code: RefusalCode; language?: Language },
): void {
  const { status, code, language = 'en' } = expected
  const page = pageIn(reply)
  assert.equal(reply.status, status)
  assert.equal(page.language, language)
  assert.equal(page.heading, site.words(language)(`errors:${code}.title`))
  assert.ok(page.text.includes(site.words(language)(`errors:${code}.text`)))
  // What answers a form may be kept by that browser alone, so that Back does not end at an error of the browser's.
  assert.match(reply.headers['cache-control'] ?? '', /^(no-store|private, no-cache)$/)
}

onBothEngines('GET /take/STUDY of a study that is not there says so in the language of the browser', async (t, db) => {
  const site = await browse(t, db)
  for (const [wish, language] of [
    ['de', 'de'],
    ['zh-CN', 'zh-Hans'],
    ['fr', 'en'],
  ] as const)
    assertRefused(await site.client().get('/take/nowhere').set('Accept-Language', wish), site, {
      status: 404,
      code: 'study-unknown',
      language,
    })
  assertRefused(await site.client().get('/take/nowhere/ja'), site, {
    status: 404,
    code: 'study-unknown',
    language: 'ja',
  })
})

onBothEngines('GET /take/STUDY/LANGUAGE refuses a language the study does not have', async (t, db) => {
  const study = await givenStudy(db)
  const site = await browse(t, db)

  assertRefused(await site.client().get(`/take/${study.id}/fr`), site, { status: 404, code: 'language-unknown' })
  assertRefused(await site.client().get(`/take/${study.id}/de`), site, {
    status: 404,
    code: 'language-unknown',
    language: 'de',
  })
})

onBothEngines(
  'POST participation of a full study says so in the language of the page, and stores nothing',
  async (t, db) => {
    const study = await givenStudy(db, { languages: ['ja'], peoplePerUnit: 1 })
    const site = await browse(t, db)
    await agree(site.client(), study, 'ja')
    await agree(site.client(), study, 'ja')
    const before = await storedCounts(db)

    const reply = await agree(site.client(), study, 'ja')
    assertRefused(reply, site, { status: 409, code: 'study-full', language: 'ja' })
    assert.equal(reply.headers['set-cookie'], undefined)
    assert.deepEqual(await storedCounts(db), before)
  },
)

onBothEngines('a closed study lets nobody in, and lets those under way finish', async (t, db) => {
  const study = await givenStudy(db, { languages: ['de'] })
  const site = await browse(t, db)
  const [inside, late] = [site.client(), site.client()]
  const first = await begin(inside, study, 'de')
  const door = await open(late, `/take/${study.id}/de`)
  await closeStudy(db, study.id, noon)

  const closed = { status: 410, code: 'study-closed', language: 'de' } as const
  assertRefused(await site.client().get(`/take/${study.id}/de`), site, closed)
  assertRefused(await send(late, door, ticked), site, closed)
  const comment = await answerAll(inside, first, () => '(de) yes')
  const thanks = await open(inside, locationOf(await send(inside, comment, {})))
  assert.match(thanks.text, /[0-9A-Z]{4}-[0-9A-Z]{4}/)
  assert.deepEqual(await storedCounts(db), { participants: 1, consents: 1, askings: 2, answers: 2 })
})

onBothEngines(
  'POST participation refuses more starts a minute from one source than the study allows',
  async (t, db) => {
    const study = await givenStudy(db, { startsPerMinute: 3 })
    const other = await givenStudy(db, { startsPerMinute: 3 })
    const site = await browse(t, db)
    const replies = []
    for (let n = 0; n < 5; n += 1) replies.push(await agree(site.client(), study))

    assert.deepEqual(
      replies.map(({ status }) => status),
      [303, 303, 303, 429, 429],
    )
    const refused = replies[4]
    assert.ok(refused)
    assertRefused(refused, site, { status: 429, code: 'too-many-starts' })
    assert.ok(Number(refused.headers['retry-after']) > 0)
    assert.equal((await agree(site.client(), other)).status, 303)
  },
)

onBothEngines('an address that leads nowhere is refused, as a page or as JSON', async (t, db) => {
  const site = await browse(t, db)
  assertRefused(await site.client().get('/nowhere'), site, { status: 404, code: 'not-found' })
  const json = await site.client().get('/nowhere').set('Accept', 'application/json')
  assert.deepEqual([json.status, json.body], [404, { error: { code: 'not-found' } }])
  assertRefused(await site.client().get('/take/%E0%A4%A'), site, { status: 400, code: 'request-refused' })
  assert.deepEqual(site.incidents, [])
})

onBothEngines(
  'a fault inside shows a page without a trace of itself, and is logged without what was sent',
  async (t, db) => {
    const study = await givenStudy(db)
    const site = await browse(t, db)
    const client = site.client()
    const page = await begin(client, study)
    await db.schema.dropTable('answers').execute()

    const reply = await send(client, page, { choice: 'my secret opinion' })
    assertRefused(reply, site, { status: 500, code: 'unexpected' })
    assert.doesNotMatch(reply.text, /answers|sql|\.ts/i)
    assert.equal(site.incidents.length, 1)
    assert.match(site.incidents[0]?.route ?? '', /\/:study\/:language\/questions\/:position$/)
    assert.doesNotMatch(JSON.stringify(site.incidents), /my secret opinion/)
    assert.ok(!JSON.stringify(site.incidents).includes(study.id))
  },
)
