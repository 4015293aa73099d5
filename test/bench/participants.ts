import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inTurns, takePart } from './participation.ts'
import { type Person, person } from './person.ts'
import { type ServerProcess, startServer } from './processes.ts'
import { benchStudy } from './walker.ts'

const warmth = 400
const rounds = 4
const eachRound = 250
const most = { cpuMilliseconds: 8 }
const least = { perSecond: 120 }

interface Contender {
  readonly name: string
  readonly server: ServerProcess
  readonly walk: (someone: Person) => Promise<void>
}

/** What a whole participation costs, from the information to the thanks, 50 people at once, who and the server share
 *  the machine: ours with everything on; Express as it comes, whose pages hold no data; and bare node:http with an
 *  insert for each answer. Each sends 15 requests a person on connections that stay open.
 *  @throws if ours takes more CPU time than promised, or lets fewer people through */
export async function benchParticipants(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'stanceline-bench-'))
  const databaseUrl = `sqlite:${join(folder, 'bench.db')}`
  const servers: ServerProcess[] = []
  const started = async (args: readonly string[], env?: Record<string, string>) => {
    const server = await startServer(args, env)
    servers.push(server)
    return server
  }
  try {
    const ours = await started(['server/main.ts'], { DATABASE_URL: databaseUrl, PORT: '0' })
    const door = `${ours.url}/take/${await benchStudy(databaseUrl, 10_000)}/en`
    const size = String(await pageSize(door))
    const express = await started(['test/bench/default-app.ts', size])
    const bare = await started(['test/bench/bare-app.ts', size, join(folder, 'bare.db')])
    await compared([
      { name: 'ours, everything on', server: ours, walk: (someone) => takePart(someone, door) },
      { name: 'Express and EJS, no data', server: express, walk: (someone) => walkPlain(someone, express.url) },
      { name: 'node:http and SQLite', server: bare, walk: (someone) => walkPlain(someone, bare.url) },
    ])
  } finally {
    await Promise.all(servers.map((server) => server.stop()))
    await rm(folder, { recursive: true, force: true })
  }
}

/** All take turns, so that whatever else the machine does falls on each. */
async function compared(contenders: readonly Contender[]): Promise<void> {
  const spent = contenders.map((contender) => ({ ...contender, cpu: 0, seconds: 0, requests: 0, people: 0 }))
  for (const { walk } of spent) await inTurns(warmth, walk)
  for (let round = 0; round < rounds; round += 1)
    for (const one of spent) {
      const [cpu, start] = [one.server.cpuMicroseconds(), performance.now()]
      one.requests += await inTurns(eachRound, one.walk)
      one.seconds += (performance.now() - start) / 1000
      one.cpu += one.server.cpuMicroseconds() - cpu
      one.people += eachRound
    }
  const rows = spent.map(({ name, cpu, seconds, requests, people }) => ({
    server: name,
    'requests each': requests / people,
    'CPU ms each': Number((cpu / 1000 / people).toFixed(2)),
    'people a second': Math.round(people / seconds),
  }))
  console.table(rows)
  const [ours] = rows
  if (!ours) throw new RangeError('nobody was measured')
  if (ours['CPU ms each'] > most.cpuMilliseconds) throw new Error('a participation costs more than 8 ms of CPU')
  if (ours['people a second'] < least.perSecond) throw new Error('fewer than 120 people a second get through')
}

async function pageSize(door: string): Promise<number> {
  const someone = person()
  await someone.open(door)
  await someone.send()
  const size = Buffer.byteLength(someone.html)
  someone.leave()
  return size
}

async function walkPlain(someone: Person, url: string): Promise<void> {
  const fields = { formToken: 'x'.repeat(22), seenRevision: '0', choice: 'x'.repeat(36) }
  await someone.open(`${url}/page`)
  for (let forms = 0; forms < 7; forms += 1) await someone.send(fields)
}

if (import.meta.main) await benchParticipants()
