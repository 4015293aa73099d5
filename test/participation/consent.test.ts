import assert from 'node:assert/strict'
import { readJson } from '../../server/platform/db/json.ts'
import { consentTextIn } from '../../server/studies/consent.ts'
import { keepConsentTexts } from '../../server/studies/keep-consent-texts.ts'
import { agree, begin, browse, choose, locationOf, open, send, ticked } from '../support/browse.ts'
import { onBothEngines } from '../support/database.ts'
import { givenStudy, noon } from '../support/given.ts'
import { storedCounts } from './stored.ts'

const older = { version: '2020-01-01', textHash: 'f'.repeat(64) }

onBothEngines('POST participation stores the boxes that were ticked, and sharing only if it was', async (t, db) => {
  const study = await givenStudy(db)
  const { client } = await browse(t, db)
  await agree(client(), study)
  const sharing = client()
  await send(sharing, await open(sharing, `/take/${study.id}/en`), { ...ticked, sharing: 'yes' })

  const rows = await db.selectFrom('consents').select('agreements').execute()
  assert.deepEqual(rows.map(({ agreements }) => readJson<string[]>(agreements).join()).sort(), [
    'part,adult',
    'part,adult,sharing',
  ])
})

onBothEngines('keepConsentTexts keeps every text with its hash; one of each language is current', async (_, db) => {
  await db.insertInto('consentTexts').values(kept('de')).execute()
  await keepConsentTexts(db, noon)
  await keepConsentTexts(db, noon)
  const rows = await db.selectFrom('consentTexts').select(['language', 'textHash', 'isCurrent', 'content']).execute()

  assert.equal(rows.length, 5)
  const current = rows.filter(({ isCurrent }) => Boolean(isCurrent))
  assert.deepEqual(current.map(({ language }) => language).sort(), ['de', 'en', 'ja', 'zh-Hans'])
  const english = current.find(({ language }) => language === 'en')
  assert.equal(english?.textHash, consentTextIn('en').textHash)
  assert.equal(readJson<{ title: string }>(english?.content).title, consentTextIn('en').title)
})

onBothEngines('keepConsentTexts refuses a text that changed and kept its version', async (_, db) => {
  await db.updateTable('consentTexts').set({ textHash: older.textHash }).where('language', '=', 'ja').execute()
  await assert.rejects(keepConsentTexts(db), { name: 'StartProblem', message: /ja\.json was changed.*new version/s })
})

onBothEngines('the database itself takes no answer of somebody who agreed to an older text', async (t, db) => {
  const study = await givenStudy(db)
  const client = (await browse(t, db)).client()
  await choose(client, await begin(client, study), 'yes')
  const [answer] = await db.selectFrom('answers').selectAll().execute()
  assert.ok(answer)
  await db.updateTable('consents').set(older).execute()

  const another = db.insertInto('answers').values({ ...answer, revision: 2 })
  await assert.rejects(another.execute(), /an answer needs consent to the current text/)
  assert.equal((await storedCounts(db)).answers, 1)
})

onBothEngines('the database itself takes no answer to what was not asked', async (t, db) => {
  const study = await givenStudy(db)
  const client = (await browse(t, db)).client()
  await choose(client, await begin(client, study), 'yes')
  const [answer] = await db.selectFrom('answers').selectAll().execute()
  assert.ok(answer)
  const odd = db.insertInto('answers').values({ ...answer, position: 3 })
  await assert.rejects(odd.execute(), /FOREIGN KEY|foreign key/)
})

onBothEngines('whoever agreed to an older text reads the new one before they go on', async (t, db) => {
  const study = await givenStudy(db, { languages: ['en', 'de'] })
  const client = (await browse(t, db)).client()
  const first = await begin(client, study)
  await db.updateTable('consents').set(older).execute()

  assert.equal(locationOf(await choose(client, first, 'yes')), `/take/${study.id}/en`)
  assert.equal(locationOf(await client.get(first.action)), `/take/${study.id}/en`)
  assert.equal(locationOf(await client.get(`/take/${study.id}/de`)), `/take/${study.id}/en`)
  assert.equal((await storedCounts(db)).answers, 0)

  const reply = await send(client, await open(client, `/take/${study.id}/en`), ticked)
  const page = await open(client, locationOf(reply))
  assert.equal(page.heading, first.heading)
  assert.equal((await choose(client, page, 'yes')).status, 303)
  assert.deepEqual(await storedCounts(db), { participants: 1, consents: 1, askings: 2, answers: 1 })
  const earlier = await db.selectFrom('earlierConsents').select(['version', 'textHash']).execute()
  assert.deepEqual(earlier, [older])
  const now = await db.selectFrom('consents').select('textHash').execute()
  assert.deepEqual(now, [{ textHash: consentTextIn('en').textHash }])
})

function kept(language: string) {
  return { language, ...older, content: '{}', isCurrent: true, keptAt: noon.toISOString() }
}
