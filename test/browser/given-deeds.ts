import type { Locator, Page } from 'playwright-core'

/** Presses the button and waits for the page that follows. */
export async function send(page: Page): Promise<void> {
  const arrived = page.waitForEvent('load')
  await page.getByRole('button').click()
  await arrived
}

/** Agrees to everything and begins. */
export async function begin(page: Page, door: string): Promise<void> {
  await page.goto(door)
  await tickAll(page)
}

/** Ticks what is not ticked yet, and sends it. */
export async function tickAll(page: Page): Promise<void> {
  for (const choice of await page.locator('.choice').all())
    if ((await choice.locator(':checked').count()) === 0) await choice.click()
  await send(page)
}

/** Chooses the nth answer and sends it. */
export async function answer(page: Page, nth: number): Promise<void> {
  await page
    .locator('.choice')
    .nth(nth - 1)
    .click()
  await send(page)
}

/** Answers every question that is left, up to the comment. */
export async function answerAll(page: Page): Promise<void> {
  for (let questions = 0; questions < 100; questions += 1) {
    if ((await page.getByRole('radio').count()) === 0) return
    await answer(page, 1)
  }
}

/** Follows a link and waits for the page that it leads to. */
export async function follow(page: Page, link: Locator): Promise<void> {
  const arrived = page.waitForEvent('load')
  await link.click()
  await arrived
}
