import { get, post, type Reply } from '../bench/client.ts'
import { type Page, pageIn } from '../support/browse.ts'

/** A browser that keeps the one cookie a study sets, and follows nothing by itself. */
export class Browser {
  readonly #url: string
  cookie: string

  constructor(url: string, cookie = '') {
    this.#url = url
    this.cookie = cookie
  }

  get(address: string): Promise<Reply> {
    return this.#kept(get(`${this.#url}${address}`, this.cookie))
  }

  post(address: string, body: Record<string, string>): Promise<Reply> {
    return this.#kept(post(`${this.#url}${address}`, { cookie: this.cookie, body }))
  }

  async #kept(asked: Promise<Reply>): Promise<Reply> {
    const reply = await asked
    if (reply.cookie) this.cookie = reply.cookie
    return reply
  }
}

export function parsed({ body }: Reply): Page {
  return pageIn({ text: body } as Parameters<typeof pageIn>[0])
}
