import { createServer, type IncomingMessage } from 'node:http'
import type { TestContext } from 'node:test'

/** How a site that stands before ours changes what goes through it. */
export interface Wrapping {
  readonly page?: (html: string) => string
  readonly field?: (name: string) => string
}

/** A site that passes everything on to another one, pages and forms changed on the way. Gives its address. */
export async function wrapped(t: TestContext, url: string, wrapping: Wrapping): Promise<string> {
  const server = createServer(async (req, res) => {
    const form = await formIn(req, wrapping)
    const reply = await fetch(`${url}${req.url}`, {
      method: req.method ?? 'GET',
      redirect: 'manual',
      headers: { cookie: req.headers.cookie ?? '' },
      ...(req.method === 'POST' && { body: form }),
    })
    const html = await reply.text()
    res.statusCode = reply.status
    res.setHeader('Set-Cookie', reply.headers.getSetCookie())
    const location = reply.headers.get('location')
    if (location) res.setHeader('Location', location)
    res.end(wrapping.page?.(html) ?? html)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  t.after(() => server.close())
  const address = server.address()
  return `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`
}

async function formIn(req: IncomingMessage, { field = (name) => name }: Wrapping): Promise<URLSearchParams> {
  let body = ''
  for await (const chunk of req) body += chunk
  return new URLSearchParams([...new URLSearchParams(body)].map(([name, value]) => [field(name), value]))
}

/** Every name and identifier in forms is another one, in pages and in what is sent back. */
export const renamed: Wrapping = {
  page: (html) =>
    html.replace(/ (name|id|for|aria-describedby)="([^"]+)"/g, (_, attribute, name) =>
      attribute === 'name' ? ` name="f_${reversed(name)}"` : ` ${attribute}="${name}_x"`,
    ),
  field: (name) => (name.startsWith('f_') ? reversed(name.slice(2)) : `lost_${name}`),
}

function reversed(text: string): string {
  return [...text].reverse().join('')
}
