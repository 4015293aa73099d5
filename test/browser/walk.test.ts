import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { findJourney } from '../../server/participation/journey.ts'
import { type Language, languages } from '../../server/platform/languages.ts'
import { answer, answerAll, begin, follow, send, tickAll } from './given-deeds.ts'
import { words } from './given-visits.ts'
import { doorOf, openWorld } from './given-world.ts'

const world = await openWorld()
const { app } = world

/** The person whose personal link the page shows, with what is stored about them. */
async function storedOf(page: Page) {
  const link = (await page.locator('footer a[href*="/return/"]').getAttribute('href')) ?? ''
  const journey = await findJourney(app.db, link.split('/').at(-1) ?? '')
  assert.ok(journey)
  return { ...journey, link }
}

/** Every question there is in a language, in the words that people read. */
async function questionsIn(language: Language): Promise<string[]> {
  const rows = await app.db
    .selectFrom('wordings')
    .innerJoin('originals', 'originals.id', 'wordings.originalId')
    .innerJoin('questionSets', 'questionSets.id', 'originals.setId')
    .where('questionSets.language', '=', language)
    .select('wordings.displayText')
    .execute()
  return rows.map(({ displayText }) => displayText)
}

/** Makes sure that the summary of problems has the focus, and that its first link leads to the field at fault. */
async function assertLedTo(page: Page, field: string): Promise<void> {
  await page.locator('.problem:focus').waitFor() // given once the page is drawn, a moment after it is loaded
  await page.locator('.problem a').first().click()
  await page.locator(`${field}:focus`).waitFor()
}

async function agreeStepByStep(page: Page): Promise<void> {
  await send(page)
  assert.equal(await page.locator('.problem li').count(), 2)
  await assertLedTo(page, '#part')
  await page.locator('.choice').first().click()
  await send(page)
  assert.equal(await page.locator('.problem li').count(), 1)
  await assertLedTo(page, '#adult')
  await tickAll(page)
}

async function answerWithChangesOfMind(page: Page): Promise<void> {
  await send(page)
  await assertLedTo(page, '#choice-1')
  await answer(page, 1)
  await follow(page, page.locator('.back'))
  assert.equal(await page.locator('#choice-1').isChecked(), true)
  await answer(page, 2)
  await answer(page, 2)
  await page.goBack()
  assert.equal(await page.locator('#choice-2').isChecked(), true, 'the browser shows the stored answer after Back')
  await answer(page, 1)
}

async function finish(page: Page): Promise<string> {
  await page.locator('textarea').fill('Danke – ありがとう – 谢谢')
  await send(page)
  return page.locator('code').innerText()
}

async function walkWholePath(language: Language, hasScript: boolean): Promise<void> {
  const guest = await world.guest({ language, hasScript })
  const { page } = guest
  const t = words(language)
  const inLanguage = async () => assert.equal(await page.locator('html').getAttribute('lang'), language, page.url())

  await page.goto(`${app.url}/take/${world.open}`)
  await inLanguage()
  await page.goto(doorOf(world, language === 'en' ? 'de' : 'en'))
  await follow(page, page.locator(`.languages a[hreflang="${language}"]`))
  await inLanguage()
  await agreeStepByStep(page)
  await inLanguage()
  assert.equal(
    await page.title(),
    `${t('participation:question.position', { position: 1, total: 4 })} – ${t('layout:survey')}`,
  )
  assert.ok((await questionsIn(language)).includes(await page.locator('h1').innerText()), 'a question in this language')
  await answerWithChangesOfMind(page)
  await answerAll(page)
  await inLanguage()
  const code = await finish(page)
  await inLanguage()

  const { participant, askings } = await storedOf(page)
  assert.match(code, /^[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){3}$/)
  assert.equal(code, participant.completionCode)
  assert.equal(participant.language, language)
  assert.deepEqual(
    askings.map(({ answer: given, choices }) => [choices.indexOf(given?.choice ?? '') + 1, given?.revision]),
    [
      [2, 2],
      [1, 2],
      [1, 1],
      [1, 1],
    ],
  )
  assert.deepEqual(
    (await guest.context.cookies()).map(({ httpOnly }) => httpOnly),
    [true],
  )
  assert.deepEqual([guest.foreign, guest.complaints, app.incidents], [[], [], []])
  await guest.context.close()
}

for (const language of languages)
  for (const hasScript of [true, false])
    test(`the way from the door to the completion code can be walked in ${language} with script ${hasScript ? 'on' : 'off'}`, () =>
      walkWholePath(language, hasScript))

/** Presses Tab until what is wanted has the focus. */
async function tabTo(page: Page, wanted: string): Promise<void> {
  for (let presses = 0; presses < 30; presses += 1) {
    await page.keyboard.press('Tab')
    if ((await page.locator(`${wanted}:focus`).count()) === 1) return
  }
  assert.fail(`no way to ${wanted} by Tab`)
}

async function pressAndArrive(page: Page, key: 'Enter' | 'Space'): Promise<void> {
  const arrived = page.waitForEvent('load')
  await page.keyboard.press(key)
  await arrived
}

async function answerByKeyboard(page: Page): Promise<void> {
  await tabTo(page, '.skip')
  await page.keyboard.press('Enter')
  await tabTo(page, 'input[type=radio]')
  await page.keyboard.press('Space')
  await page.keyboard.press('ArrowDown')
  assert.equal(await page.locator('#choice-2').isChecked(), true, 'the arrow key moves to the next answer')
  await tabTo(page, 'button')
  await pressAndArrive(page, 'Enter')
}

test('the whole way can be walked with Tab, Space, Enter and the arrow keys alone', async () => {
  const { page, context } = await world.guest({ language: 'ja' })
  await page.goto(doorOf(world, 'ja'))
  await tabTo(page, 'summary')
  await page.keyboard.press('Enter')
  assert.equal(await page.locator('details').getAttribute('open'), '')
  for (const box of ['#part', '#adult']) {
    await tabTo(page, box)
    await page.keyboard.press('Space')
  }
  await tabTo(page, 'button')
  await pressAndArrive(page, 'Space')
  for (let questions = 0; questions < 4; questions += 1) await answerByKeyboard(page)
  await tabTo(page, 'textarea')
  await page.keyboard.type('はい')
  await tabTo(page, 'button')
  await pressAndArrive(page, 'Enter')
  const { participant } = await storedOf(page)
  assert.equal(await page.locator('code').innerText(), participant.completionCode)
  await context.close()
})

test('GET /take/:study/:language leads somebody who has begun to their next question, in their language', async () => {
  const { page, context } = await world.guest({ language: 'de' })
  await begin(page, doorOf(world, 'de'))
  await answer(page, 3)
  await page.goto(doorOf(world, 'en'))
  assert.equal(page.url(), `${doorOf(world, 'de')}/questions/2`)
  assert.equal(await page.locator('html').getAttribute('lang'), 'de')
  await context.close()
})

test('GET /take/:study/:language/declined stores nobody and leads back', async () => {
  const count = () =>
    app.db
      .selectFrom('participants')
      .select(({ fn }) => fn.countAll().as('people'))
      .executeTakeFirst()
  const before = await count()
  const { page, context } = await world.guest({ language: 'zh-Hans' })
  await page.goto(doorOf(world, 'zh-Hans'))
  await follow(page, page.locator('.actions a'))
  assert.equal(await page.locator('h1').innerText(), words('zh-Hans')('participation:declined.title'))
  await follow(page, page.locator('main a'))
  assert.equal(page.url(), doorOf(world, 'zh-Hans'))
  assert.deepEqual([await context.cookies(), await count()], [[], before])
  await context.close()
})
