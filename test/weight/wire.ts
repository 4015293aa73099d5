import { once } from 'node:events'
import { connect } from 'node:net'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'

/** A reply as it travelled. */
export interface Wired {
  readonly status: number
  readonly headers: Headers
  /** All bytes that came, the head included. */
  readonly bytes: number
  /** Bytes after the head, as they came. */
  readonly sent: number
  /** What they say. */
  readonly text: string
}

export interface Asked {
  readonly method?: string
  readonly accepts?: string
  readonly cookie?: string
  /** The fields of a form, which is sent by POST. */
  readonly form?: Readonly<Record<string, string>>
}

/** Asks for an address on a connection of its own, and counts what comes back. */
export async function wire(address: string, asked: Asked = {}): Promise<Wired> {
  const { hostname, port } = new URL(address)
  const socket = connect(Number(port), hostname)
  socket.write(written(new URL(address), asked))
  const chunks: Buffer[] = []
  socket.on('data', (chunk) => chunks.push(chunk))
  await once(socket, 'close')
  return reply(Buffer.concat(chunks))
}

function written({ host, pathname, search }: URL, { accepts, cookie, form, ...asked }: Asked): string {
  const body = new URLSearchParams(form).toString()
  const { method = form ? 'POST' : 'GET' } = asked
  const head = [
    `${method} ${pathname}${search} HTTP/1.1`,
    `Host: ${host}`,
    'Accept: text/html,*/*;q=0.8',
    ...(accepts === undefined ? [] : [`Accept-Encoding: ${accepts}`]),
    ...(cookie === undefined ? [] : [`Cookie: ${cookie}`]),
    ...(form ? ['Content-Type: application/x-www-form-urlencoded', `Content-Length: ${body.length}`] : []),
    'Connection: close',
  ]
  return `${head.join('\r\n')}\r\n\r\n${body}`
}

function reply(came: Buffer): Wired {
  const end = came.indexOf('\r\n\r\n')
  const [first = '', ...lines] = came.subarray(0, end).toString('latin1').split('\r\n')
  const headers = new Headers(
    lines.map((line): [string, string] => [before(line), line.slice(before(line).length + 1)]),
  )
  const body = came.subarray(end + 4)
  const text = body.length > 0 ? decoded(body, headers.get('content-encoding')).toString() : ''
  return { status: Number(first.split(' ')[1]), headers, bytes: came.length, sent: body.length, text }
}

function before(line: string): string {
  return line.slice(0, line.indexOf(':'))
}

function decoded(body: Buffer, coding: string | null): Buffer {
  if (coding === 'br') return brotliDecompressSync(body)
  return coding === 'gzip' ? gunzipSync(body) : body
}

/** Everything a browser fetches for a page, by the addresses in it. */
export function fetchedFor(html: string): string[] {
  const loading = html.matchAll(/<(?:link|script|img)\b[^>]*?(?:href|src)="([^"]+)"/g)
  return [...new Set(Array.from(loading, ([, address = '']) => address))]
}
