import assert from 'node:assert/strict'
import { connect, type Socket } from 'node:net'
import type { TestContext } from 'node:test'
import { storedCounts } from '../participation/stored.ts'
import { onBothEngines } from '../support/database.ts'
import { ask } from './ask.ts'
import { canary, noteCase } from './attack.ts'
import { givenWorld, type World } from './given-world.ts'

interface Wire {
  readonly socket: Socket
  /** All that came back, once the other side has closed, or after so many seconds. */
  closed(seconds: number): Promise<{ text: string; isClosed: boolean }>
}

function wire(t: TestContext, url: string, written: string | Buffer): Wire {
  const socket = connect(Number(new URL(url).port), '127.0.0.1')
  t.after(() => socket.destroy())
  sent += 1
  let text = ''
  socket.on('data', (chunk) => {
    text += chunk
  })
  socket.on('error', () => {})
  const end = new Promise<boolean>((resolve) => socket.once('close', () => resolve(true)))
  socket.write(written)
  return {
    socket,
    closed: async (seconds) => {
      const late = new Promise<boolean>((resolve) => setTimeout(resolve, seconds * 1000, false).unref())
      return { isClosed: await Promise.race([end, late]), text }
    },
  }
}

const head = (first: string, ...lines: string[]) => [first, 'Host: localhost', ...lines, '', ''].join('\r\n')
const formHead = (path: string, ...lines: string[]) =>
  head(`POST ${path} HTTP/1.1`, 'Content-Type: application/x-www-form-urlencoded', ...lines)

function assertRefused(text: string, written: string): void {
  assert.match(text, /^HTTP\/1\.1 4\d\d /, written.slice(0, 80))
  assert.match(text, /content-security-policy: default-src 'none'/i, written.slice(0, 80))
  assert.ok(!text.includes('CANARY'), written.slice(0, 80))
}

const unreadable = (path: string) => [
  `${canary}\r\n\r\n`,
  `GET ${path}\r\n\r\n`,
  `GET ${path} HTTP/9.9\r\nHost: x\r\n\r\n`,
  `GET ${path}?${canary} here HTTP/1.1\r\nHost: x\r\n\r\n`,
  head(`GET ${path} HTTP/1.1`, `Bad Name: ${canary}`),
  head(`GET ${path} HTTP/1.1`, `X: a\0${canary}`),
  head(`GET ${path} HTTP/1.1`, ` folded: ${canary}`),
  `GET ${path} HTTP/1.1\nHost: x\n${canary}\n\n`,
  head(`NONE ${path} HTTP/1.1`),
  head(`POST ${path} HTTP/1.1`, 'Content-Length: -1'),
  head(`POST ${path} HTTP/1.1`, 'Content-Length: 1, 2'),
  head(`POST ${path} HTTP/1.1`, 'Content-Length: 3', 'Content-Length: 4'),
  `${formHead(path, 'Content-Length: 4', 'Transfer-Encoding: chunked')}0\r\n\r\n`,
  `${formHead(path, 'Transfer-Encoding: chunked, x')}0\r\n\r\n`,
  `${formHead(path, 'Transfer-Encoding: chunked')}zz\r\n${canary}\r\n\r\n`,
  head(`CONNECT ${path} HTTP/1.1`),
  head('CONNECT example.org:443 HTTP/1.1'),
  head(`GET ${path} HTTP/1.1`, `X: ${'x'.repeat(20_000)}`),
]

/** These are read, refused, and the connection stays. */
const refused = (path: string) => [
  `GET ${path} HTTP/1.1\r\nHost: a\r\nHost: ${canary}\r\n\r\n`,
  `GET ${path} HTTP/1.1\r\n\r\n`,
  `GET http://${canary}${path} HTTP/1.1\r\nHost: localhost\r\n\r\n`,
  Buffer.from(`GET ${path}\xff HTTP/1.1\r\nHost: localhost\r\n\r\n`, 'latin1').toString('latin1'),
  head('OPTIONS * HTTP/1.1'),
  head('TRACE / HTTP/1.1', `X: ${canary}`),
  `${head(`POST ${path} HTTP/1.1`, 'Content-Type: application/json', 'Content-Length: 5')}{"a":`,
]

let sent = 0

/** Carries out a case, as many requests as it takes, and looks at what is stored and logged after it. */
async function inWorld(world: World, name: string, run: (url: string, path: string) => Promise<void>): Promise<void> {
  const before = { stored: await storedCounts(world.db), sent }
  await run(world.site.url, `/take/${world.study.id}/de/participation`)
  assert.deepEqual(await storedCounts(world.db), before.stored)
  assert.deepEqual(world.site.incidents, [])
  assert.ok(!JSON.stringify(world.site.refusals).includes('CANARY'))
  assert.equal((await ask(world.site.url, { path: '/reference' })).status, 200)
  noteCase(name, { requests: sent - before.sent, unexpected: 0 })
}

onBothEngines(
  'what is no HTTP is refused and the connection closed; what only misuses it is refused',
  async (t, db) => {
    const world = await givenWorld(t, db)
    await inWorld(world, 'A45 A46 malformed, CONNECT', async (url, path) => {
      for (const written of unreadable(path)) {
        const logged = world.site.refusals.length
        const { text, isClosed } = await wire(t, url, Buffer.from(written, 'latin1')).closed(5)
        assertRefused(text, written)
        assert.ok(isClosed && world.site.refusals.length > logged, written.slice(0, 80))
      }
      for (const written of refused(path)) {
        const closing = written.replace('\r\n\r\n', '\r\nConnection: close\r\n\r\n')
        assertRefused((await wire(t, url, Buffer.from(closing, 'latin1')).closed(5)).text, written)
      }
    })
  },
)

onBothEngines('a form that breaks off, or is followed by a hidden one, is not taken', async (t, db) => {
  const world = await givenWorld(t, db)
  const form = world.forms.find(({ action }) => action.endsWith('/participation'))
  const body = new URLSearchParams(form?.fields).toString()
  await inWorld(world, 'A44 A45 broken off, hidden', async (url, path) => {
    for (const length of [body.length + 1, body.length * 2, 60_000]) {
      const { socket } = wire(t, url, `${formHead(path, `Content-Length: ${length}`)}${body}`)
      await new Promise((resolve) => setTimeout(resolve, 50))
      socket.destroy()
    }
    const hidden = `${formHead(path, 'Content-Length: 0', 'Transfer-Encoding: chunked')}0\r\n\r\n${formHead(path, `Content-Length: ${body.length}`)}${body}`
    assertRefused((await wire(t, url, hidden).closed(5)).text, hidden)
    const short = `${formHead(path, 'Content-Length: 5', 'Connection: close')}${body}`
    assertRefused((await wire(t, url, short).closed(5)).text, short)
  })
})

onBothEngines('a thousand idle connections keep nobody from being served', async (t, db) => {
  const world = await givenWorld(t, db)
  await inWorld(world, 'A49 idle connections', async (url) => {
    const idle = Array.from({ length: 1000 }, () => wire(t, url, 'GET /refe'))
    await Promise.all(idle.map(({ socket }) => new Promise((resolve) => socket.once('connect', resolve))))
    assert.equal((await ask(url, { path: `/take/${world.study.id}/de` })).status, 200)
    assert.equal(idle.filter(({ socket }) => socket.destroyed).length, 0)
  })
})

onBothEngines('whoever sends a request too slowly is cut off', async (t, db) => {
  const world = await givenWorld(t, db)
  await inWorld(world, 'A48 slow senders', async (url, path) => {
    const slow = [wire(t, url, `GET ${path} HTTP/1.1\r\n`), wire(t, url, formHead(path, 'Content-Length: 50000'))]
    const drip = setInterval(() => {
      slow[0]?.socket.write('X-More: x\r\n')
      slow[1]?.socket.write('x')
    }, 1000)
    t.after(() => clearInterval(drip))
    const told = await Promise.all(slow.map((one) => one.closed(45)))
    assert.deepEqual(
      told.map(({ isClosed }) => isClosed),
      [true, true],
    )
    for (const { text } of told) assertRefused(text, 'slow')
  })
})
