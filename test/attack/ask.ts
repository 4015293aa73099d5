import { Agent, type OutgoingHttpHeaders, request } from 'node:http'

/** A request just as it is written here; no client mends it on the way. */
export interface Ask {
  readonly path: string
  readonly method?: string
  readonly headers?: OutgoingHttpHeaders
  readonly cookie?: string | undefined
  readonly body?: string | Buffer | undefined
}

export interface Told {
  readonly status: number
  readonly headers: NodeJS.Dict<string | string[]>
  readonly body: string
}

const agent = new Agent({ keepAlive: true, maxSockets: 20, scheduling: 'fifo' })
export const formType = 'application/x-www-form-urlencoded'

export function closeConnections(): void {
  agent.destroy()
}

/** Sends a request, as a form if it has a body and says nothing else. */
export function ask(url: string, { path, method, headers = {}, cookie, body }: Ask): Promise<Told> {
  const { hostname, port } = new URL(url)
  const sent = {
    ...(body !== undefined && { 'content-type': formType, 'content-length': Buffer.byteLength(body) }),
    ...(cookie && { cookie }),
    ...headers,
  }
  const kept = Object.fromEntries(Object.entries(sent).filter(([, value]) => value !== undefined))
  return new Promise((resolve, reject) => {
    const options = { hostname, port, path, method: method ?? 'GET', headers: kept, agent, timeout: 20_000 }
    const asked = request(options, (reply) => {
      let text = ''
      reply.setEncoding('utf8').on('data', (chunk) => {
        text += chunk
      })
      reply.on('end', () => resolve({ status: reply.statusCode ?? 0, headers: reply.headers, body: text }))
    })
    asked.on('timeout', () => asked.destroy(new Error(`no answer to ${method ?? 'GET'} ${path.slice(0, 80)}`)))
    asked.on('error', reject)
    asked.end(body)
  })
}
