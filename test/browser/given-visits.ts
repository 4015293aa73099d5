import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { createSignInLink } from '../../server/accounts/sign-in.ts'
import { readWords, type Translate } from '../../server/platform/http/words.ts'
import type { Language } from '../../server/platform/languages.ts'
import { consentTextIn } from '../../server/studies/consent.ts'
import type { Guest, GuestOptions } from '../support/browser.ts'
import { answer, answerAll, begin, send, tickAll } from './given-deeds.ts'
import { doorOf, type World } from './given-world.ts'

export const words = await readWords()

/** English texts long enough to be no accident in another language. */
export const englishTexts: readonly string[] = [...catalogueTexts(), ...consentTexts()].filter(
  (text) => text.length >= 10 && text.includes(' '),
)

function catalogueTexts(): string[] {
  const files = globSync('locales/en/*.json', { cwd: join(import.meta.dirname, '../..') })
  return files
    .flatMap((file) => textsIn(JSON.parse(readFileSync(join(import.meta.dirname, '../..', file), 'utf8'))))
    .flatMap((text) => text.split(/\{\{.*?\}\}/).map((part) => part.trim()))
}

function textsIn(branch: unknown): string[] {
  if (typeof branch === 'string') return [branch]
  return typeof branch === 'object' && branch !== null ? Object.values(branch).flatMap(textsIn) : []
}

function consentTexts(): string[] {
  const { title, summary, sections, agreements } = consentTextIn('en')
  return [title, ...summary, ...sections.map(({ heading }) => heading), ...agreements.map(({ text }) => text)]
}

/** A page to be looked at; the kind names what there is to see. */
export interface Stop {
  readonly kind: string
  readonly guest: Guest
  readonly page: Page
}

interface Tour {
  readonly world: World
  readonly guest: Guest
  readonly language: Language
  readonly t: Translate
  /** Makes sure that this is the page meant, by its status and heading, and has it looked at. */
  see(kind: string, expected: { status?: number; heading?: string; page?: Page }): Promise<void>
}

/** Leads somebody to every page and every error state there is, in one language. */
export async function visitEveryPage(
  world: World,
  options: GuestOptions,
  look: (stop: Stop) => Promise<void>,
): Promise<string[]> {
  const seen: string[] = []
  const guest = await world.guest(options)
  const see: Tour['see'] = async (kind, { status = 200, heading, page = guest.page }) => {
    const headings = await page.locator('h1').allInnerTexts()
    assert.equal(headings.length, 1, `${kind} has ${headings.length} first headings`)
    if (heading) assert.equal(headings[0], heading, kind)
    if (page === guest.page) assert.equal((await guest.source()).status, status, kind)
    seen.push(kind)
    await look({ kind, guest, page })
  }
  const { language } = options
  const tour: Tour = { world, guest, language, t: words(language), see }
  await visitDoor(tour)
  await visitQuestions(tour)
  await visitLeaving(tour)
  await visitRecruiter(tour)
  await visitRefusals(tour)
  await visitResults(tour)
  await guest.context.close()
  return seen
}

async function visitDoor({ world, guest, language, t, see }: Tour): Promise<void> {
  const { page } = guest
  await page.goto(doorOf(world, language))
  await see('consent', {})
  await page.locator('details summary').click()
  await see('consent-details', {})
  await send(page)
  await see('consent-problems', { status: 422 })
  await page.goto(`${doorOf(world, language)}/declined`)
  await see('declined', { heading: t('participation:declined.title') })
}

async function visitQuestions({ world, guest, language, t, see }: Tour): Promise<void> {
  const { page, context } = guest
  await begin(page, doorOf(world, language))
  await see('question', {})
  await send(page)
  await see('question-problem', { status: 422 })
  const root = doorOf(world, language)

  const stale = await context.newPage()
  await stale.goto(`${root}/questions/1`)
  await answer(page, 1)
  await page.goto(`${root}/questions/1`)
  await see('question-answered', {})
  await answer(stale, 2)
  await see('conflict', { heading: t('participation:conflict.title'), page: stale })

  await stale.goto(`${root}/questions/1`)
  await page.goto(`${root}/questions`)
  await answerAll(page)
  await see('feedback', { heading: t('participation:feedback.title') })
  await page.locator('textarea').fill('a'.repeat(2001))
  await send(page)
  await see('feedback-problem', { status: 422, heading: t('participation:feedback.title') })
  await page.locator('textarea').fill('0171 1234567, me@example.org')
  await send(page)
  await see('feedback-identifier', { status: 422, heading: t('participation:feedback.title') })
  await page.locator('textarea').fill('a'.repeat(70_000))
  await send(page)
  await see('error-too-large', { status: 413, heading: t('errors:too-large.title') })
  await page.goto(`${root}/feedback`)
  await send(page)
  await see('thanks', { heading: t('participation:thanks.title') })
  await answer(stale, 2)
  await see('error-participation-ended', { heading: t('errors:participation-ended.title'), page: stale })
  await stale.close()
}

async function visitLeaving({ world, guest, language, t, see }: Tour): Promise<void> {
  const { page, context } = guest
  const root = doorOf(world, language)
  await context.clearCookies()
  await page.goto(`${root}/my-data`)
  await see('my-code', { heading: t('my-data:code.title') })
  await page.locator('#code').fill('half a link')
  await send(page)
  await see('my-code-problem', { status: 422, heading: t('my-data:code.title') })
  await begin(page, root)
  await answer(page, 1)
  await page.goto(`${root}/my-data`)
  await see('my-data', { heading: t('my-data:title') })
  await page.goto(`${root}/withdraw`)
  await see('withdraw', { heading: t('participation:withdraw.title') })
  await send(page)
  await see('withdrawn', { heading: t('participation:withdrawn.title') })
  await page.goto(`${root}/my-data`)
  await see('my-data-left', { heading: t('my-data:title') })
}

async function visitRecruiter({ world, guest, language, t, see }: Tour): Promise<void> {
  const { page, context } = guest
  const door = doorOf(world, language, world.recruited)
  const somebody = `?PROLIFIC_PID=${randomUUID().replaceAll('-', '').slice(0, 24)}`
  await context.clearCookies()
  await page.goto(door)
  await see('error-link-incomplete', { status: 400, heading: t('errors:link-incomplete.title') })
  await page.goto(`${door}/declined${somebody}`)
  await see('declined-recruited', { heading: t('participation:declined.title') })
  await begin(page, `${door}${somebody}`)
  await answerAll(page)
  await send(page)
  await see('thanks-recruited', { heading: t('participation:thanks.title') })
}

async function visitRefusals({ world, guest, language, t, see }: Tour): Promise<void> {
  const { page, context } = guest
  const error = (code: string, status: number) => see(`error-${code}`, { status, heading: t(`errors:${code}.title`) })
  const { url } = world.app
  await context.clearCookies()
  await page.goto(`${doorOf(world, language)}/questions`)
  await error('participation-unknown', 404)
  await page.goto(`${url}/take/nowhere/${language}`)
  await error('study-unknown', 404)
  await page.goto(`${url}/take/${world.open}/fr`)
  await error('language-unknown', 404)
  await page.goto(doorOf(world, language, world.closed))
  await error('study-closed', 410)
  await begin(page, doorOf(world, language, world.full))
  await error('study-full', 409)
  await beginTooOften(guest, doorOf(world, language, world.slow))
  await error('too-many-starts', 429)
  await page.goto(doorOf(world, language))
  await page.locator('[name=formToken]').evaluate((field) => field.setAttribute('value', 'another'))
  await tickAll(page)
  await error('form-expired', 403)
  await page.goto(`${url}/nowhere`)
  await error('not-found', 404)
  await page.goto(`${url}/take/%E0%A4%A/${language}`)
  await error('request-refused', 400)
}

async function visitResults({ world, guest, language, t, see }: Tour): Promise<void> {
  const { page } = guest
  const { url, db } = world.app
  await page.goto(`${url}/studies`)
  await see('error-not-signed-in', { status: 401, heading: t('errors:not-signed-in.title') })
  const link = `${url}/sign-in/${await createSignInLink(db, new Date())}`
  await page.goto(`${link}?language=${language}`)
  await see('sign-in', { heading: t('accounts:signIn.title') })
  await send(page)
  await see('studies', { heading: t('consistency:studies.title') })
  await page.goto(`${url}/studies/${world.answered}/baseline`)
  await see('baseline', { heading: t('consistency:baseline.title') })
  await page.goto(`${url}/studies/${world.closed}/baseline`)
  await see('baseline-empty', { status: 422, heading: t('input:page.early.title') })
  await page.goto(`${url}/studies/${world.lonely}/baseline`)
  await see('baseline-one-person', { status: 422, heading: t('input:page.early.title') })
  await page.goto(link)
  await send(page)
  await see('error-link-used', { status: 410, heading: t('errors:link-used.title') })
}

async function beginTooOften({ page, context, source }: Guest, door: string): Promise<void> {
  for (let times = 0; times < 3; times += 1) {
    await context.clearCookies()
    await begin(page, door)
    if ((await source()).status === 429) return
  }
}
