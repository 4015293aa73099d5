import { openDatabase } from '../../server/platform/db/connection.ts'
import { createStudy } from '../../server/studies/create-study.ts'
import { studyDesign } from '../../server/studies/schema.ts'
import { get, type HttpClient, patiently, post } from './client.ts'

/** Somebody on the pages of a study, who answers as fast as the server does. */
export interface Walker {
  readonly cookie: string
  html: string
  address: string
}

/** A study that takes as many people as a bench needs. Each is asked five wordings of one question. */
export async function benchStudy(databaseUrl: string, people: number): Promise<string> {
  const db = await openDatabase(databaseUrl)
  const design = studyDesign.parse({
    unitKind: 'paraphrase',
    languages: ['en'],
    peoplePerUnit: people,
    startsPerMinute: 100_000,
  })
  const id = await createStudy(db, { design, createdAt: new Date() })
  await db.destroy()
  return id
}

/** Where people come from, unless told otherwise. */
const usual: Pick<HttpClient, 'get' | 'post'> = { get, post }

/** Agrees and opens the first question. */
export async function begin(url: string, study: string, client = usual): Promise<Walker> {
  const door = await client.get(`${url}/take/${study}/en`)
  const body = consentIn(door.body)
  const begun = await patiently(() => client.post(`${url}/take/${study}/en/participation`, { body }))
  const shown = await client.get(`${url}${begun.location}`, begun.cookie)
  return { cookie: begun.cookie, html: shown.body, address: begun.location }
}

/** Answers the question that is open and opens the next page. Returns what was chosen, once the server said it is kept. */
export async function step(url: string, walker: Walker, client = usual): Promise<string> {
  const [choice = ''] = choicesIn(walker.html)
  const body = { ...hiddenIn(walker.html), choice }
  const sent = await patiently(() => client.post(`${url}${walker.address}`, { cookie: walker.cookie, body }))
  if (sent.status !== 303) throw new Error(`an answer got ${sent.status}`)
  walker.address = sent.location
  walker.html = (await client.get(`${url}${sent.location}`, walker.cookie)).body
  return choice
}

/** What can be chosen on a question page. */
export function choicesIn(html: string): string[] {
  return Array.from(html.matchAll(/name="choice" value="([^"]+)"/g), ([, choice = '']) => choice)
}

/** The form of a consent page, every box ticked. */
export function consentIn(html: string): Record<string, string> {
  const boxes = html.matchAll(/<input type="checkbox" id="\w+" name="(\w+)"/g)
  return { ...hiddenIn(html), ...Object.fromEntries(Array.from(boxes, ([, name = '']) => [name, 'yes'])) }
}

export function hiddenIn(html: string): Record<string, string> {
  const inputs = html.matchAll(/<input type="hidden" name="(\w+)" value="([^"]*)"/g)
  return Object.fromEntries(Array.from(inputs, ([, name = '', value = '']) => [name, value]))
}
