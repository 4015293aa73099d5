import type { TestContext } from 'node:test'
import { parse } from 'node-html-parser'
import request from 'supertest'
import { createApp } from '../../server/app.ts'
import type { Db } from '../../server/platform/db/connection.ts'
import type { Deps } from '../../server/platform/deps.ts'
import { serve } from '../../server/platform/http/serve.ts'
import { readWords, type Words } from '../../server/platform/http/words.ts'
import type { Incident, Refused } from '../../server/platform/log.ts'
import type { Study } from '../../server/studies/study.ts'
import { noon } from './given.ts'

export type Client = ReturnType<typeof request.agent>
export type Reply = request.Response
export type Fields = Readonly<Record<string, string>>

/** The shipped app on a free port, with a clock of its own. */
export interface Site {
  readonly url: string
  readonly words: Words
  /** What went wrong inside, as it would be logged. */
  readonly incidents: Incident[]
  /** What was refused, as it would be logged. */
  readonly refusals: Refused[]
  /** A browser that has not been here before. */
  client(): Client
  pass(minutes: number): void
}

export async function browse(t: TestContext, db: Db, changes: Partial<Deps> = {}): Promise<Site> {
  let time = noon
  const words = await readWords()
  const incidents: Incident[] = []
  const refusals: Refused[] = []
  const deps = {
    db,
    words,
    log: { incident: (one: Incident) => incidents.push(one), refused: (one: Refused) => refusals.push(one) },
    secret: 'a secret that only the tests know of',
    isPublic: false,
    dataFolder: undefined,
    leftFile: undefined,
    isDraining: () => false,
    now: () => time,
  }
  const site = await serve({ port: 0, isPublic: false, log: deps.log }, (baseUrl) =>
    createApp({ ...deps, baseUrl, ...changes }),
  )
  t.after(() => site.close())
  const url = site.url.replace('localhost', '127.0.0.1')
  return {
    url,
    words,
    incidents,
    refusals,
    client: () => request.agent(url),
    pass: (minutes) => {
      time = new Date(time.getTime() + minutes * 60_000)
    },
  }
}

export interface Choosable {
  readonly label: string
  readonly value: string
  readonly isChosen: boolean
}

/** What a page says, and the one form on it. */
export interface Page {
  readonly language: string | undefined
  readonly heading: string
  readonly text: string
  readonly action: string
  readonly hidden: Fields
  readonly checkboxes: readonly string[]
  readonly choices: readonly Choosable[]
  readonly comment: string | undefined
}

export function pageIn({ text: html }: Reply): Page {
  const root = parse(html)
  const inputs = root.querySelectorAll('form[method=post] input')
  const ofType = (type: string) => inputs.filter((input) => input.getAttribute('type') === type)
  const named = (input: (typeof inputs)[number], name: string) => input.getAttribute(name) ?? ''
  return {
    language: root.querySelector('html')?.getAttribute('lang'),
    heading: root.querySelector('h1')?.text.trim() ?? '',
    text: root.querySelector('main')?.text.replace(/\s+/g, ' ').trim() ?? '',
    action: root.querySelector('form[method=post]')?.getAttribute('action') ?? '',
    hidden: Object.fromEntries(ofType('hidden').map((input) => [named(input, 'name'), named(input, 'value')])),
    checkboxes: ofType('checkbox').map((input) => named(input, 'name')),
    choices: ofType('radio').map((input) => ({
      label: root.querySelector(`label[for=${named(input, 'id')}]`)?.text.trim() ?? '',
      value: named(input, 'value'),
      isChosen: input.hasAttribute('checked'),
    })),
    comment: root.querySelector('textarea')?.text,
  }
}

export async function open(client: Client, address: string): Promise<Page> {
  return pageIn(await client.get(address))
}

/** Sends the form of a page with what it carries, changed as told. */
export function send(client: Client, { action, hidden }: Page, fields: Fields): PromiseLike<Reply> {
  return client
    .post(action)
    .type('form')
    .send({ ...hidden, ...fields })
}

export const ticked: Fields = { part: 'yes', adult: 'yes' }

/** Reads the information and agrees; gives the reply to that. */
export async function agree(client: Client, { id }: Pick<Study, 'id'>, door = 'en'): Promise<Reply> {
  return await send(client, await open(client, `/take/${id}/${door}`), ticked)
}

/** Agrees and opens the first question. */
export async function begin(client: Client, study: Pick<Study, 'id'>, door = 'en'): Promise<Page> {
  const reply = await agree(client, study, door)
  return open(client, locationOf(reply))
}

/** Chooses by the label on the page, and gives the reply. */
export function choose(client: Client, page: Page, label: string): PromiseLike<Reply> {
  return send(client, page, { choice: valueLabelled(page, label) })
}

export function valueLabelled({ choices, heading }: Page, label: string): string {
  const choice = choices.find((one) => one.label === label)
  if (!choice) throw new Error(`no choice "${label}" for "${heading}"`)
  return choice.value
}

/** Goes from question to question until none is left; gives the page with the comment. */
export async function answerAll(client: Client, first: Page, pick: (page: Page) => string): Promise<Page> {
  let page = first
  while (page.choices.length > 0) page = await open(client, locationOf(await choose(client, page, pick(page))))
  return page
}

/** Takes part from the door to the thanks. */
export async function takePart(client: Client, study: Pick<Study, 'id'>, pick: (page: Page) => string): Promise<Page> {
  const comment = await answerAll(client, await begin(client, study), pick)
  return open(client, locationOf(await send(client, comment, {})))
}

export function locationOf({ headers, status }: Reply): string {
  const { location } = headers
  if (typeof location !== 'string') throw new Error(`a reply with status ${status} that leads nowhere`)
  return location
}
