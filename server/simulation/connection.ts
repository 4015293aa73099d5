import * as http from 'node:http'
import * as https from 'node:https'
import { SimulationProblem } from './simulation-problem.ts'

export interface Reply {
  readonly status: number
  readonly headers: http.IncomingHttpHeaders
  readonly html: string
}

export interface Sent {
  readonly cookie: string
  /** The fields of a form; absent to open a page. */
  readonly form: URLSearchParams | undefined
}

/** A connection to a server that is one person's own, as a browser's is, and stays open between pages. */
export class Connection {
  readonly #agents: { readonly http: http.Agent; readonly https: https.Agent }
  /** How long each request took, in milliseconds. */
  readonly milliseconds: number[] = []

  constructor() {
    const alone = { keepAlive: true, maxSockets: 1 }
    this.#agents = { http: new http.Agent(alone), https: new https.Agent(alone) }
  }

  /** @throws {SimulationProblem} if nobody answers */
  async send(url: URL, sent: Sent): Promise<Reply> {
    const began = performance.now()
    const reply = await this.#exchange(url, sent).catch(() => {
      throw new SimulationProblem(`no server answers at ${url.origin}`)
    })
    this.milliseconds.push(performance.now() - began)
    return reply
  }

  close(): void {
    this.#agents.http.destroy()
    this.#agents.https.destroy()
  }

  #exchange(url: URL, { cookie, form }: Sent): Promise<Reply> {
    const isSecure = url.protocol === 'https:'
    const body = form?.toString()
    const options = {
      agent: isSecure ? this.#agents.https : this.#agents.http,
      method: body === undefined ? 'GET' : 'POST',
      headers: { cookie, ...(body !== undefined && formHeaders(body)) },
    }
    const { promise, resolve, reject } = Promise.withResolvers<Reply>()
    const request = (isSecure ? https : http).request(url, options, (response) => {
      text(response).then(
        (html) => resolve({ status: response.statusCode ?? 0, headers: response.headers, html }),
        reject,
      )
    })
    request.on('error', reject).end(body)
    return promise
  }
}

function formHeaders(body: string): http.OutgoingHttpHeaders {
  return { 'content-type': 'application/x-www-form-urlencoded', 'content-length': Buffer.byteLength(body) }
}

async function text(response: http.IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of response) chunks.push(chunk)
  return Buffer.concat(chunks).toString()
}
