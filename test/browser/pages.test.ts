import assert from 'node:assert/strict'
import { test } from 'node:test'
import { HtmlValidate } from 'html-validate'
import type { Page } from 'playwright-core'
import { serve } from '../../server/platform/http/serve.ts'
import { type Language, languages } from '../../server/platform/languages.ts'
import { openLog } from '../../server/platform/log.ts'
import { consentTextIn } from '../../server/studies/consent.ts'
import { givenBrokenInput } from '../platform/given-broken-input.ts'
import { keepScreenshots } from '../support/browser.ts'
import { begin } from './given-deeds.ts'
import { englishTexts, visitEveryPage } from './given-visits.ts'
import { doorOf, openWorld } from './given-world.ts'

const world = await openWorld()

/** Longer English texts, of the interface and of the consent, that a page holds, seen or not. */
function englishIn(html: string): string[] {
  return englishTexts.filter((text) => html.includes(text))
}

/** How many pixels a page can be scrolled sideways on a screen of 320. */
async function sidewaysScroll(page: Page): Promise<number> {
  await page.setViewportSize({ width: 320, height: 640 })
  const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
  await page.setViewportSize({ width: 1000, height: 800 })
  return over
}

/** Words and numbers in table cells that a narrow screen breaks in the middle: cells lower than their text needs. */
function brokenNumbers(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const broken = (cell: Element) => {
      const range = document.createRange()
      range.selectNodeContents(cell)
      return /^[\d.]+$/.test(cell.textContent) && range.getClientRects().length > 1
    }
    return [...document.querySelectorAll('td')].filter(broken).map((cell) => cell.textContent)
  })
}

async function cookiesWithoutGuard(page: Page): Promise<string[]> {
  const cookies = await page.context().cookies()
  return cookies.filter(({ httpOnly, sameSite }) => !httpOnly || sameSite !== 'Lax').map(({ name }) => name)
}

async function problemsOf(page: Page, language: Language): Promise<string[]> {
  const [lang, over, unguarded] = [
    await page.locator('html').getAttribute('lang'),
    await sidewaysScroll(page),
    await cookiesWithoutGuard(page),
  ]
  return [
    ...(lang === language ? [] : [`is marked as ${lang}`]),
    ...(over === 0 ? [] : [`scrolls sideways by ${over} px`]),
    ...(language === 'en' ? [] : englishIn(await page.content())).map((text) => `says "${text}"`),
    ...unguarded.map((name) => `has the cookie ${name} within reach of scripts or other sites`),
  ]
}

const validator = new HtmlValidate({
  extends: ['html-validate:recommended', 'html-validate:document'],
  rules: {
    'doctype-style': 'off',
    'long-title': 'off', // a search engine's limit; a title here says the problem and the survey
    'void-style': 'off',
    'no-trailing-whitespace': 'off',
    'require-sri': ['error', { target: 'crossorigin' }],
  },
})

async function markupProblems(html: string): Promise<string[]> {
  const report = await validator.validateString(html)
  return report.results.flatMap(({ messages }) =>
    messages.map(({ ruleId, line, message }) => `${ruleId} in line ${line}: ${message}`),
  )
}

for (const language of languages)
  test(`every page is in ${language} alone, fits a screen of 320 px and calls nobody else`, async () => {
    const problems: string[] = []
    const seen = await visitEveryPage(world, { language }, async ({ kind, guest, page }) => {
      problems.push(...(await problemsOf(page, language)).map((problem) => `${kind} ${problem}`))
      const notes = [...guest.foreign, ...guest.complaints].filter(
        (note) => !problems.some((one) => one.endsWith(note)),
      )
      problems.push(...notes.map((note) => `${kind}: ${note}`))
      await keepScreenshots(page, { language, kind })
    })
    assert.deepEqual(problems, [])
    assert.equal(new Set(seen).size, 39)
    assert.deepEqual(world.app.incidents, [])
  })

test('a page that does any of this wrong is found', async () => {
  const { page, context, foreign, complaints } = await world.guest({ language: 'de' })
  await page.goto(`${world.app.url}/take/${world.open}/en`)
  await context.addCookies([{ name: 'open', value: '1', url: world.app.url, httpOnly: false, sameSite: 'Lax' }])
  await page.evaluate(() => {
    const wide = document.createElement('div')
    wide.append('w'.repeat(400))
    wide.setAttribute('class', 'wide')
    wide.style.whiteSpace = 'nowrap'
    const image = document.createElement('img')
    image.src = 'https://example.org/a.png'
    document.querySelector('main')?.append(wide, image)
  })
  const problems = (await problemsOf(page, 'de')).join('\n')
  assert.match(problems, /is marked as en/)
  assert.match(problems, /scrolls sideways by \d+ px/)
  assert.match(problems, new RegExp(`says "${consentTextIn('en').title}"`))
  assert.match(problems, /has the cookie open within reach/)
  await page.waitForTimeout(50)
  assert.match([...foreign, ...complaints].join('\n'), /example\.org|Content Security Policy/)
  await context.close()
})

test('GET /studies/:study/baseline keeps every number of its tables in one piece at 320 px', async () => {
  const { page, context } = await world.guest({ language: 'en', width: 320 })
  await world.signIn(page)
  await page.goto(`${world.app.url}/studies/${world.answered}/baseline`)
  assert.ok((await page.locator('td').count()) > 50)
  assert.deepEqual(await brokenNumbers(page), [])
  await context.close()
})

test('a page about input is in one language and fits a screen of 320 px, however long the name of the file is', async (t) => {
  const [file, field] = [`${'answers_of_everybody'.repeat(12)}.csv`, 'w'.repeat(100)]
  const values = { values: 'opposes, supports', found: 'x'.repeat(200) }
  const { app } = await givenBrokenInput({ file, line: 1234, field, rule: 'value-unknown', values })
  const { url, close } = await serve({ port: 0, isPublic: false, log: openLog() }, () => app)
  t.after(() => close())
  for (const language of languages) {
    const { page, context, source } = await world.guest({ language })
    await page.goto(url)
    assert.equal((await source()).status, 422)
    assert.deepEqual(await problemsOf(page, language), [])
    await keepScreenshots(page, { language, kind: 'error-input' })
    await context.close()
  }
})

test('html-validate finds nothing in any page as the server sends it', async () => {
  const problems: string[] = []
  let pages = 0
  await visitEveryPage(world, { language: 'de' }, async ({ kind, guest, page }) => {
    if (page !== guest.page) return
    const { html } = await guest.source()
    pages += html.includes('</html>') ? 1 : 0
    problems.push(...(await markupProblems(html)).map((problem) => `${kind}: ${problem}`))
  })
  assert.deepEqual(problems, [])
  assert.equal(pages, 37)
})

test('html-validate finds a radio without a label in a question page', async () => {
  const { page, context, source } = await world.guest({ language: 'en' })
  await begin(page, doorOf(world, 'en'))
  const { html } = await source()
  const planted = html.replace(/<label for="choice-1">.*?<\/label>/s, '')
  assert.notEqual(planted, html)
  assert.match((await markupProblems(planted)).join('\n'), /^input-missing-label in line \d+/)
  await context.close()
})
