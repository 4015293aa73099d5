import assert from 'node:assert/strict'
import { parse } from 'node-html-parser'
import {
  agree,
  answerAll,
  begin,
  browse,
  type Client,
  choose,
  locationOf,
  open,
  pageIn,
  send,
} from '../support/browse.ts'
import { onBothEngines } from '../support/database.ts'
import { givenStudy } from '../support/given.ts'

/** The personal link on a page, without the name of the server. */
async function personalLink(client: Client, address: string): Promise<string> {
  const { text } = await client.get(address)
  const links = parse(text)
    .querySelectorAll('a')
    .map((a) => a.getAttribute('href') ?? '')
  const link = links.find((one) => one.includes('/return/'))
  assert.ok(link)
  return new URL(link).pathname
}

onBothEngines(
  'GET return/TOKEN lets a person go on in another browser where they were, in the same order',
  async (t, db) => {
    const study = await givenStudy(db, { isAbstainOffered: true })
    const site = await browse(t, db)
    const [here, there] = [site.client(), site.client()]
    const second = locationOf(await choose(here, await begin(here, study), 'yes'))
    const page = await open(here, second)

    const back = await there.get(await personalLink(here, second)).redirects(5)
    assert.deepEqual([back.status, new URL(back.redirects.at(-1) ?? '').pathname], [200, second])
    const resumed = await open(there, second)
    assert.deepEqual([resumed.heading, resumed.choices], [page.heading, page.choices])
    const earlier = await open(there, `/take/${study.id}/en/questions/1`)
    assert.deepEqual(
      earlier.choices.filter(({ isChosen }) => isChosen).map(({ label }) => label),
      ['yes'],
    )
  },
)

onBothEngines('GET return/TOKEN opens the code again for somebody who has finished', async (t, db) => {
  const study = await givenStudy(db)
  const site = await browse(t, db)
  const [here, there] = [site.client(), site.client()]
  const first = await begin(here, study)
  const link = await personalLink(here, `/take/${study.id}/en/questions/1`)
  const thanks = locationOf(await send(here, await answerAll(here, first, () => 'no'), {}))

  await there.get(link)
  assert.equal((await open(there, thanks)).text, (await open(here, thanks)).text)
})

onBothEngines('GET return/TOKEN of nobody says how to go on, and sets no cookie', async (t, db) => {
  const study = await givenStudy(db)
  const { client, words } = await browse(t, db)
  for (const token of ['x'.repeat(22), 'x', '%00', "' or 1=1 --", 'x'.repeat(3000)]) {
    const reply = await client().get(`/take/${study.id}/en/return/${encodeURIComponent(token)}`)
    const page = pageIn(reply)
    assert.equal(reply.status, 404)
    assert.equal(page.heading, words('en')('errors:participation-unknown.title'))
    assert.ok(page.text.includes(words('en')('layout:wayOn')))
    assert.equal(reply.headers['set-cookie'], undefined)
  }
})

onBothEngines('GET return/TOKEN opens one study only', async (t, db) => {
  const [study, other] = [await givenStudy(db), await givenStudy(db)]
  const site = await browse(t, db)
  const here = site.client()
  await begin(here, study)
  const link = await personalLink(here, `/take/${study.id}/en/questions/1`)

  const reply = await site.client().get(link.replace(study.id, other.id))
  assert.deepEqual([reply.status, reply.headers['set-cookie']], [404, undefined])
})

onBothEngines('a browser takes part in two studies without mixing them', async (t, db) => {
  const [study, other] = [await givenStudy(db), await givenStudy(db)]
  const client = (await browse(t, db)).client()
  await agree(client, study)
  await agree(client, other)
  await choose(client, await open(client, `/take/${other.id}/en/questions/1`), 'yes')

  assert.equal(locationOf(await client.get(`/take/${study.id}/en/questions`)), `/take/${study.id}/en/questions/1`)
  assert.equal(locationOf(await client.get(`/take/${other.id}/en/questions`)), `/take/${other.id}/en/questions/2`)
})

onBothEngines('the database holds no token by which somebody could go on as another person', async (t, db) => {
  const study = await givenStudy(db)
  const client = (await browse(t, db)).client()
  await begin(client, study)
  const link = await personalLink(client, `/take/${study.id}/en/questions/1`)
  const token = link.slice(link.lastIndexOf('/') + 1)

  assert.match(token, /^[\w-]{22}$/)
  assert.ok(!JSON.stringify(await db.selectFrom('participants').selectAll().execute()).includes(token))
})
