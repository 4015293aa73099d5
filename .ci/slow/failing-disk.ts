import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { openDatabase } from '../../server/platform/db/connection.ts'
import { type HttpClient, openClient } from '../../test/bench/client.ts'
import { type ServerProcess, startServer } from '../../test/bench/processes.ts'
import { begin, benchStudy, choicesIn, hiddenIn, step, type Walker } from '../../test/bench/walker.ts'
import { findViolations } from '../../test/walks/invariants.ts'
import { countLost, type Noting, noting } from './acknowledged.ts'
import { run } from './disk.ts'
import { onEngine, type Running } from './engine.ts'

/** A disk that fails to sync, at one moment after another, and one that is full: nobody may be told that an answer is
 *  kept when it is not. A server that
 *  takes a failed commit for a good one must be found out. Needs root and strace; elsewhere it says that it did not run. Argument: moments. */
const moments = Number(process.argv[2] ?? 10)
const people = 20

if (process.getuid?.() !== 0) {
  console.log('failing disk: skipped, as only root can mount a disk and trace a server')
  process.exit(0)
}

interface At {
  readonly url: string
  readonly study: string
  readonly client: Noting
}

function everybody({ url, study, client }: At): Promise<Walker[]> {
  return Promise.all(Array.from({ length: people }, () => begin(url, study, client)))
}

/** People who answer until they are told otherwise; gives where each of them stood then. */
async function walkUntilRefused({ url, study, client }: At, walkers: readonly Walker[]): Promise<Walker[]> {
  const impatient = withoutPatience(client)
  const walk = async (walker: Walker): Promise<Walker> => {
    for (let at = walker; ; at = at.address.endsWith('/feedback') ? await begin(url, study, impatient) : at)
      try {
        await step(url, at, impatient)
      } catch {
        return at
      }
  }
  return (await Promise.all(walkers.map((one) => walk(one).catch(() => one)))).filter(isAtQuestion)
}

function isAtQuestion({ html }: Walker): boolean {
  return choicesIn(html).length > 0
}

function withoutPatience(client: HttpClient): HttpClient {
  return { ...client, post: async (...sent) => ({ ...(await client.post(...sent)), retryAfter: undefined }) }
}

/** What the server replies to an answer of each of them now. */
async function statusesNow(url: string, client: HttpClient, walkers: readonly Walker[]): Promise<number[]> {
  const sent = walkers.map(({ address, cookie, html }) =>
    client.post(`${url}${address}`, { cookie, body: { ...hiddenIn(html), choice: choicesIn(html).at(-1) ?? '' } }),
  )
  return (await Promise.all(sent)).map(({ status }) => status)
}

async function traced(server: ServerProcess, moment: number, log: string): Promise<ChildProcess> {
  const failing = `inject=fsync,fdatasync:error=EIO:when=${moment}+`
  const args = ['-f', '-p', String(server.pid), '-e', 'trace=fsync,fdatasync', '-e', failing, '-o', log]
  const tracer = spawn('strace', args, { stdio: 'ignore' })
  await wait(500)
  return tracer
}

async function failToSync(
  { db, databaseUrl, folder, start }: Running,
  moment: number,
  script?: string,
): Promise<string[]> {
  const study = await benchStudy(databaseUrl, 10_000)
  const server = await start(script)
  const url = server.url.replace('localhost', '127.0.0.1')
  const log = join(folder, `trace-${moment}`)
  const client = noting(openClient(people))
  const begun = await everybody({ url, study, client })
  const tracer = await traced(server, moment, log)
  const walkers = await walkUntilRefused({ url, study, client }, begun)
  const kept = client.acknowledged.length
  const statuses = await statusesNow(url, client, walkers)
  const [live, ready] = [await client.get(`${url}/livez`), await client.get(`${url}/readyz`)]
  await server.stop('SIGKILL')
  await (tracer.exitCode === null ? once(tracer, 'exit') : undefined)
  client.close()
  const injected = readFileSync(log, 'utf8').split('INJECTED').length - 1
  return [
    ...(injected > 0 ? [] : ['no sync failed: this proves nothing']),
    ...(walkers.length > 0 && statuses.every((status) => status === 503)
      ? []
      : [`after it, answers got ${[...new Set(statuses)]}`]),
    ...(live.status === 200 && ready.status === 503 ? [] : [`live ${live.status}, ready ${ready.status}`]),
    ...((await countLost(db, client.acknowledged.slice(0, kept))) === 0 ? [] : ['answers were lost']),
    ...(await findViolations(db)),
  ]
}

async function fill({ folder }: Running): Promise<string[]> {
  const disk = join(folder, 'small')
  mkdirSync(disk)
  run('mount', '-t', 'tmpfs', '-o', 'size=12m', 'tmpfs', disk)
  const databaseUrl = `sqlite:${join(disk, 'small.db')}`
  const server = await startServer(['server/main.ts'], { DATABASE_URL: databaseUrl, PORT: '0' })
  const found = await filled(server, databaseUrl, disk).finally(() => server.stop())
  run('umount', disk)
  return found
}

async function filled(server: ServerProcess, databaseUrl: string, disk: string): Promise<string[]> {
  const url = server.url.replace('localhost', '127.0.0.1')
  const study = await benchStudy(databaseUrl, 100_000)
  const client = noting(openClient(people))
  const walkers = await walkUntilRefused({ url, study, client }, await everybody({ url, study, client }))
  const reads = await Promise.all(walkers.map(({ address, cookie }) => client.get(`${url}${address}`, cookie)))
  const refused = await client.get(`${url}/readyz`)
  run('mount', '-o', 'remount,size=400m', disk)
  await wait(5000)
  const statuses = await statusesNow(url, client, walkers)
  client.close()
  const db = await openDatabase(databaseUrl)
  const [lost, violations] = [await countLost(db, client.acknowledged), await findViolations(db)]
  await db.destroy()
  console.log(`full disk: ${client.acknowledged.length} answers acknowledged, ${lost} lost`)
  return [
    ...(reads.every(({ status }) => status === 200) ? [] : ['pages could not be read on a full disk']),
    ...(refused.status === 503 ? [] : ['a server with a full disk said that it is ready']),
    ...(walkers.length > 0 && statuses.every((status) => status === 303)
      ? []
      : [`with room again, answers got ${[...new Set(statuses)]}`]),
    ...(lost === 0 ? [] : [`${lost} answers were lost`]),
    ...violations,
  ]
}

await onEngine('sqlite', {}, async (running) => {
  const wrong: string[] = []
  for (let n = 0; n < moments; n += 1) {
    const moment = n < 5 ? n + 1 : n * n
    wrong.push(...(await failToSync(running, moment)).map((one) => `sync ${moment}: ${one}`))
  }
  console.log(`a sync failed at ${moments} moments: ${wrong.length} times otherwise than promised`)
  const careless = await failToSync(running, 1, `.ci/slow/weakened-server.ts careless ${running.databaseUrl}`)
  console.log(`a server that does not care whether a commit failed: ${careless.join('; ') || 'not found out'}`)
  if (careless.length === 0) wrong.push('the control was not found out')
  wrong.push(...(await fill(running)))
  for (const one of wrong) console.log(`  ${one}`)
  if (wrong.length > 0) process.exitCode = 1
})
process.exit(process.exitCode ?? 0)
