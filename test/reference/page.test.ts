import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { promisify } from 'node:util'
import AxeBuilder from '@axe-core/playwright'
import { HtmlValidate } from 'html-validate'
import { parse } from 'node-html-parser'
import type { Page } from 'playwright-core'
import { readWords } from '../../server/platform/http/words.ts'
import { type Language, languages } from '../../server/platform/languages.ts'
import { chapters } from '../../server/reference/chapters.ts'
import { type ReferenceEntry, referenceIn } from '../../server/reference/reference.ts'
import { openApp } from '../support/app.ts'
import { keepScreenshots, launchBrowser, openGuest } from '../support/browser.ts'

const app = await openApp()
const browser = await launchBrowser()
after(async () => {
  await browser.close()
  await app.close()
})
const words = await readWords()
const cli = join(import.meta.dirname, '../../server/cli.ts')
const ids = chapters.flatMap(({ entries }) => entries.map(({ id }) => id))
const address = (language: Language) => `${app.url}/reference?language=${language}`

const validator = new HtmlValidate({
  extends: ['html-validate:recommended', 'html-validate:document'],
  rules: {
    'doctype-style': 'off',
    'void-style': 'off',
    'no-trailing-whitespace': 'off',
    'require-sri': ['error', { target: 'crossorigin' }],
  },
})

async function markupProblems(html: string): Promise<string[]> {
  const { results } = await validator.validateString(html)
  return results.flatMap(({ messages }) => messages.map(({ ruleId, line }) => `${ruleId} in line ${line}`))
}

const standards = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']

/** What axe finds; in the dark, which has the same markup, in colours alone. */
async function violations(page: Page, colorScheme: 'light' | 'dark' = 'light'): Promise<string[]> {
  await page.emulateMedia({ colorScheme })
  const axe = new AxeBuilder({ page }).setLegacyMode() // no page has frames
  const found = await (colorScheme === 'dark' ? axe.withRules(['color-contrast']) : axe.withTags(standards)).analyze()
  return found.violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id} at ${node.target.join(' ')}`))
}

/** By how many pixels the page, or a part of it, is wider than the screen it is on. */
const excess = (page: Page) =>
  page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement
    const isBeyond = (one: Element) =>
      one.getBoundingClientRect().right > clientWidth || (one.clientWidth > 0 && one.scrollWidth > one.clientWidth)
    const parts = [...document.querySelectorAll('main *')].filter(isBeyond).map((one) => one.textContent)
    return { page: scrollWidth - clientWidth, parts }
  })

for (const language of languages)
  test(`GET /reference in ${language} says so, is sound, fits 320 px and calls nobody else`, async () => {
    const { page, context, foreign, complaints, source } = await openGuest(browser, app.url, { language, width: 320 })
    await page.goto(address(language))
    const { html, status } = await source()
    assert.deepEqual([status, await page.locator('html').getAttribute('lang')], [200, language])
    assert.deepEqual(await page.locator('h1').allInnerTexts(), [words(language)('reference:title')])
    assert.deepEqual(await markupProblems(html), [])
    assert.deepEqual(await excess(page), { page: 0, parts: [] })
    assert.deepEqual(await violations(page), [])
    if (language === 'en') assert.deepEqual(await violations(page, 'dark'), [])
    assert.deepEqual([foreign, complaints], [[], []])
    await keepScreenshots(page, { language, kind: 'reference' })
    await context.close()
  })

test('a page that is too wide, too faint or unsound is found', async () => {
  const { page, context } = await openGuest(browser, app.url, { language: 'en', width: 320 })
  await page.goto(address('en'))
  await page.evaluate(() => {
    const [heading, contents] = [document.querySelector('h1'), document.getElementById('contents')]
    if (!heading || !contents) return
    heading.style.whiteSpace = 'nowrap'
    heading.append('w'.repeat(80))
    contents.style.color = '#ccc'
  })
  const { page: wider, parts } = await excess(page)
  assert.ok(wider > 0 && parts.some((text) => text.endsWith('www')))
  assert.deepEqual(await violations(page), ['color-contrast at #contents'])
  const html = await (await fetch(address('en'))).text()
  assert.match((await markupProblems(html.replace('<dl>', '<dl><p>'))).join(), /element-permitted-content|close-order/)
  await context.close()
})

test('GET /reference has a section for every entry, which the contents lead to', async () => {
  const root = parse(await (await fetch(address('de'))).text())
  const sections = root.querySelectorAll('main section.entry')
  assert.deepEqual(
    sections.map((one) => one.id),
    ids,
  )
  const targets = root.querySelectorAll('.contents a').map((one) => one.getAttribute('href')?.slice(1) ?? '')
  assert.deepEqual(
    targets.filter((id) => !id.startsWith('chapter-')),
    ids,
  )
  assert.deepEqual(
    targets.filter((id) => !root.getElementById(id)),
    [],
  )
  const links = root.querySelectorAll('.entry a').map((one) => one.getAttribute('href') ?? '')
  assert.ok(links.length > 60)
  assert.deepEqual(
    links.filter((link) => !/^https:\/\/(doi\.org\/10\.\d{4,}\/|arxiv\.org\/|repository\.upenn\.edu\/)/.test(link)),
    [],
  )
})

const squeezed = (text: string) => text.replaceAll(/\s+/g, ' ')

/** Every text of an entry, as whoever reads it should find it. */
function textsOf({ title, tells, formula, symbols, unit, range, cases, ...entry }: ReferenceEntry): string[] {
  const { published, caution, sources, fields } = entry
  return [
    ...[title, tells, ...formula, symbols, unit, range, published.verdict, published.text, caution],
    ...cases.flatMap(({ when, outcome }) => [when, outcome?.text]),
    ...sources.map(({ text }) => text),
    ...fields,
  ].flatMap((text) => text ?? [])
}

function missing(text: string, entries: readonly ReferenceEntry[]): string[] {
  const own = squeezed(text)
  return entries.flatMap((entry) =>
    textsOf(entry)
      .filter((part) => !own.includes(part))
      .map((part) => `${entry.id}: ${part}`),
  )
}

for (const language of languages)
  test(`the page and the command show the same text in ${language}`, async () => {
    const all = referenceIn(language, words(language))
    const entries = all.flatMap((chapter) => chapter.entries)
    const sections = parse(await (await fetch(address(language))).text()).querySelectorAll('section.entry')
    const { stdout } = await promisify(execFile)(process.execPath, [cli, 'reference', '--language', language])
    for (const [n, entry] of entries.entries()) {
      assert.deepEqual(missing(sections[n]?.textContent ?? '', [entry]), [])
    }
    assert.deepEqual(missing(stdout, entries), [])
    const [first] = entries
    assert.ok(first)
    assert.equal(missing(stdout, [{ ...first, tells: `${first.tells} And more.` }]).length, 1)
  })
