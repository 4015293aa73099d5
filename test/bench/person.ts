import { Agent, type IncomingMessage, type OutgoingHttpHeaders, request } from 'node:http'
import { brotliDecompressSync } from 'node:zlib'
import { choicesIn, consentIn } from './walker.ts'

/** Somebody with a browser that keeps its connection open, takes compressed pages and remembers one cookie. */
export interface Person {
  readonly html: string
  readonly address: string
  readonly requests: number
  open(address: string): Promise<void>
  /** Fills in the form of the page, unless told what it holds, sends it, and opens the page that it leads to. */
  send(fields?: Record<string, string>): Promise<void>
  /** Is somebody else from now on, in the same place. */
  forget(): void
  leave(): void
}

export function person(): Person {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  const at = { html: '', address: '', cookie: '', requests: 0 }

  async function ask(address: string, content?: string): Promise<IncomingMessage & { text: string }> {
    at.requests += 1
    const reply = await asked(new URL(address), { agent, cookie: at.cookie, content })
    at.cookie = reply.headers['set-cookie']?.[0]?.split(';')[0] ?? at.cookie
    return reply
  }

  async function open(address: string): Promise<void> {
    const { statusCode, text } = await ask(address)
    if (statusCode !== 200) throw new Error(`${address} got ${statusCode}`)
    Object.assign(at, { html: text, address })
  }

  async function send(fields = filledIn(at.html)): Promise<void> {
    const action = /<form method="post" action="([^"]+)"/.exec(at.html)?.[1] ?? ''
    const content = new URLSearchParams(fields).toString()
    const { statusCode, headers } = await ask(new URL(action, at.address).href, content)
    if (statusCode !== 303) throw new Error(`${action} got ${statusCode}`)
    await open(new URL(headers.location ?? '', at.address).href)
  }

  return {
    get html() {
      return at.html
    },
    get address() {
      return at.address
    },
    get requests() {
      return at.requests
    },
    open,
    send,
    forget: () => {
      at.cookie = ''
    },
    leave: () => agent.destroy(),
  }
}

function filledIn(html: string): Record<string, string> {
  const [choice] = choicesIn(html)
  return choice === undefined ? consentIn(html) : { ...consentIn(html), choice }
}

interface Asking {
  readonly agent: Agent
  readonly cookie: string
  readonly content: string | undefined
}

function asked(url: URL, { agent, cookie, content }: Asking): Promise<IncomingMessage & { text: string }> {
  const headers: OutgoingHttpHeaders = { 'accept-encoding': 'br', ...(cookie && { cookie }) }
  if (content !== undefined) {
    headers['content-type'] = 'application/x-www-form-urlencoded'
    headers['content-length'] = Buffer.byteLength(content)
  }
  return new Promise((resolve, reject) => {
    const sent = request(url, { method: content === undefined ? 'GET' : 'POST', agent, headers }, (reply) => {
      const chunks: Buffer[] = []
      reply.on('data', (chunk) => chunks.push(chunk))
      reply.on('error', reject)
      reply.on('end', () => resolve(Object.assign(reply, { text: textOf(reply, Buffer.concat(chunks)) })))
    })
    sent.on('error', reject)
    sent.end(content)
  })
}

function textOf({ headers }: IncomingMessage, body: Buffer): string {
  return (headers['content-encoding'] === 'br' ? brotliDecompressSync(body) : body).toString()
}
