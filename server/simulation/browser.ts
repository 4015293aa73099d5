import { setTimeout as wait } from 'node:timers/promises'
import { Connection, type Reply } from './connection.ts'
import { SimulationProblem } from './simulation-problem.ts'

const mostRedirects = 10
const mostWaits = 3
/** Too many are beginning, or too many are there. */
const comeAgain = [429, 503]

/** What a page looks like after all redirects. */
export interface Visited {
  readonly url: string
  readonly html: string
}

/** A browser without script, with cookies and a connection of its own. */
export class Browser {
  readonly #origin: string
  readonly #cookies = new Map<string, string>()
  readonly #connection = new Connection()

  constructor(origin: string) {
    this.#origin = origin
  }

  /** How long each request took, in milliseconds. */
  get milliseconds(): readonly number[] {
    return this.#connection.milliseconds
  }

  open(address: string): Promise<Visited> {
    return this.#follow(new URL(address, this.#origin), undefined)
  }

  send(action: string, fields: readonly (readonly [string, string])[]): Promise<Visited> {
    return this.#follow(
      new URL(action, this.#origin),
      new URLSearchParams(fields.map(([name, value]) => [name, value])),
    )
  }

  close(): void {
    this.#connection.close()
  }

  async #follow(first: URL, form: URLSearchParams | undefined): Promise<Visited> {
    let [url, body] = [first, form]
    for (let n = 0; n < mostRedirects; n += 1) {
      const reply = await this.#request(url, body)
      const { location } = reply.headers
      if (!location) return this.#arrived(url, reply)
      ;[url, body] = [new URL(location, url), undefined]
    }
    throw new SimulationProblem('a page that leads round in circles')
  }

  #arrived(url: URL, { status, html }: Reply): Visited {
    if (status >= 200 && status < 300) return { url: url.pathname, html }
    const title = /<title>(.*?)<\/title>/s.exec(html)?.[1] ?? ''
    throw new SimulationProblem(`a page with status ${status}: ${title}`)
  }

  /** Waits its turn where the server says that too many come. */
  async #request(url: URL, form: URLSearchParams | undefined): Promise<Reply> {
    for (let waits = 0; ; waits += 1) {
      const cookie = [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ')
      const reply = await this.#connection.send(url, { cookie, form })
      this.#keep(reply)
      const seconds = Number(reply.headers['retry-after'])
      if (!comeAgain.includes(reply.status) || waits === mostWaits || !(seconds > 0)) return reply
      await wait(seconds * 1000)
    }
  }

  #keep({ headers }: Reply): void {
    for (const cookie of headers['set-cookie'] ?? []) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(cookie) ?? []
      if (name) this.#cookies.set(name, value ?? '')
    }
  }
}
