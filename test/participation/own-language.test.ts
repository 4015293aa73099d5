import assert from 'node:assert/strict'
import { answerAll, begin, browse, locationOf, open, send } from '../support/browse.ts'
import { onBothEngines } from '../support/database.ts'
import { givenStudy } from '../support/given.ts'

onBothEngines('a page of somebody under way is shown at the address of their own language alone', async (t, db) => {
  const study = await givenStudy(db, { languages: ['de', 'en', 'ja'] })
  const client = (await browse(t, db)).client()
  const first = await begin(client, study, 'de')
  const at = (language: string, page: string) => `/take/${study.id}/${language}/${page}`
  const leadsHome = async (pages: readonly string[]) => {
    for (const page of pages) {
      assert.equal((await client.get(at('de', page))).status, 200)
      for (const other of ['en', 'ja']) assert.equal(locationOf(await client.get(at(other, page))), at('de', page))
      for (const none of ['xx', 'DE', 'de%20', '%C0']) {
        const { status } = await client.get(at(none, page))
        assert.ok([400, 404].includes(status), `${none}/${page} ${status}`)
      }
    }
  }
  await leadsHome(['questions/1', 'withdraw'])
  const comment = await answerAll(client, first, () => '(de) yes')
  await leadsHome(['feedback'])
  await open(client, locationOf(await send(client, comment, {})))
  await leadsHome(['thanks', 'withdraw'])
})

onBothEngines('an answer that was sent to the address of another language is kept all the same', async (t, db) => {
  const study = await givenStudy(db, { languages: ['de', 'en'] })
  const client = (await browse(t, db)).client()
  const page = await begin(client, study, 'de')
  const elsewhere = { ...page, action: page.action.replace('/de/', '/en/') }
  const reply = await send(client, elsewhere, { choice: page.choices[0]?.value ?? '' })
  assert.equal(locationOf(reply), `/take/${study.id}/de/questions/2`)
})
