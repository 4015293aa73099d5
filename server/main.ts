import { createSignInLink } from './accounts/sign-in.ts'
import { createApp } from './app.ts'
import { gatherDeps, openMigrated } from './open.ts'
import { deleteOldNames } from './participation/recruiter-names.ts'
import { type Config, readConfig } from './platform/config.ts'
import { type Db, sqlitePath } from './platform/db/connection.ts'
import { eraseTraces } from './platform/db/erase-traces.ts'
import { becomeSoleServer } from './platform/db/sole-server.ts'
import type { Deps } from './platform/deps.ts'
import { faultOf } from './platform/http/fault.ts'
import { serve } from './platform/http/serve.ts'
import { languageNames } from './platform/languages.ts'
import { StartProblem } from './platform/start-problem.ts'
import { importStarter } from './questionnaires/starter.ts'
import { demonstrationId, openDemonstration } from './studies/demonstration.ts'
import { findStudy } from './studies/study.ts'
import { studyLinks } from './studies/study-links.ts'

/** Reads the configuration, opens the database, makes the app and listens, until it is told to stop. */
async function main(): Promise<void> {
  const config = readConfig(process.env)
  const path = sqlitePath(config.databaseUrl)
  const giveFree = path === undefined ? () => {} : becomeSoleServer(path)
  const db = await openMigrated(config)
  try {
    await open(config, db, giveFree)
  } catch (error) {
    await db.destroy()
    throw error
  }
}

async function open(config: Config, db: Db, giveFree: () => void): Promise<void> {
  let isDraining = false
  const deps = { ...(await gatherDeps(config, db)), isDraining: () => isDraining }
  await importStarter(db)
  const isFirstStart = await openDemonstration(db, deps.now())
  const sweeping = setInterval(() => void sweep(deps), sweepMs).unref()
  await sweep(deps)
  const listening = await serve({ ...config, log: deps.log }, (url) =>
    createApp({ ...deps, baseUrl: config.baseUrl ?? url }),
  )

  const stop = stopOnce(async () => {
    isDraining = true
    await listening.close(patienceMs)
    clearInterval(sweeping)
    await db.destroy()
    giveFree()
  })
  process.on('SIGINT', stop)
  process.on('SIGTERM', stop)

  const baseUrl = config.baseUrl ?? listening.url
  const study = await findStudy(db, demonstrationId)
  const signIn = isFirstStart ? await createSignInLink(db, deps.now()) : undefined
  console.log(greeting({ baseUrl, links: studyLinks(baseUrl, study), signIn, databaseUrl: config.databaseUrl }))
}

const patienceMs = 3000
const sweepMs = 3_600_000

/** Deletes what is kept for a time only. What failed is done the next time. */
async function sweep({ db, now, log }: Pick<Deps, 'db' | 'now' | 'log'>): Promise<void> {
  try {
    if ((await deleteOldNames(db, now())) > 0) void eraseTraces(db)
  } catch (error) {
    log.incident({ method: '(none)', route: '(sweep)', status: 500, code: 'unexpected', ...faultOf(error) })
  }
}

/** The first signal lets requests under way finish; a second one ends at once. */
function stopOnce(close: () => Promise<void>): () => void {
  let isStopping = false
  return () => {
    if (isStopping) process.exit(1)
    isStopping = true
    console.log('\nStopping: letting requests under way finish.')
    close().then(
      () => console.log('Stopped. All answers are stored.'),
      (error) => fail(error),
    )
  }
}

interface Greeting {
  readonly baseUrl: string
  readonly links: ReturnType<typeof studyLinks>
  readonly signIn: string | undefined
  readonly databaseUrl: string
}

function greeting({ baseUrl, links, signIn, databaseUrl }: Greeting): string {
  const results = `${baseUrl}/studies/${demonstrationId}/baseline`
  const path = sqlitePath(databaseUrl)
  const rows = Object.entries(links).map(
    ([language, link]) => `  ${link}   ${languageNames[language as keyof typeof links]}`,
  )
  return [
    'Stanceline is running. To take part in the demonstration study, open:',
    ...rows,
    `Its results are at ${results}`,
    signIn
      ? `  This link opens them, once: ${baseUrl}/sign-in/${signIn}?next=/studies/${demonstrationId}/baseline`
      : '  For a link that opens them: npx stanceline sign-in-link',
    `Data are stored in ${path ?? 'the PostgreSQL database that DATABASE_URL names'}`,
    'To stop, press Ctrl-C.',
  ].join('\n')
}

function fail(error: unknown): void {
  console.error(error instanceof StartProblem ? error.message : error)
  process.exitCode = error instanceof StartProblem ? 2 : 1
}

main().catch(fail)
