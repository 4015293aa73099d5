import { setTimeout as wait } from 'node:timers/promises'
import { SimulationProblem } from './simulation-problem.ts'

const mostRedirects = 10
const mostWaits = 3

/** What a page looks like after all redirects. */
export interface Visited {
  readonly url: string
  readonly html: string
}

async function reached(url: URL, request: RequestInit): Promise<Response> {
  try {
    return await fetch(url, request)
  } catch {
    throw new SimulationProblem(`no server answers at ${url.origin}`)
  }
}

/** A browser without script, with cookies of its own. */
export class Browser {
  readonly #origin: string
  readonly #cookies = new Map<string, string>()

  constructor(origin: string) {
    this.#origin = origin
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

  async #follow(first: URL, form: URLSearchParams | undefined): Promise<Visited> {
    let [url, body] = [first, form]
    for (let n = 0; n < mostRedirects; n += 1) {
      const response = await this.#request(url, body)
      const location = response.headers.get('location')
      const html = await response.text()
      if (!location) return this.#arrived(url, response, html)
      ;[url, body] = [new URL(location, url), undefined]
    }
    throw new SimulationProblem('a page that leads round in circles')
  }

  #arrived(url: URL, response: Response, html: string): Visited {
    if (response.ok) return { url: url.pathname, html }
    const title = /<title>(.*?)<\/title>/s.exec(html)?.[1] ?? ''
    throw new SimulationProblem(`a page with status ${response.status}: ${title}`)
  }

  /** Waits its turn where the server says that too many are beginning. */
  async #request(url: URL, body: URLSearchParams | undefined): Promise<Response> {
    for (let waits = 0; ; waits += 1) {
      const response = await reached(url, {
        redirect: 'manual',
        headers: { cookie: [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ') },
        ...(body && { method: 'POST', body }),
      })
      this.#keep(response)
      const seconds = Number(response.headers.get('retry-after'))
      if (response.status !== 429 || waits === mostWaits || !(seconds > 0)) return response
      await response.body?.cancel()
      await wait(seconds * 1000)
    }
  }

  #keep(response: Response): void {
    for (const cookie of response.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(cookie) ?? []
      if (name) this.#cookies.set(name, value ?? '')
    }
  }
}
