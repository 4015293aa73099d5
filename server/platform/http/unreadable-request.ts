import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import type { Duplex } from 'node:stream'
import type { Log } from '../log.ts'
import { contentSecurityPolicy } from './security-headers.ts'

const statuses: Readonly<Record<string, string>> = {
  ERR_HTTP_REQUEST_TIMEOUT: '408 Request Timeout',
  HPE_CHUNK_EXTENSIONS_OVERFLOW: '413 Content Too Large',
  HPE_HEADER_OVERFLOW: '431 Request Header Fields Too Large',
}

/** Answers what never becomes a request: what cannot be read as HTTP, and tunnels. Without a body, browsers explain it
 *  in words of their own. What was expected beyond HTTP is not heeded. */
export function refuseUnreadable(server: Server, log: Log): void {
  const refuse = (socket: Duplex, { method, status, code, more = [] }: Unreadable) => {
    if (!socket.writable) return void socket.destroy()
    log.refused({ method, route: '(none)', status: Number.parseInt(status, 10), code })
    const headers = [`Content-Security-Policy: ${contentSecurityPolicy}`, 'Content-Length: 0', 'Connection: close']
    socket.end([`HTTP/1.1 ${status}`, ...more, ...headers, '', ''].join('\r\n'), () => socket.destroy())
  }
  server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
    const status = statuses[error.code ?? ''] ?? '400 Bad Request'
    refuse(socket, { method: '(none)', status, code: 'unreadable' })
  })
  server.on('connect', ({ method = '' }: IncomingMessage, socket: Duplex) => {
    socket.on('error', () => {})
    refuse(socket, { method, status: '405 Method Not Allowed', code: 'wrong-method', more: ['Allow: GET, HEAD, POST'] })
  })
  server.on('checkExpectation', (req: IncomingMessage, res: ServerResponse) => {
    server.emit('request', req, res)
  })
}

interface Unreadable {
  readonly method: string
  readonly status: string
  readonly code: string
  readonly more?: readonly string[]
}
