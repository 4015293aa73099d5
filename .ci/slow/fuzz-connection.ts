import { connect, type Socket } from 'node:net'
import type { Fuzzed } from './fuzz-request.ts'

const patienceMs = 5000
const briefMs = 30

/** One connection, kept as long as the server keeps it. */
export class Connection {
  readonly #port: number
  #socket: Socket | undefined

  constructor(port: number) {
    this.#port = port
  }

  /** Sends a request; gives the status of the reply, or none if the connection was closed or nothing was to come. */
  async send({ bytes, method, isWhole }: Fuzzed): Promise<string> {
    const socket = this.#socket ?? connect(this.#port, '127.0.0.1')
    socket.removeAllListeners()
    let told = Buffer.alloc(0)
    const status = await new Promise<string>((resolve) => {
      const timer = setTimeout(
        () => resolve(isWhole ? 'none in time' : 'waits for more'),
        isWhole ? patienceMs : briefMs,
      )
      const end = (text: string) => {
        clearTimeout(timer)
        resolve(text)
      }
      socket.on('error', () => end('closed')).on('close', () => end(statusIn(told) ?? 'closed'))
      socket.on('data', (chunk) => {
        told = withoutInterim(Buffer.concat([told, chunk]))
        if (isComplete(told, method)) end(statusIn(told) ?? 'no HTTP')
      })
      socket.write(bytes)
    })
    this.#keep(socket, isWhole && /^\d/.test(status) && !/^connection: close/im.test(told.toString('latin1')))
    return status
  }

  end(): void {
    this.#socket?.destroy()
  }

  #keep(socket: Socket, isKept: boolean): void {
    if (isKept && !socket.destroyed) this.#socket = socket
    else {
      this.#socket = undefined
      socket
        .removeAllListeners()
        .on('error', () => {})
        .destroy()
    }
  }
}

/** A reply may begin with word that the body may come. */
function withoutInterim(told: Buffer): Buffer {
  return /^HTTP\/1\.1 1\d\d/.test(told.toString('latin1', 0, 20)) && told.includes('\r\n\r\n')
    ? told.subarray(told.indexOf('\r\n\r\n') + 4)
    : told
}

function statusIn(told: Buffer): string | undefined {
  return /^HTTP\/1\.1 (\d{3})/.exec(told.toString('latin1', 0, 20))?.[1]
}

function isComplete(told: Buffer, method: string): boolean {
  const head = told.indexOf('\r\n\r\n')
  if (head < 0) return false
  const lines = told.toString('latin1', 0, head)
  if (method === 'HEAD' || /^HTTP\/1\.1 (204|304)/.test(lines)) return true
  const [, length] = /^content-length: (\d+)/im.exec(lines) ?? []
  if (length !== undefined) return told.length >= head + 4 + Number(length)
  return /^transfer-encoding: chunked/im.test(lines) ? told.toString('latin1').endsWith('0\r\n\r\n') : false
}
