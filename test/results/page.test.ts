import assert from 'node:assert/strict'
import type { TestContext } from 'node:test'
import { createSignInLink } from '../../server/accounts/sign-in.ts'
import type { Db } from '../../server/platform/db/connection.ts'
import { importStarter } from '../../server/questionnaires/starter.ts'
import { createStudy } from '../../server/studies/create-study.ts'
import { type StudyWishes, studyDesign } from '../../server/studies/schema.ts'
import { begin, browse, type Client, locationOf, open, type Page, type Site, send } from '../support/browse.ts'
import { onBothEngines } from '../support/database.ts'
import { noon } from '../support/given.ts'

const wishes: StudyWishes = {
  unitKind: 'paraphrase',
  languages: ['en'],
  controversy: 'controversial',
  peoplePerUnit: 6,
}

async function givenResults(t: TestContext, db: Db) {
  await importStarter(db)
  const id = await createStudy(db, { design: studyDesign.parse(wishes), createdAt: noon })
  const site = await browse(t, db)
  const researcher = site.client()
  await send(researcher, await open(researcher, `/sign-in/${await createSignInLink(db, noon)}`), {})
  return { site, id, page: async (query = '') => (await researcher.get(`/studies/${id}/baseline${query}`)).text }
}

/** Somebody who takes so long for each answer, and chooses the option at a place of the page. */
async function person(site: Site, id: string, { seconds, place }: { seconds: number; place: (n: number) => number }) {
  const client: Client = site.client()
  let page: Page = await begin(client, { id })
  for (let n = 0; page.choices.length > 0; n++) {
    site.pass(seconds / 60)
    page = await open(client, locationOf(await send(client, page, { choice: page.choices[place(n)]?.value ?? '' })))
  }
  await send(client, page, {})
}

onBothEngines('GET results shows who raised a flag, and all figures with and without them', async (t, db) => {
  const { site, id, page } = await givenResults(t, db)
  for (let n = 0; n < 12; n++) await person(site, id, { seconds: 20 + n, place: (k) => (n + k) % 2 })
  await person(site, id, { seconds: 1, place: (k) => k % 2 })
  const everybody = await page()
  const [words] = [site.words('en')]
  assert.ok(everybody.includes(words('consistency:quality.some', { count: 1, people: 13 })))
  assert.ok(everybody.includes(words('consistency:quality.too-fast')))
  assert.ok(everybody.includes(`href="/studies/${id}/baseline?without=flagged"`))
  const others = await page('?without=flagged')
  assert.ok(others.includes(words('consistency:quality.left', { count: 1, people: 13 })))
  assert.ok(others.includes(`href="/studies/${id}/baseline"`))
  const answers = (html: string) => /Answers analysed<\/dt><dd>(\d+)/.exec(html)?.[1]
  assert.deepEqual([answers(everybody), answers(others)], ['65', '60'])
  assert.equal(answers(await page('?without=everything')), '65')
})

onBothEngines(
  'GET results says too few where fewer than five people answered, and draws no bar there',
  async (t, db) => {
    const { site, id, page } = await givenResults(t, db)
    for (let n = 0; n < 4; n++) await person(site, id, { seconds: 20, place: (k) => (n * k) % 2 })
    const html = await page()
    const words = site.words('en')
    assert.ok(html.includes(words('consistency:figure.tooFew', { count: 4, fewest: 5 })))
    assert.ok(html.includes(words('consistency:table.tooFew')))
    assert.ok(!html.includes('class="bar"'))
    assert.ok(html.includes('class="band"'), 'what chance alone gives is drawn all the same')
    assert.ok(html.includes(words('consistency:floor.stated', { least: 85, most: 95 })))
  },
)
