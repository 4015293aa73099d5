import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { findJourney } from '../../server/participation/journey.ts'
import type { Language } from '../../server/platform/languages.ts'
import type { Guest } from '../support/browser.ts'
import { answer, answerAll, begin, follow, send } from './given-deeds.ts'
import { words } from './given-visits.ts'
import { doorOf, openWorld } from './given-world.ts'

const world = await openWorld()
const { db } = world.app

/** Somebody at the first question. */
async function begun(language: Language): Promise<Guest & { root: string }> {
  const guest = await world.guest({ language })
  const root = doorOf(world, language)
  await begin(guest.page, root)
  return { ...guest, root }
}

const linkOn = async (page: Page) => (await page.locator('footer a[href*="/return/"]').getAttribute('href')) ?? ''

/** The answers of whoever holds a personal link: which choice of the page, and how often it was made or changed. */
async function answersOf(link: string): Promise<string[]> {
  const journey = await findJourney(db, link.split('/').at(-1) ?? '')
  assert.ok(journey)
  const rows = await db
    .selectFrom('answers')
    .where('participantId', '=', journey.participant.id)
    .select(['position', 'revision', 'positionChosen'])
    .orderBy('position')
    .orderBy('revision')
    .execute()
  return rows.map(({ position, revision, positionChosen }) => `question ${position}, ${revision}: ${positionChosen}`)
}

const choicesOn = (page: Page) => page.locator('.choice').allInnerTexts()
const headingOn = (page: Page) => page.locator('h1').innerText()

test('GET /take/:study/:language/return/:token goes on in another browser: same question, same order, same answers', async () => {
  for (let people = 0; people < 3; people += 1) {
    const { page, context } = await begun('ja')
    await answer(page, 2)
    const [link, question, choices] = [await linkOn(page), await headingOn(page), await choicesOn(page)]
    await context.close()

    const other = await world.guest({ language: 'en' })
    await other.page.goto(link)
    assert.deepEqual([await headingOn(other.page), await choicesOn(other.page)], [question, choices])
    assert.equal(await other.page.locator('html').getAttribute('lang'), 'ja')
    await follow(other.page, other.page.locator('.back'))
    assert.equal(await other.page.locator('#choice-2').isChecked(), true)
    await answer(other.page, 2)
    await answer(other.page, 1)
    assert.deepEqual(await answersOf(link), ['question 1, 1: 2', 'question 2, 1: 1'])
    await other.context.close()
  }
})

test('GET /take/:study/:language/return/:token with a link that is not complete says so, and keeps what was begun', async () => {
  const { page, context } = await begun('de')
  const link = await linkOn(page)
  await page.goto(link.slice(0, -1))
  assert.equal(await headingOn(page), words('de')('errors:participation-unknown.title'))
  await page.goto(link)
  assert.match(page.url(), /\/questions\/1$/)
  await context.close()
})

test('POST /take/:study/:language/participation begins once when its button is clicked twice, or the form comes again', async () => {
  const count = async () =>
    (await db.selectFrom('participants').where('studyId', '=', world.open).select('id').execute()).length
  const before = await count()
  const { page, context } = await world.guest({ language: 'en' })
  await page.goto(doorOf(world, 'en'))
  const hidden = await page
    .locator('[type=hidden]')
    .evaluateAll((fields) =>
      fields.map((field) => [field.getAttribute('name') ?? '', field.getAttribute('value') ?? '']),
    )
  for (const choice of await page.locator('.choice').all()) await choice.click()
  await page.getByRole('button').dblclick()
  await page.waitForURL(/\/questions\/1$/)
  assert.equal(await count(), before + 1)

  const form = { ...Object.fromEntries(hidden), part: 'yes', adult: 'yes' }
  const again = () => page.request.post(`${doorOf(world, 'en')}/participation`, { form })
  const replies = await Promise.all([again(), again(), again()])
  assert.deepEqual(new Set(replies.map((reply) => reply.url())), new Set([page.url()]))
  assert.equal(await count(), before + 1)
  await context.close()
})

test('POST /take/:study/:language/questions/:position stores one answer for two clicks, or for two pages of one form', async () => {
  const { page, context, root } = await begun('en')
  const link = await linkOn(page)
  const twin = await context.newPage()
  await twin.goto(`${root}/questions/1`)
  await page.locator('.choice').first().click()
  await page.getByRole('button').dblclick()
  await page.waitForURL(/\/questions\/2$/)
  assert.deepEqual(await answersOf(link), ['question 1, 1: 1'])

  await answer(twin, 1)
  assert.match(twin.url(), /\/questions\/2$/)
  assert.deepEqual(await answersOf(link), ['question 1, 1: 1'])

  await Promise.all([answer(page, 2), answer(twin, 2)])
  assert.deepEqual([page.url(), twin.url()], [`${root}/questions/3`, `${root}/questions/3`])
  assert.deepEqual(await answersOf(link), ['question 1, 1: 1', 'question 2, 1: 2'])
  await context.close()
})

test('POST /take/:study/:language/questions/:position keeps an answer changed after Back as a revision', async () => {
  const { page, context, root } = await begun('zh-Hans')
  const link = await linkOn(page)
  await answer(page, 1)
  await page.goBack()
  assert.equal(await page.locator('#choice-1').isChecked(), true)
  await answer(page, 2)
  await page.goBack()
  assert.equal(await page.locator('#choice-2').isChecked(), true)
  await answer(page, 1)
  assert.equal(page.url(), `${root}/questions/2`)
  assert.deepEqual(await answersOf(link), ['question 1, 1: 1', 'question 1, 2: 2', 'question 1, 3: 1'])
  await context.close()
})

/** Two pages of the same question, answered differently; the second one's answer comes too late. */
async function conflict(language: Language, { first, second }: { first: number; second: number }) {
  const guest = await begun(language)
  const stale = await guest.context.newPage()
  await stale.goto(`${guest.root}/questions/1`)
  const shown = (await choicesOn(stale))[first - 1]?.trim()
  await answer(guest.page, first)
  const response = stale.waitForResponse((one) => one.request().method() === 'POST')
  await answer(stale, second)
  assert.equal((await response).status(), 409)
  assert.equal(await headingOn(stale), words(language)('participation:conflict.title'))
  assert.equal(await stale.locator('.stored dd').innerText(), shown)
  return { ...guest, stale, link: await linkOn(stale) }
}

test('POST /take/:study/:language/questions/:position from a stale page shows what is stored, an option or none', async () => {
  for (const first of [1, 3, 4]) {
    const { context, link } = await conflict('de', { first, second: 2 })
    assert.deepEqual(await answersOf(link), [`question 1, 1: ${first}`])
    await context.close()
  }
})

test('the page about a stale page offers to keep the stored answer and go on', async () => {
  const { stale, context, root, link } = await conflict('en', { first: 1, second: 2 })
  await follow(stale, stale.locator('.actions .button').first())
  assert.equal(stale.url(), `${root}/questions/2`)
  assert.deepEqual(await answersOf(link), ['question 1, 1: 1'])
  await context.close()
})

test('the page about a stale page offers to choose again, and then that choice counts', async () => {
  const { stale, context, root, link } = await conflict('ja', { first: 1, second: 2 })
  await follow(stale, stale.locator('.actions .button').last())
  assert.equal(stale.url(), `${root}/questions/1`)
  assert.equal(await stale.locator('#choice-1').isChecked(), true)
  await answer(stale, 2)
  assert.deepEqual(await answersOf(link), ['question 1, 1: 1', 'question 1, 2: 2'])
  await context.close()
})

test('Back after an answer that was missing at first leads to the question, not to an error of the browser', async () => {
  const { page } = await begun('en')
  await send(page)
  assert.ok((await page.title()).startsWith(words('en')('layout:error')))
  await answer(page, 1)
  await page.goBack()
  assert.equal(await page.getByRole('radio').count(), 4)
})

test('after the end Back leads to the thanks, a changed answer is refused, and the code stays', async () => {
  const { page, context, root } = await begun('de')
  const stale = await context.newPage()
  await answerAll(page)
  await stale.goto(`${root}/questions/2`)
  await send(page)
  const [code, link] = [await page.locator('code').innerText(), await linkOn(page)]

  for (let steps = 0; steps < 3; steps += 1) {
    await page.goBack()
    assert.deepEqual([page.url(), await page.locator('form').count()], [`${root}/thanks`, 0])
  }
  await answer(stale, 2)
  assert.equal(await headingOn(stale), words('de')('errors:participation-ended.title'))
  assert.equal(await stale.locator('form').count(), 0)
  assert.deepEqual(
    await answersOf(link),
    [1, 2, 3, 4].map((position) => `question ${position}, 1: 1`),
  )
  await follow(stale, stale.locator('main a'))
  assert.equal(await stale.locator('code').innerText(), code)
  await context.close()
})

test('the personal link leads to the thanks with the same code after the end', async () => {
  const { page, context } = await begun('en')
  await answerAll(page)
  await send(page)
  const [code, link] = [await page.locator('code').innerText(), await linkOn(page)]
  await context.close()
  const other = await world.guest({ language: 'ja' })
  await other.page.goto(link)
  assert.equal(await other.page.locator('code').innerText(), code)
  await other.context.close()
})
