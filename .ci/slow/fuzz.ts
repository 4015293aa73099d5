import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createApp } from '../../server/app.ts'
import { openDatabase } from '../../server/platform/db/connection.ts'
import type { Deps } from '../../server/platform/deps.ts'
import { listRoutes } from '../../server/platform/http/known-addresses.ts'
import { seededRandom } from '../../server/statistics/seeded-random.ts'
import { closeConnections, get } from '../../test/bench/client.ts'
import { begin } from '../../test/bench/walker.ts'
import { Connection } from './fuzz-connection.ts'
import { fuzzed, type Known } from './fuzz-request.ts'

const count = Number(process.argv[2] ?? 200_000)
const seed = Number(process.argv[3] ?? Math.floor(Math.random() * 2 ** 31))
const connections = 8

/** Broken requests of every kind, to every address: the server must go on, and never be the one that failed. */
const folder = await mkdtemp(join(tmpdir(), 'stanceline-fuzz-'))
const databaseUrl = `sqlite:${join(folder, 'fuzz.db')}`
console.log(`seed ${seed}`)
const server = await started()
const known = await knownOf(server.url)
const statuses: Record<string, number> = {}
const random = seededRandom(seed)
await Promise.all(Array.from({ length: connections }, (_, n) => sendAll(Math.ceil((count - n) / connections))))
const isAlive = (await get(`${server.url}/reference`).catch(() => undefined))?.status === 200
closeConnections()
const exits = server.child.exitCode === null && server.child.signalCode === null ? 0 : 1
server.child.kill('SIGTERM')
if (exits === 0) await once(server.child, 'exit')
await rm(folder, { recursive: true })

const faults = Object.entries(statuses).filter(([status]) => status.startsWith('5') || status === 'none in time')
const failed = faults.reduce((sum, [, n]) => sum + n, 0)
console.log(
  Object.entries(statuses)
    .toSorted()
    .map(([status, n]) => `${status.padEnd(16)}${n}`)
    .join('\n'),
)
console.log(`${count} requests: ${exits} exits, ${failed} failed, ${server.faults()} faults logged`)
process.exitCode = exits > 0 || failed > 0 || server.faults() > 0 || !isAlive ? 1 : 0

async function sendAll(requests: number): Promise<void> {
  const connection = new Connection(Number(new URL(server.url).port))
  for (let n = 0; n < requests && server.child.exitCode === null; n += 1) {
    const asked = fuzzed(random, known)
    const status = await connection.send(asked)
    if (status === 'none in time') console.error(`no answer to ${asked.bytes.toString('latin1').slice(0, 300)}`)
    statuses[status] = (statuses[status] ?? 0) + 1
  }
  connection.end()
}

/** The server that people run, with what it logs. */
async function started(): Promise<{ url: string; child: ChildProcess; faults: () => number }> {
  const env = { DATABASE_URL: databaseUrl, PORT: '0', SECRET: 'x'.repeat(32) }
  const child = spawn(process.execPath, ['server/main.ts'], { env, stdio: ['ignore', 'pipe', 'pipe'] })
  let [printed, logged] = ['', 0]
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    const lines = text.split('\n').filter((line) => line !== '' && !line.includes('"level":30'))
    logged += lines.length
    if (lines.length > 0 && logged < 20) console.error(lines.join('\n').slice(0, 2000))
  })
  const url = await new Promise<string>((resolve, reject) => {
    child.once('exit', () => reject(new Error(`the server ended: ${printed}`)))
    child.stdout.setEncoding('utf8').on('data', (text) => {
      printed += text
      const [, port] = /http:\/\/localhost:(\d+)/.exec(printed) ?? []
      if (port && printed.includes('Ctrl-C')) resolve(`http://127.0.0.1:${port}`)
    })
  })
  return { url, child, faults: () => logged }
}

/** Every route, at addresses of somebody who has begun. */
async function knownOf(url: string): Promise<Known> {
  const { cookie, html } = await begin(url, 'demonstration')
  const db = await openDatabase(databaseUrl)
  const routes = listRoutes(createApp({ db, secret: 'x', baseUrl: '', isPublic: false, now: () => new Date() } as Deps))
  const values: Record<string, string> = {
    study: 'demonstration',
    language: 'en',
    position: '1',
    token: cookie.split('=')[1] ?? '',
  }
  const paths = routes.map(({ pattern }) => pattern.replace(/:(\w+)/g, (_, name) => values[name] ?? 'x'))
  await db.destroy()
  const inputs = html.matchAll(/name="(\w+)" value="([^"]*)"/g)
  const consent = { start: 'x'.repeat(22), part: 'yes', adult: 'yes', feedback: 'x', consentHash: 'x' }
  const fields = { ...consent, ...Object.fromEntries(Array.from(inputs, ([, name = '', value = '']) => [name, value])) }
  return { paths: [...paths, '/assets/icon.svg', '/nowhere', '/'], fields, cookie }
}
