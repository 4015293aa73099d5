import { fork } from 'node:child_process'
import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import type { ServerProcess } from '../../test/bench/processes.ts'
import { benchStudy } from '../../test/bench/walker.ts'
import { findViolations } from '../../test/walks/invariants.ts'
import { onEngine, type Running } from './engine.ts'

/** How many participants a second two servers take that share PostgreSQL, beside one of them. Who takes part runs in a
 *  process of its own. On a machine whose cores one server, its database and the people fill already, a second server
 *  finds no room, so it is measured twice: with all there is, which is only told, and with each server held to the same
 *  share of a core, as machines of their own would be. Arguments: people each time, rounds, share. */
const people = Number(process.argv[2] ?? 400)
const rounds = Number(process.argv[3] ?? 3)
const share = Number(process.argv[4] ?? 0.3)
const least = 1.5

/** All in seconds, the latter three of CPU time. */
interface Spent {
  readonly seconds: number
  readonly servers: number
  readonly database: number
  readonly driver: number
}

interface Driven {
  readonly seconds: number
  readonly cpuSeconds: number
}

/** Lets people take part by a process of its own. */
async function drive(doors: readonly string[]): Promise<Driven> {
  const driver = fork(new URL('participants-driver.ts', import.meta.url), [String(people), ...doors])
  const [driven] = await once(driver, 'message')
  return driven as Driven
}

type Measured = Pick<Running, 'databaseCpu'> & { readonly study: string; readonly servers: readonly ServerProcess[] }

async function measure({ servers, study, databaseCpu }: Measured): Promise<Spent> {
  const cpuOf = () => servers.reduce((sum, { cpuMicroseconds }) => sum + cpuMicroseconds(), 0) / 1e6
  const before = { servers: cpuOf(), database: databaseCpu() / 1e6 }
  const { seconds, cpuSeconds: driver } = await drive(
    servers.map(({ url }) => `${url.replace('localhost', '127.0.0.1')}/take/${study}/en`),
  )
  return {
    seconds,
    driver,
    servers: cpuOf() - before.servers,
    database: databaseCpu() / 1e6 - before.database,
  }
}

/** One and two servers in turns, so that whatever else the machine does falls on both. */
async function compared(measured: Measured): Promise<number> {
  const spent = [1, 2].map((count) => ({ count, all: [] as Spent[] }))
  for (let round = 0; round < rounds; round += 1)
    for (const { count, all } of spent)
      all.push(await measure({ ...measured, servers: measured.servers.slice(0, count) }))
  const rows = spent.map(({ count, all }) => {
    const sum = (of: (one: Spent) => number) => all.reduce((total, one) => total + of(one), 0)
    const seconds = sum((one) => one.seconds)
    const cores = (of: (one: Spent) => number) => Number((sum(of) / seconds).toFixed(2))
    return {
      servers: count,
      'people a second': Number(((people * rounds) / seconds).toFixed(1)),
      'cores: servers': cores((one) => one.servers),
      database: cores((one) => one.database),
      people: cores((one) => one.driver),
    }
  })
  console.table(rows)
  const [one, two] = rows.map((row) => row['people a second'])
  return (two ?? Number.NaN) / (one ?? Number.NaN)
}

/** Every server may run for the same share of the time. */
async function held(servers: readonly ServerProcess[], run: () => Promise<number>): Promise<number> {
  const pids = servers.map(({ pid }) => pid)
  const worker = new Worker(new URL('hold-to-share.ts', import.meta.url), { workerData: { pids, share } })
  try {
    return await run()
  } finally {
    await worker.terminate()
    for (const pid of pids) process.kill(pid, 'SIGCONT')
  }
}

async function compare({ db, databaseUrl, databaseCpu, start }: Running): Promise<void> {
  const servers = [await start(), await start()]
  const study = await benchStudy(databaseUrl, 100_000)
  const measured = { servers, study, databaseCpu }
  await measure(measured) // warms both
  const free = await compared(measured)
  const ratio = await held(servers, () => compared(measured))
  const violations = await findViolations(db)
  console.log(
    `two servers take ${ratio.toFixed(2)} times as many people as one, each held to ${share} of a core (at least ` +
      `${least}); ${free.toFixed(2)} times on the bare machine; ${violations.join('; ') || 'no violation'}`,
  )
  if (!(ratio >= least) || violations.length > 0) process.exitCode = 1
}

await onEngine('postgres', { isDurable: true }, compare)
process.exit(process.exitCode ?? 0)
