import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { assetAddress } from '../../server/platform/http/assets.ts'
import { languages } from '../../server/platform/languages.ts'
import { givenStarterStudy, openApp } from '../support/app.ts'
import { pageIn, type Reply } from '../support/browse.ts'
import { fetchedFor, type Wired, wire } from './wire.ts'

const app = await openApp()
after(() => app.close())
const study = await givenStarterStudy(app.db, { isAbstainOffered: true, peoplePerUnit: 100 })
const door = (language: string) => `${app.url}/take/${study}/${language}`

/** Bytes as they travel, heads of replies included. */
const most = { requests: 3, firstVisit: 14 * 1024, question: 4 * 1024, script: 3 * 1024 }
const codings = ['br', 'gzip'] as const

const formOn = ({ text }: Wired) => pageIn({ text } as Reply)
const leadsTo = ({ headers, status }: Wired) => `${app.url}${status === 303 ? headers.get('location') : status}`

/** Agrees; gives the cookie and the address of the first question. */
async function begun(language: string): Promise<{ cookie: string; address: string }> {
  const { action, hidden, checkboxes } = formOn(await wire(door(language)))
  const form = { ...hidden, ...Object.fromEntries(checkboxes.map((name) => [name, 'yes'])) }
  const reply = await wire(`${app.url}${action}`, { form })
  return { cookie: reply.headers.get('set-cookie')?.split(';')[0] ?? '', address: leadsTo(reply) }
}

/** Every question page up to the comment, each once as it is opened and once as it is sent back without an answer. */
async function questionPages(language: string, accepts: string): Promise<Wired[]> {
  const pages: Wired[] = []
  const { cookie, ...first } = await begun(language)
  for (let { address } = first; /questions/.test(address); ) {
    const page = await wire(address, { accepts, cookie })
    const { hidden, choices } = formOn(page)
    pages.push(page, await wire(address, { accepts, cookie, form: hidden }))
    address = leadsTo(await wire(address, { cookie, form: { ...hidden, choice: choices[0]?.value ?? '' } }))
  }
  return pages
}

for (const language of languages)
  for (const accepts of codings)
    test(`a first visit in ${language} takes at most 3 requests and 14 KB by ${accepts}`, async () => {
      const page = await wire(door(language), { accepts })
      const files = fetchedFor(page.text).map((address) => wire(`${app.url}${address}`, { accepts }))
      const replies = [page, ...(await Promise.all(files))]
      assert.ok(page.text.includes(`<html lang="${language}">`))
      assert.deepEqual(
        replies.map(({ status, headers }) => [status, headers.get('content-encoding')]),
        replies.map(() => [200, accepts]),
      )
      assert.ok(replies.length <= most.requests, `${replies.length} requests`)
      const bytes = replies.reduce((sum, reply) => sum + reply.bytes, 0)
      assert.ok(bytes > 2000 && bytes <= most.firstVisit, `${bytes} bytes`)
    })

for (const language of languages)
  for (const accepts of codings)
    test(`each question page in ${language}, also one sent back, takes at most 4 KB by ${accepts}`, async () => {
      const pages = await questionPages(language, accepts)
      assert.deepEqual(
        pages.map(({ status }) => status),
        [200, 422, 200, 422, 200, 422, 200, 422],
      )
      assert.deepEqual(
        pages.map(({ bytes }) => bytes).filter((bytes) => bytes > most.question || bytes < 1000),
        [],
      )
    })

test('the script takes at most 3 KB, even as it is written', async () => {
  const { bytes } = await wire(`${app.url}${assetAddress('participation.js')}`)
  assert.ok(bytes <= most.script, `${bytes} bytes`)
})

test('a page comes as the browser takes it, and HEAD says of it what GET does', async () => {
  const address = `${app.url}/reference?language=ja`
  for (const [accepts, coding] of [
    ['gzip, deflate, br', 'br'],
    ['gzip, br;q=0', 'gzip'],
    ['gzip;q=0, br;q=0', null],
    ['*;q=0', null],
    ['', null],
  ] as const) {
    const { headers, sent, text } = await wire(address, { accepts })
    assert.equal(headers.get('content-encoding'), coding, accepts)
    assert.match(headers.get('vary') ?? '', /Accept-Encoding/)
    assert.equal(Number(headers.get('content-length')), sent)
    assert.match(text, /<\/html>\s*$/)
    const head = await wire(address, { method: 'HEAD', accepts })
    for (const one of [head.headers, headers]) one.delete('date')
    assert.deepEqual([head.status, [...head.headers], head.sent], [200, [...headers], 0])
  }
})

test('a page about a failure is compressed, too, and says that it hangs on what the browser takes', async () => {
  const { status, headers, text } = await wire(`${app.url}/take/nowhere/de`, { accepts: 'br' })
  assert.deepEqual([status, headers.get('content-encoding')], [404, Buffer.byteLength(text) < 1024 ? null : 'br'])
  assert.match(headers.get('vary') ?? '', /Accept-Encoding/)
})
