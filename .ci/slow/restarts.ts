import { setTimeout as wait } from 'node:timers/promises'
import { type HttpClient, openClient, type Reply } from '../../test/bench/client.ts'
import type { ServerProcess } from '../../test/bench/processes.ts'
import { begin, benchStudy, step } from '../../test/bench/walker.ts'
import { findViolations } from '../../test/walks/invariants.ts'
import { countLost, noting } from './acknowledged.ts'
import { onEngine, type Running } from './engine.ts'

/** Two servers share PostgreSQL, and each in turn is told to stop and started anew while people answer. Before them
 *  stands what stands before any two servers: it asks each every tenth of a second whether it is ready, and sends people
 *  on where a connection is refused; nothing else may happen to anybody. Argument: restarts. */
const restarts = Number(process.argv[2] ?? 20)
const people = 20

interface Balanced extends HttpClient {
  /** How many requests were sent. */
  sent(): number
  /** What became of requests that got no good reply. */
  readonly dropped: string[]
}

/** Goes from server to server in turns, and on to the next one where a connection is refused. */
function balanced(servers: readonly ServerProcess[]): Balanced {
  const client = openClient(people * 2)
  const dropped: string[] = []
  let turn = 0
  const isReady = watch(servers)
  const ask = async (send: (url: string) => Promise<Reply>, tries = 0): Promise<Reply> => {
    turn += 1
    const ready = servers.filter(isReady)
    const { url } = ready[turn % ready.length] ?? servers[turn % servers.length] ?? { url: '' }
    const tried = await send(numeric(url)).catch((error: NodeJS.ErrnoException) => error)
    const trouble = troubleIn(tried)
    if ('status' in tried && trouble === undefined) return tried
    if (!trouble?.startsWith('ECONNREFUSED')) dropped.push(String(trouble))
    if (tries > 20) throw new Error(`nothing takes a request: ${trouble}`)
    return ask(send, tries + 1)
  }
  return {
    get: (address, cookie) => ask((url) => client.get(`${url}${address}`, cookie)),
    post: (address, form) => ask((url) => client.post(`${url}${address}`, form)),
    close: () => client.close(),
    sent: () => turn,
    dropped,
  }
}

/** Which servers said a moment ago that people can be sent there. */
function watch(servers: readonly ServerProcess[]): (server: ServerProcess) => boolean {
  const client = openClient(servers.length)
  let ready: readonly ServerProcess[] = servers
  const look = async () => {
    const asked = servers.map(async (server) => {
      const { status } = await client.get(`${numeric(server.url)}/readyz`)
      return status === 200 ? [server] : []
    })
    ready = (await Promise.all(asked.map((one) => one.catch(() => [])))).flat()
  }
  setInterval(() => void look(), 100).unref()
  return (server) => ready.includes(server)
}

function numeric(url: string): string {
  return url.replace('localhost', '127.0.0.1')
}

function troubleIn(tried: Reply | NodeJS.ErrnoException): string | undefined {
  if (!('status' in tried)) return `${tried.code} ${tried.message}`
  return tried.status < 400 ? undefined : `status ${tried.status}`
}

async function restart({ db, databaseUrl, start }: Running): Promise<void> {
  const servers = [await start(), await start()]
  const study = await benchStudy(databaseUrl, 100_000)
  const shared = balanced(servers)
  const client = noting(shared)
  let isOver = false
  const walk = async () => {
    while (!isOver) {
      const walker = await begin('', study, client)
      while (!walker.address.endsWith('/feedback')) await step('', walker, client)
    }
  }
  const walks = Promise.all(Array.from({ length: people }, walk))
  for (let n = 0; n < restarts; n += 1) {
    await wait(500 + Math.random() * 500)
    await servers[n % 2]?.stop('SIGTERM')
    servers[n % 2] = await start()
  }
  isOver = true
  await walks
  shared.close()
  const lost = await countLost(db, client.acknowledged)
  const violations = await findViolations(db)
  console.log(
    `${restarts} restarts while people answered: ${shared.sent()} requests, ${shared.dropped.length} dropped, ` +
      `${client.acknowledged.length} answers acknowledged, ${lost} lost; ${violations.join('; ') || 'no violation'}`,
  )
  for (const what of new Set(shared.dropped)) console.log(`  dropped: ${what}`)
  if (shared.dropped.length + lost + violations.length > 0 || client.acknowledged.length === 0) process.exitCode = 1
}

await onEngine('postgres', {}, restart)
process.exit(process.exitCode ?? 0)
