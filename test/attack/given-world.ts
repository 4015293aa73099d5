import type { TestContext } from 'node:test'
import { parse } from 'node-html-parser'
import { createApp } from '../../server/app.ts'
import type { Db } from '../../server/platform/db/connection.ts'
import type { Deps } from '../../server/platform/deps.ts'
import { type KnownRoute, listRoutes } from '../../server/platform/http/known-addresses.ts'
import type { Study } from '../../server/studies/study.ts'
import { browse, type Fields, type Site } from '../support/browse.ts'
import { givenStudy } from '../support/given.ts'
import { ask, type Told } from './ask.ts'

/** A form as a browser would send it, and whose it is. */
export interface Form {
  readonly pattern: string
  readonly action: string
  readonly fields: Fields
  readonly cookie: string | undefined
}

export interface World {
  readonly site: Site
  readonly db: Db
  readonly study: Study
  /** What participants can ask for, as the routers have it. */
  readonly routes: readonly KnownRoute[]
  /** One form for each address that takes one. */
  readonly forms: readonly Form[]
  /** Who has begun, has answered all, has finished, has left; and a second one who has begun. */
  readonly people: Readonly<Record<'begun' | 'answered' | 'finished' | 'left' | 'other', string>>
}

/** A German study with somebody at each point of it. Forms are found on the pages of those people. */
export async function givenWorld(t: TestContext, db: Db, changes: Partial<Deps> = {}): Promise<World> {
  const study = await givenStudy(db, { languages: ['de', 'en'], peoplePerUnit: 50, startsPerMinute: 1000 })
  const site = await browse(t, db, changes)
  const people = {
    begun: await arrived(site, study),
    other: await arrived(site, study),
    answered: await arrived(site, study),
    finished: await arrived(site, study),
    left: await arrived(site, study),
  }
  for (const cookie of [people.answered, people.finished]) await answerAll(site, study, cookie)
  await submit(site, formOn(await page(site, `/take/${study.id}/de/feedback`, people.finished), 'feedback'))
  await submit(site, formOn(await page(site, `/take/${study.id}/de/withdraw`, people.left), 'withdrawal'))
  const routes = participantRoutes(db)
  const world = { site, db, study, routes, people }
  return { ...world, forms: await foundForms(world) }
}

/** Every route of participants, without starting anything. */
function participantRoutes(db: Db): KnownRoute[] {
  const app = createApp({ db, secret: 'x', baseUrl: '', isPublic: false } as Deps)
  return listRoutes(app).filter(({ pattern }) => pattern.startsWith('/take'))
}

/** An address of a route. A route with a part that is not known here needs a value for it. */
export function addressOf({ study, people }: Pick<World, 'study' | 'people'>, pattern: string): string {
  const values: Fields = { study: study.id, language: 'de', position: '1', token: people.begun.split('=')[1] ?? '' }
  return pattern.replace(/:(\w+)/g, (_, name) => {
    const value = values[name]
    if (value === undefined) throw new Error(`no value for :${name} of ${pattern}`)
    return value
  })
}

async function foundForms(world: Omit<World, 'forms'>): Promise<Form[]> {
  const { routes } = world
  const found = new Map<string, Form>()
  for (const form of await allForms(world)) {
    const route = routes.find(({ address, methods }) => methods.includes('POST') && address.test(form.action))
    if (route && !found.has(route.pattern)) found.set(route.pattern, { ...form, pattern: route.pattern })
  }
  const missing = routes.filter(({ methods, pattern }) => methods.includes('POST') && !found.has(pattern))
  if (missing.length > 0) throw new Error(`no page has a form for ${missing.map(({ pattern }) => pattern).join(', ')}`)
  return [...found.values()]
}

async function allForms(world: Omit<World, 'forms'>): Promise<Form[]> {
  const { site, routes, people } = world
  const forms: Form[] = []
  for (const cookie of [people.begun, people.answered, undefined])
    for (const { pattern, methods } of routes)
      if (methods.includes('GET')) forms.push(...formsOn(await page(site, addressOf(world, pattern), cookie)))
  return forms
}

interface Opened extends Told {
  readonly cookie: string | undefined
}

async function page(site: Site, path: string, cookie: string | undefined): Promise<Opened> {
  return { ...(await ask(site.url, { path, cookie })), cookie }
}

function formsOn({ body, cookie }: Opened): Form[] {
  return parse(body)
    .querySelectorAll('form[method=post]')
    .map((form) => {
      const inputs = form.querySelectorAll('input[name], textarea[name], button[name]').toReversed()
      const fields = inputs.map((one) => [one.getAttribute('name') ?? '', one.getAttribute('value') ?? ''])
      return { pattern: '', action: form.getAttribute('action') ?? '', fields: Object.fromEntries(fields), cookie }
    })
}

function formOn(opened: Opened, end: string): Form {
  const form = formsOn(opened).find(({ action }) => action.endsWith(end))
  if (!form) throw new Error(`no form ${end} on a page with status ${opened.status}`)
  return form
}

export function submit(site: Site, { action, fields, cookie }: Form): Promise<Told> {
  return ask(site.url, { method: 'POST', path: action, cookie, body: new URLSearchParams(fields).toString() })
}

/** Agrees, and gives the cookie. */
async function arrived(site: Site, study: Study): Promise<string> {
  const told = await submit(site, formOn(await page(site, `/take/${study.id}/de`, undefined), 'participation'))
  return told.headers['set-cookie']?.[0]?.split(';')[0] ?? ''
}

async function answerAll(site: Site, study: Study, cookie: string): Promise<void> {
  let address = `/take/${study.id}/de/questions/1`
  for (let n = 0; n < 20 && /questions/.test(address); n += 1) {
    const told = await submit(site, formOn(await page(site, address, cookie), address))
    address = String(told.headers.location)
  }
}
