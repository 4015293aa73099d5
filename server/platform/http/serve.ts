import { createServer, type RequestListener, type Server } from 'node:http'
import { StartProblem } from '../start-problem.ts'

export interface Listening {
  /** Where it can be reached on this machine, without a slash at the end. */
  readonly url: string
  /** Takes no new request, lets those under way finish, and closes. */
  close(): Promise<void>
}

/** Listens on this machine only, or for others too where people come from other machines; port 0 takes a free one.
 *  The app is made once it is known where it can be reached.
 *  @throws {StartProblem} if the port is taken or may not be used */
export async function serve(at: Address, makeApp: (url: string) => RequestListener): Promise<Listening> {
  const server = createServer({ requestTimeout: 30_000, headersTimeout: 15_000, keepAliveTimeout: 65_000 })
  server.maxConnections = 15_000
  await listening(server, at)
  const address = server.address()
  const url = `http://localhost:${typeof address === 'object' && address ? address.port : at.port}`
  server.on('request', makeApp(url))
  return { url, close: () => closed(server) }
}

export interface Address {
  readonly port: number
  readonly isPublic: boolean
}

function listening(server: Server, { port, isPublic }: Address): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(explained(error, port)))
    server.listen(port, isPublic ? undefined : '127.0.0.1', resolve)
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

function closed(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve())
    server.closeIdleConnections()
    setTimeout(() => server.closeAllConnections(), 5000).unref()
  })
}
