import { after } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { createSignInLink } from '../../server/accounts/sign-in.ts'
import { type Language, languages } from '../../server/platform/languages.ts'
import { closeStudy } from '../../server/studies/study.ts'
import { givenPeople, givenStarterStudy, openApp, type TestApp } from '../support/app.ts'
import { type Guest, type GuestOptions, launchBrowser, openGuest } from '../support/browser.ts'
import { send } from './given-deeds.ts'

/** The app with studies in every state, and a browser to look at it. */
export interface World {
  readonly app: TestApp
  /** Offers abstaining and declining, and is open in all languages. */
  readonly open: string
  readonly closed: string
  readonly full: string
  /** Lets nobody begin but one a minute. */
  readonly slow: string
  /** Prolific sends people to it. */
  readonly recruited: string
  /** Simulated people have answered it. */
  readonly answered: string
  /** One simulated person has answered it. */
  readonly lonely: string
  guest(options: GuestOptions): Promise<Guest>
  /** Opens the results to a browser. */
  signIn(page: Page): Promise<void>
}

/** One browser and one app for a test file; both are closed when it ends. */
export async function openWorld(): Promise<World> {
  const browser: Browser = await launchBrowser()
  const app = await openApp()
  after(async () => {
    await browser.close()
    await app.close()
  })
  return {
    app,
    ...(await givenStudies(app)),
    guest: (options) => openGuest(browser, app.url, options),
    signIn: async (page) => {
      await page.goto(`${app.url}/sign-in/${await createSignInLink(app.db, new Date())}`)
      await send(page)
    },
  }
}

async function givenStudies(app: TestApp) {
  const { db } = app
  const open = await givenStarterStudy(db, { name: 'Open', peoplePerUnit: 100, isAbstainOffered: true })
  const closed = await givenStarterStudy(db, { name: 'Closed' })
  await closeStudy(db, closed, new Date())
  const full = await givenStarterStudy(db, { name: 'Full', peoplePerUnit: 1 })
  const ofFull = db.selectFrom('studyUnits').where('studyId', '=', full).select('id')
  await db.updateTable('unitPlaces').set({ taken: 1 }).where('unitId', 'in', ofFull).execute()
  const slow = await givenStarterStudy(db, { name: 'Slow', startsPerMinute: 1 })
  const codes = { recruiter: 'prolific', complete: 'C1ABCD2E', declined: 'C2NOTHX9' } as const
  const recruited = await givenStarterStudy(db, { name: 'Recruited', peoplePerUnit: 100, ...codes })
  const answered = await givenStarterStudy(db, { name: 'Answered', peoplePerUnit: 2 })
  await givenPeople(app, answered, languages.length * 16)
  const lonely = await givenStarterStudy(db, { name: 'Lonely' })
  await givenPeople(app, lonely, 1)
  return { open, closed, full, slow, recruited, answered, lonely }
}

export function doorOf({ app, open }: World, language: Language, study = open): string {
  return `${app.url}/take/${study}/${language}`
}
