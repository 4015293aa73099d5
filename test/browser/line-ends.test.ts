import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { begin, send } from './given-deeds.ts'
import { doorOf, openWorld } from './given-world.ts'

const world = await openWorld()
const widths = [320, 360, 390, 430, 600, 1000]

interface Letter {
  readonly letter: string
  readonly top: number | undefined
}

/** The letters of every text on a page, with the height at which each stands. */
function lettersOn(page: Page): Promise<Letter[][]> {
  return page.evaluate(() => {
    const texts: Node[] = []
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    while (walker.nextNode()) texts.push(walker.currentNode)
    const range = document.createRange()
    return texts.map((text) =>
      Array.from({ length: text.nodeValue?.length ?? 0 }, (_, at) => {
        range.setStart(text, at)
        range.setEnd(text, at + 1)
        return { letter: range.toString(), top: range.getClientRects()[0]?.top }
      }),
    )
  })
}

/** A text as it is broken into lines on this screen. */
function linesOf(letters: readonly Letter[]): string[] {
  const lines: string[] = []
  let last: number | undefined
  for (const { letter, top } of letters.filter((one) => one.top !== undefined)) {
    const line = top === last ? lines.pop() : ''
    lines.push(`${line}${letter}`)
    last = top
  }
  return lines
}

const isBadlyBroken = (line: string) => /^[。、，！？；：）」』”ー]/.test(line) || /[（「『“]$/.test(line)

async function badLinesOn(page: Page): Promise<string[]> {
  const bad: string[] = []
  for (const width of widths) {
    await page.setViewportSize({ width, height: 800 })
    const lines = (await lettersOn(page)).flatMap(linesOf)
    assert.ok(lines.length > 5)
    bad.push(...lines.filter(isBadlyBroken).map((line) => `${width} px: ${line}`))
  }
  return bad
}

for (const language of ['ja', 'zh-Hans'] as const)
  test(`no line in ${language} begins with a closing mark or ends with an opening one, from 320 px to wide`, async () => {
    const { page, context } = await world.guest({ language })
    await page.goto(doorOf(world, language))
    await page.locator('summary').click()
    assert.deepEqual(await badLinesOn(page), [])
    await begin(page, doorOf(world, language))
    assert.deepEqual(await badLinesOn(page), [])
    await send(page)
    assert.deepEqual(await badLinesOn(page), [])
    await context.close()
  })

test('a line that is broken anywhere is found', async () => {
  const { page, context } = await world.guest({ language: 'ja' })
  await page.goto(doorOf(world, 'ja'))
  await page.locator('summary').click()
  await page.evaluate(() => {
    for (const { style } of document.querySelectorAll<HTMLElement>('main *')) style.lineBreak = 'anywhere'
  })
  assert.ok((await badLinesOn(page)).length > 0)
  await context.close()
})
