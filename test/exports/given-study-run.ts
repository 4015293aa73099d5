import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestContext } from 'node:test'
import { parse } from 'csv-parse/sync'
import { exportStudy } from '../../server/exports/export-study.ts'
import type { Db } from '../../server/platform/db/connection.ts'
import type { Language } from '../../server/platform/languages.ts'
import type { Study } from '../../server/studies/study.ts'
import { browse, type Client, locationOf, open, type Page, send, ticked } from '../support/browse.ts'

export interface Taking {
  readonly language?: Language
  readonly isSimulated?: boolean
  /** How many questions have an answer; absent: all, and the person finishes. */
  readonly stopsAfter?: number
  readonly comment?: string
  readonly minutes?: number
  /** Which choice of those on the page, by the place of the question: its own place, or what it is. */
  readonly picks: (position: number) => number | 'abstain' | 'declined'
}

/** Lets people take part in a study one after another; tells who each is. */
export async function takers(t: TestContext, db: Db, study: Study): Promise<(taking: Taking) => Promise<string>> {
  const site = await browse(t, db)
  const known = new Set<string>()
  return async (taking) => {
    const client = site.client()
    const { language = 'en', isSimulated = false, minutes = 4 } = taking
    const door = await open(client, `/take/${study.id}/${language}${isSimulated ? '?simulated=yes' : ''}`)
    const first = await open(client, locationOf(await send(client, door, ticked)))
    site.pass(minutes)
    await walk(client, first, taking)
    const people = await db.selectFrom('participants').where('studyId', '=', study.id).select('id').execute()
    const [id = 'none'] = people.map((one) => one.id).filter((one) => !known.has(one))
    known.add(id)
    return id
  }
}

async function walk(client: Client, first: Page, { stopsAfter, comment = '', picks }: Taking): Promise<void> {
  let page = first
  for (let position = 1; page.choices.length > 0; position += 1) {
    if (stopsAfter !== undefined && position > stopsAfter) return
    const pick = picks(position)
    const choice = typeof pick === 'number' ? (page.choices[pick]?.value ?? 'none') : pick
    page = await open(client, locationOf(await send(client, page, { choice })))
  }
  await send(client, page, { feedback: comment })
}

type Row = Record<string, string>

export interface Exported {
  readonly folder: string
  readonly answers: readonly Row[]
  readonly participants: readonly Row[]
  readonly codebook: readonly Row[]
  readonly run: { readonly variables: Record<string, unknown>; readonly rows: readonly Record<string, unknown>[] }
}

/** Exports a study into a folder that is gone after the test, and reads the files. */
export async function exported(t: TestContext, db: Db, study: Study): Promise<Exported> {
  const folder = join(await givenFolder(t), 'export')
  await exportStudy(db, study, folder)
  const csv = async (name: string): Promise<Row[]> =>
    parse(await readFile(join(folder, name), 'utf8'), { columns: true })
  const { variables, data } = JSON.parse(await readFile(join(folder, 'run.json'), 'utf8'))
  return {
    folder,
    answers: await csv('answers.csv'),
    participants: await csv('participants.csv'),
    codebook: await csv('codebook.csv'),
    run: { variables, rows: linesOf(data) },
  }
}

function linesOf(data: string): Record<string, unknown>[] {
  return data.split('\n').flatMap((line) => (line === '' ? [] : JSON.parse(line)))
}

export async function givenFolder(t: TestContext): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'stanceline-export-'))
  t.after(() => rm(folder, { recursive: true, force: true }))
  return folder
}
