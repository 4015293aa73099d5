import { openDatabase } from '../../server/platform/db/connection.ts'
import { createStudy } from '../../server/studies/create-study.ts'
import { studyDesign } from '../../server/studies/schema.ts'
import { get, post } from './client.ts'

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

export async function begin(url: string, study: string): Promise<Walker> {
  const door = await get(`${url}/take/${study}/en`)
  const ticks = { part: 'yes', adult: 'yes' }
  const begun = await post(`${url}/take/${study}/en/participation`, { body: { ...hiddenIn(door.body), ...ticks } })
  const { body } = await get(`${url}${begun.location}`, begun.cookie)
  return { cookie: begun.cookie, html: body, address: begun.location }
}

/** Answers the question that is open and opens the next page. Returns what was chosen, once the server said it is kept. */
export async function step(url: string, walker: Walker): Promise<string> {
  const [, choice = ''] = /name="choice" value="([^"]+)"/.exec(walker.html) ?? []
  const body = { ...hiddenIn(walker.html), choice }
  const sent = await post(`${url}${walker.address}`, { cookie: walker.cookie, body })
  if (sent.status !== 303) throw new Error(`an answer got ${sent.status}`)
  walker.address = sent.location
  walker.html = (await get(`${url}${sent.location}`, walker.cookie)).body
  return choice
}

function hiddenIn(html: string): Record<string, string> {
  const inputs = html.matchAll(/<input type="hidden" name="(\w+)" value="([^"]*)"/g)
  return Object.fromEntries(Array.from(inputs, ([, name = '', value = '']) => [name, value]))
}
