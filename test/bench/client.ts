import { Agent, type OutgoingHttpHeaders, request } from 'node:http'
import { setTimeout as wait } from 'node:timers/promises'

export interface Reply {
  readonly status: number
  readonly location: string
  /** The first cookie set, as it is sent back. */
  readonly cookie: string
  /** After how many seconds to ask again, where the server says so. */
  readonly retryAfter: number | undefined
  readonly body: string
}

export interface Form {
  readonly cookie?: string
  readonly body: Record<string, string>
}

/** Sends requests on connections that stay open, no more of them than told. */
export interface HttpClient {
  get(url: string, cookie?: string): Promise<Reply>
  post(url: string, form: Form): Promise<Reply>
  close(): void
}

export function openClient(atOnce: number): HttpClient {
  const agent = new Agent({ keepAlive: true, maxSockets: atOnce, maxFreeSockets: atOnce })
  return {
    get: (url, cookie) => send(agent, { url, headers: cookie ? { cookie } : {} }),
    post: (url, { cookie, body }) => {
      const content = new URLSearchParams(body).toString()
      const headers = {
        ...(cookie && { cookie }),
        'content-type': 'application/x-www-form-urlencoded',
        'content-length': Buffer.byteLength(content),
      }
      return send(agent, { url, headers, content })
    },
    close: () => agent.destroy(),
  }
}

export const { get, post, close: closeConnections } = openClient(50)

/** Asks again for as long as the server says that it has too much to do. */
export async function patiently(ask: () => Promise<Reply>): Promise<Reply> {
  for (let tries = 1; ; tries += 1) {
    const reply = await ask()
    if (reply.status !== 503 || reply.retryAfter === undefined || tries >= 30) return reply
    await wait(reply.retryAfter * 1000)
  }
}

interface Sent {
  readonly url: string
  readonly headers: OutgoingHttpHeaders
  readonly content?: string
}

function send(agent: Agent, { url, headers, content }: Sent): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const sent = request(url, { method: content === undefined ? 'GET' : 'POST', agent, headers }, (response) => {
      let body = ''
      response.setEncoding('utf8').on('data', (chunk) => {
        body += chunk
      })
      response.on('error', reject)
      response.on('end', () => {
        const { statusCode: status = 0, headers: received } = response
        const cookie = received['set-cookie']?.[0]?.split(';')[0] ?? ''
        const seconds = received['retry-after']
        const retryAfter = seconds === undefined ? undefined : Number(seconds)
        resolve({ status, location: received.location ?? '', cookie, retryAfter, body })
      })
    })
    sent.on('error', reject)
    sent.end(content)
  })
}
