import { Agent, type OutgoingHttpHeaders, request } from 'node:http'

const agent = new Agent({ keepAlive: true, maxSockets: 50 })

export interface Reply {
  readonly status: number
  readonly location: string
  /** The first cookie set, as it is sent back. */
  readonly cookie: string
  readonly body: string
}

export function get(url: string, cookie?: string): Promise<Reply> {
  return send(url, cookie ? { cookie } : {})
}

export function post(url: string, form: { cookie?: string; body: Record<string, string> }): Promise<Reply> {
  const content = new URLSearchParams(form.body).toString()
  const headers = {
    ...(form.cookie && { cookie: form.cookie }),
    'content-type': 'application/x-www-form-urlencoded',
    'content-length': Buffer.byteLength(content),
  }
  return send(url, headers, content)
}

export function closeConnections(): void {
  agent.destroy()
}

function send(url: string, headers: OutgoingHttpHeaders, content?: string): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const sent = request(url, { method: content === undefined ? 'GET' : 'POST', agent, headers }, (response) => {
      let body = ''
      response.setEncoding('utf8').on('data', (chunk) => {
        body += chunk
      })
      response.on('end', () => {
        const { statusCode: status = 0, headers: received } = response
        const cookie = received['set-cookie']?.[0]?.split(';')[0] ?? ''
        resolve({ status, location: received.location ?? '', cookie, body })
      })
    })
    sent.on('error', reject)
    sent.end(content)
  })
}
