import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestContext } from 'node:test'
import { parse } from 'csv-parse/sync'
import { exportStudy } from '../../server/exports/export-study.ts'
import { recordAnswer } from '../../server/participation/answers.ts'
import { abstain, type Choice, declined } from '../../server/participation/choice.ts'
import { finishParticipation } from '../../server/participation/finish.ts'
import { findJourney } from '../../server/participation/journey.ts'
import { startParticipation } from '../../server/participation/start.ts'
import type { Db } from '../../server/platform/db/connection.ts'
import type { Language } from '../../server/platform/languages.ts'
import { randomToken } from '../../server/platform/tokens.ts'
import type { Study } from '../../server/studies/study.ts'
import { noon } from '../support/given.ts'

export interface Taking {
  readonly language?: Language
  readonly isSimulated?: boolean
  /** How many questions have an answer; absent: all, and the person finishes. */
  readonly stopsAfter?: number
  readonly comment?: string
  readonly minutes?: number
  /** Which choice of those on the page: its place, or what it is. */
  readonly picks: (n: number) => number | 'abstain' | 'declined'
}

/** Lets one person take part; gives who they are. */
export async function takesPart(db: Db, study: Study, taking: Taking): Promise<string> {
  const token = randomToken()
  const { language = 'en', isSimulated = false, stopsAfter, comment = '', minutes = 4, picks } = taking
  await startParticipation(db, { study, language, startKey: token, token, isSimulated, startedAt: noon })
  const journey = await findJourney(db, token)
  if (!journey) throw new Error('the person who began is not there')
  const holder = { token, studyId: study.id }
  const answeredAt = new Date(noon.getTime() + minutes * 60_000)
  for (const { position, choices } of journey.askings.slice(0, stopsAfter)) {
    const choice = chosen(choices, picks(position))
    await recordAnswer(db, { ...holder, position, choice, seenRevision: 0, answeredAt })
  }
  if (stopsAfter === undefined)
    await finishParticipation(db, { ...holder, feedback: comment, finishedAt: answeredAt })
  return journey.participant.id
}

function chosen(choices: readonly Choice[], pick: number | 'abstain' | 'declined'): Choice {
  const choice = typeof pick === 'number' ? choices[pick] : { abstain, declined }[pick]
  if (!choice || !choices.includes(choice)) throw new Error(`nothing to choose at ${pick}`)
  return choice
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
