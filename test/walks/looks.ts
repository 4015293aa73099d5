import assert from 'node:assert/strict'
import { parse } from 'node-html-parser'
import { Refusal, type RefusalCode } from '../../server/platform/refusal.ts'
import type { Reply } from '../bench/client.ts'
import type { Page } from '../support/browse.ts'
import { parsed } from './browser.ts'
import { ownPage, shownAt } from './model.ts'
import type { Walk } from './world.ts'

/** Opens an address, goes where it leads, and compares the page with what the model says it must show. */
export async function look(walk: Walk, address: string): Promise<Page> {
  walk.at = address
  const expected = shownAt(walk.model, address)
  const reply = await walk.here.get(`${walk.root}${address}`)
  if (expected === address) return assertShows(walk, expected, reply)
  assertLeads(walk, reply, expected)
  return assertShows(walk, expected, await walk.here.get(`${walk.root}${expected}`))
}

export function lookAtOwn(walk: Walk): Promise<Page> {
  return look(walk, ownPage(walk.model))
}

export function assertLeads({ root }: Walk, reply: Reply, to: string): void {
  assert.deepEqual([reply.status, reply.location], [303, `${root}${to}`])
}

export function assertRefused({ world }: Walk, reply: Reply, code: RefusalCode): void {
  const heading = world.site.words('en')(`errors:${code}.title`)
  assert.deepEqual([reply.status, parsed(reply).heading], [new Refusal(code).status, heading])
}

/** Every page of a person is in the language they began in, and has what it needs. */
function assertShows(walk: Walk, address: string, reply: Reply): Page {
  const page = parsed(reply)
  assert.deepEqual([reply.status, page.language], [200, 'en'], address)
  const [, position] = /^\/questions\/(\d+)$/.exec(address) ?? []
  if (position) assertQuestion(walk, Number(position), reply)
  else if (address === '/thanks') assertCode(walk, reply)
  else assert.equal(page.heading, headingOf(walk, address))
  return page
}

function headingOf({ world }: Walk, address: string): string {
  const name = { '/feedback': 'feedback', '/withdraw': 'withdraw', '/withdrawn': 'withdrawn' }[address]
  return world.site.words('en')(`participation:${name}.title`)
}

/** The same words in the same order at every look, what is stored chosen, and how far the person is. */
export function assertQuestion({ model }: Walk, position: number, reply: Reply): void {
  const { heading, choices, hidden } = parsed(reply)
  const shown = { heading, choices: choices.map(({ value, label }) => ({ value, label })) }
  const before = model.shown.get(position) ?? shown
  model.shown.set(position, before)
  assert.deepEqual(shown, before)
  const others = [...model.shown].filter(([other]) => other !== position)
  assert.ok(!others.some(([, other]) => other.heading === heading), 'a question is asked twice')

  const stored = model.answers.get(position)
  const chosen = choices.filter(({ isChosen }) => isChosen).map(({ value }) => value)
  assert.deepEqual(chosen, stored ? [stored.choice] : [])
  assert.equal(hidden.seenRevision, String(stored?.revision ?? 0))
  const progress = parse(reply.body).querySelector('progress')
  assert.deepEqual(
    [progress?.getAttribute('value'), progress?.getAttribute('max')],
    [String(model.answers.size), String(model.total)],
  )
}

function assertCode({ model }: Walk, { body }: Reply): void {
  const code = parse(body).querySelector('code')?.text
  assert.match(code ?? '', /^[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){3}$/)
  model.code ??= code
  assert.equal(code, model.code)
}
