import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import type { Duplex } from 'node:stream'
import { contentSecurityPolicy } from './security-headers.ts'

const statuses: Readonly<Record<string, string>> = {
  ERR_HTTP_REQUEST_TIMEOUT: '408 Request Timeout',
  HPE_CHUNK_EXTENSIONS_OVERFLOW: '413 Content Too Large',
  HPE_HEADER_OVERFLOW: '431 Request Header Fields Too Large',
}

/** Answers what never becomes a request: what cannot be read as HTTP, and tunnels. Without a body, browsers explain it
 *  in words of their own. What was expected beyond HTTP is not heeded. */
export function refuseUnreadable(server: Server): void {
  server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
    close(socket, statuses[error.code ?? ''] ?? '400 Bad Request')
  })
  server.on('connect', (_req: IncomingMessage, socket: Duplex) => {
    close(
      socket.on('error', () => {}),
      '405 Method Not Allowed\r\nAllow: GET, HEAD, POST',
    )
  })
  server.on('checkExpectation', (req: IncomingMessage, res: ServerResponse) => {
    server.emit('request', req, res)
  })
}

function close(socket: Duplex, status: string): void {
  if (!socket.writable) return void socket.destroy()
  const headers = [`Content-Security-Policy: ${contentSecurityPolicy}`, 'Content-Length: 0', 'Connection: close']
  socket.end([`HTTP/1.1 ${status}`, ...headers, '', ''].join('\r\n'), () => socket.destroy())
}
