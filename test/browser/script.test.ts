import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Page, Request } from 'playwright-core'
import { languages } from '../../server/platform/languages.ts'
import { answer, begin } from './given-deeds.ts'
import { words } from './given-visits.ts'
import { doorOf, openWorld } from './given-world.ts'

const world = await openWorld()
const { app } = world
const lease = '.lease button'

/** Lets whoever takes part have done nothing for so many minutes; a place is held for 60. */
async function haveWaited(page: Page, minutes: number): Promise<void> {
  const seenAt = new Date(Date.now() - minutes * 60_000).toISOString()
  await app.db.updateTable('participants').set({ seenAt }).execute()
  await page.reload()
}

/** What a page asks for from now on, by method and address. */
function noteRequests(page: Page): string[] {
  const noted: string[] = []
  page.on('request', (request: Request) => noted.push(`${request.method()} ${new URL(request.url()).pathname}`))
  return noted
}

async function seenMinutesAgo(): Promise<number> {
  const { seenAt } = await app.db
    .selectFrom('participants')
    .select('seenAt')
    .orderBy('seenAt', 'desc')
    .executeTakeFirstOrThrow()
  return (Date.now() - Date.parse(seenAt)) / 60_000
}

for (const language of languages)
  test(`two minutes before a place is lost it can be kept with one press, without leaving the page, in ${language}`, async () => {
    const { page, context, complaints } = await world.guest({ language })
    const t = words(language)
    await begin(page, doorOf(world, language))
    await haveWaited(page, 57)
    assert.equal(await page.locator(lease).isVisible(), false)

    await haveWaited(page, 59)
    await page.locator(lease).waitFor()
    const told = page.getByRole('status')
    assert.equal(await told.innerText(), t('participation:lease.soon'))
    await page.locator('.choice').nth(1).click()
    await page.locator(lease).press('Enter')
    await page.locator('.lease').waitFor({ state: 'hidden' })
    assert.equal(await told.innerText(), t('participation:lease.kept'))
    assert.ok((await seenMinutesAgo()) < 1)
    assert.equal(await page.locator('#choice-2').isChecked(), true, 'what was chosen stays')
    assert.deepEqual(complaints, [])
    await context.close()
  })

test('a page says so where a place could not be kept, and lets one try again', async () => {
  const { page, context } = await world.guest({ language: 'de' })
  await begin(page, doorOf(world, 'de'))
  await haveWaited(page, 59)
  await page.locator(lease).waitFor()
  await context.setOffline(true)
  await page.locator(lease).click()
  const told = page.getByRole('status')
  await told.filter({ hasText: words('de')('participation:lease.failed') }).waitFor()
  assert.equal(await page.locator(lease).isVisible(), true)

  await context.setOffline(false)
  await page.locator(lease).click()
  await told.filter({ hasText: words('de')('participation:lease.kept') }).waitFor()
  await context.close()
})

test('without script a question page shows no notice and no button that does nothing', async () => {
  const { page, context } = await world.guest({ language: 'en', hasScript: false })
  await begin(page, doorOf(world, 'en'))
  await haveWaited(page, 59)
  assert.equal(await page.getByRole('button').count(), 1)
  assert.equal(await page.getByRole('status').innerText(), '')
  await context.close()
})

test('a second press while an answer is under way sends nothing, and after Back it can be sent again', async () => {
  const { page, context } = await world.guest({ language: 'en' })
  await begin(page, doorOf(world, 'en'))
  await page.locator('.choice').first().click()
  const noted = noteRequests(page)
  const pressedTwice = Promise.withResolvers<void>()
  await page.route('**/questions/1', (route) => pressedTwice.promise.then(() => route.continue()))
  await page.exposeFunction('pressedTwice', pressedTwice.resolve)
  await page.evaluate(() => {
    const button = document.querySelector('button')
    button?.click()
    setTimeout(() => {
      button?.click()
      Object(window).pressedTwice()
    }, 300)
  })
  await page.waitForURL(/questions\/2$/)
  assert.equal(noted.filter((one) => one.startsWith('POST')).length, 1)

  await page.goBack()
  assert.equal(await page.getByRole('button').isEnabled(), true)
  await answer(page, 2)
  assert.match(page.url(), /questions\/2$/)
  await context.close()
})

/** Bytes of everything that comes over the wire from now on, the browser's own cache apart. */
async function noteBytes(page: Page): Promise<number[]> {
  const noted: number[] = []
  const network = await page.context().newCDPSession(page)
  await network.send('Network.enable')
  network.on('Network.loadingFinished', ({ encodedDataLength: bytes }) => {
    if (bytes > 0) noted.push(bytes)
  })
  return noted
}

for (const language of languages)
  test(`a browser fetches at most 14 KB for a first visit in ${language}, then pages of at most 4 KB and nothing twice`, async () => {
    const { page, context, foreign } = await world.guest({ language })
    const bytes = await noteBytes(page)
    await page.goto(doorOf(world, language))
    const first = bytes.splice(0)
    assert.ok(first.length >= 2 && first.length <= 3, String(first))
    assert.ok(first.reduce((sum, one) => sum + one) <= 14 * 1024, String(first))
    await begin(page, doorOf(world, language))
    bytes.length = 0
    await answer(page, 1)
    await answer(page, 1)
    assert.equal(bytes.length, 2, String(bytes))
    assert.ok(Math.max(...bytes) <= 4 * 1024, String(bytes))
    assert.deepEqual(foreign, [])
    await context.close()
  })
