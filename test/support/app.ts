import { createApp } from '../../server/app.ts'
import { type Db, openDatabase } from '../../server/platform/db/connection.ts'
import { serve } from '../../server/platform/http/serve.ts'
import { readWords } from '../../server/platform/http/words.ts'
import type { Incident } from '../../server/platform/log.ts'
import { importStarter } from '../../server/questionnaires/starter.ts'
import { simulate } from '../../server/simulation/simulate.ts'
import { createStudy } from '../../server/studies/create-study.ts'
import { type StudyWishes, studyDesign } from '../../server/studies/schema.ts'
import { findStudy } from '../../server/studies/study.ts'
import { listStudyWordings } from '../../server/studies/unit.ts'
import { freshDatabase } from './database.ts'
import type { Engine } from './engines.ts'

/** The shipped app on a database of its own, which holds the starter questionnaire. */
export interface TestApp {
  /** Where it can be reached, without a slash at the end. */
  readonly url: string
  readonly db: Db
  /** What the app logged: faults of ours. */
  readonly incidents: readonly Incident[]
  close(): Promise<void>
}

export async function openApp(engine: Engine = 'sqlite'): Promise<TestApp> {
  const database = await freshDatabase(engine)
  const db = await openDatabase(database.url)
  await importStarter(db)
  const served = await serveApp(db)
  return {
    ...served,
    db,
    close: async () => {
      await served.close()
      await db.destroy()
      await database.remove()
    },
  }
}

/** Serves a database on a free port of 127.0.0.1. */
export async function serveApp(db: Db): Promise<Omit<TestApp, 'db'>> {
  const incidents: Incident[] = []
  const deps = {
    db,
    words: await readWords(),
    log: { incident: (incident: Incident) => incidents.push(incident), refused: () => {} },
    secret: 'a secret that is long enough for tests',
    isPublic: false,
    dataFolder: undefined,
    leftFile: undefined,
    isDraining: () => false,
    now: () => new Date(),
  }
  const { url, close } = await serve({ port: 0, isPublic: false, log: deps.log }, (listening) =>
    createApp({ ...deps, baseUrl: numeric(listening) }),
  )
  return { url: numeric(url), incidents, close }
}

function numeric(url: string): string {
  return url.replace('localhost', '127.0.0.1')
}

/** A study of the starter questionnaire, open at once. Returns its id. */
export function givenStarterStudy(db: Db, wishes: StudyWishes = {}): Promise<string> {
  return createStudy(db, { design: studyDesign.parse(wishes), createdAt: new Date() })
}

/** Lets invented people take part in a study, the same ones every time. */
export async function givenPeople({ url, db }: TestApp, studyId: string, participants: number): Promise<void> {
  const study = await findStudy(db, studyId)
  const meanings = new Map(
    (await listStudyWordings(db, study)).map(({ text, topic, options }) => [
      text,
      { topic, stanceOf: new Map(options.map((option) => [option.text, option.stance])) },
    ]),
  )
  const addresses = study.languages.map((language) => `/take/${study.id}/${language}?simulated=yes`)
  await simulate({ origin: url, addresses, participants, consistency: 0.8, seed: 1, meanings })
}
