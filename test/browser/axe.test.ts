import assert from 'node:assert/strict'
import { test } from 'node:test'
import AxeBuilder from '@axe-core/playwright'
import type { Page } from 'playwright-core'
import { languages } from '../../server/platform/languages.ts'
import { begin, send } from './given-deeds.ts'
import { visitEveryPage } from './given-visits.ts'
import { doorOf, openWorld } from './given-world.ts'

const world = await openWorld()
const standards = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']

/** What axe finds, with no rule off and nothing left out. */
async function violations(page: Page): Promise<string[]> {
  const found = await new AxeBuilder({ page }).withTags(standards).setLegacyMode().analyze() // no page has frames
  return found.violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id} at ${node.target.join(' ')}`))
}

/** The dark scheme has the same markup in other colours, so only those are looked at again. */
async function faintInTheDark(page: Page): Promise<string[]> {
  await page.emulateMedia({ colorScheme: 'dark' })
  const found = await new AxeBuilder({ page }).withRules(['color-contrast']).setLegacyMode().analyze()
  await page.emulateMedia({ colorScheme: 'light' })
  return found.violations.flatMap(({ nodes }) => nodes.map((node) => `in the dark at ${node.target.join(' ')}`))
}

for (const language of languages)
  test(`axe finds nothing on any page in ${language}`, async () => {
    const problems: string[] = []
    const seen = await visitEveryPage(world, { language }, async ({ kind, page }) => {
      const found = [...(await violations(page)), ...(language === 'en' ? await faintInTheDark(page) : [])]
      problems.push(...found.map((problem) => `${kind}: ${problem}`))
    })
    assert.deepEqual(problems, [])
    assert.equal(new Set(seen).size, 39)
  })

for (const language of languages)
  test(`axe finds nothing on a question page of 320 px in ${language}, light or dark`, async () => {
    const { page, context } = await world.guest({ language, width: 320 })
    await begin(page, doorOf(world, language))
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' }) // colours on their way have no contrast yet
      assert.deepEqual(await violations(page), [])
    }
    await send(page)
    assert.deepEqual(await violations(page), [])
    await context.close()
  })

test('axe finds a radio without a label, and a text too faint to read', async () => {
  const { page, context } = await world.guest({ language: 'en' })
  await begin(page, doorOf(world, 'en'))
  await page
    .locator('.choice label')
    .first()
    .evaluate((label) => label.remove())
  assert.deepEqual(await violations(page), ['label at #choice-1'])
  await page.locator('h1').evaluate((heading) => {
    heading.style.color = '#ccc'
  })
  assert.deepEqual(
    (await violations(page)).map((found) => found.split(' ')[0]),
    ['color-contrast', 'label'],
  )
  await context.close()
})
