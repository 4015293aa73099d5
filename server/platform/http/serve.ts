import { createServer, type RequestListener, type Server } from 'node:http'
import { setTimeout as wait } from 'node:timers/promises'
import type { Log } from '../log.ts'
import { StartProblem } from '../start-problem.ts'
import { refuseUnreadable } from './unreadable-request.ts'

export interface Listening {
  /** Where it can be reached on this machine, without a slash at the end. */
  readonly url: string
  /** Lets requests under way finish, and closes. Until nobody is connected any more, or the patience is over,
   *  requests are still taken, and every reply asks for the next one to come by another connection: whoever is sending
   *  in the very moment is not cut off, and whoever watches `/readyz` sends the next people elsewhere. */
  close(patienceMs?: number): Promise<void>
}

/** Listens on this machine only, or for others too where people come from other machines; port 0 takes a free one.
 *  The app is made once it is known where it can be reached.
 *  @throws {StartProblem} if the port is taken or may not be used */
export async function serve(at: Address, makeApp: (url: string) => RequestListener): Promise<Listening> {
  const server = createServer(limits)
  refuseUnreadable(server, at.log)
  server.maxConnections = mostConnections
  server.timeout = silenceMs
  await listening(server, at)
  const address = server.address()
  const url = `http://localhost:${typeof address === 'object' && address ? address.port : at.port}`
  server.on(
    'request',
    appOrClose(server, () => makeApp(url)),
  )
  return { url, close: (patienceMs = 0) => closed(server, patienceMs) }
}

/** Slow senders are cut off within 32 seconds; a page is read for a minute on the same connection. */
const limits = {
  requestTimeout: 30_000,
  headersTimeout: 15_000,
  keepAliveTimeout: 65_000,
  connectionsCheckingInterval: 2_000,
  requireHostHeader: false, // the app answers that, too
} as const
/** For how long a connection may say nothing in the middle of a request or a reply. */
const silenceMs = 30_000
const mostConnections = 15_000
/** How many may be waiting to be let in: a crowd that comes in the same moment must not be cut off. */
const backlog = 4096

/** Without an app nobody may be left waiting, and the process must be able to end. */
function appOrClose(server: Server, makeApp: () => RequestListener): RequestListener {
  try {
    return makeApp()
  } catch (error) {
    server.close()
    throw error
  }
}

export interface Address {
  readonly port: number
  readonly isPublic: boolean
  /** Is told of requests that never reach the app. */
  readonly log: Log
}

function listening(server: Server, { port, isPublic }: Address): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(explained(error, port)))
    server.listen({ port, backlog, ...(!isPublic && { host: '127.0.0.1' }) }, resolve)
  })
}

function explained(error: NodeJS.ErrnoException, port: number): Error {
  if (error.code === 'EADDRINUSE')
    return new StartProblem(
      `Port ${port} is in use already. Stop what uses it, or choose another: PORT=${port + 1} npm start`,
    )
  if (error.code === 'EACCES')
    return new StartProblem(`Port ${port} may not be used by you. Choose one above 1023, such as PORT=3000.`)
  return error
}

async function closed(server: Server, patienceMs: number): Promise<void> {
  server.prependListener('request', (_req, res) => res.setHeader('Connection', 'close'))
  const end = performance.now() + patienceMs
  while (performance.now() < end && (await countConnections(server)) > 0) await wait(25)
  await new Promise<void>((resolve) => {
    server.close(() => resolve())
    server.closeIdleConnections()
    setTimeout(() => server.closeAllConnections(), 5000).unref()
  })
}

function countConnections(server: Server): Promise<number> {
  return new Promise((resolve) => server.getConnections((_error, count) => resolve(count ?? 0)))
}
