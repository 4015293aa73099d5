import assert from 'node:assert/strict'
import { after } from 'node:test'
import { parse } from 'node-html-parser'
import { storedCounts } from '../participation/stored.ts'
import { type Ask, ask, closeConnections, type Told } from './ask.ts'
import type { World } from './given-world.ts'

/** Stands in everything hostile, and must not be told back nor logged. */
export const canary = '~zq7CANARY7qz'

/** A request, and what may answer it. */
export type Send = (asked: Ask, expected: readonly number[]) => Promise<Told>

const tallies = new Map<string, { requests: number; unexpected: number }>()
after(() => {
  closeConnections()
  if (tallies.size === 0) return
  const rows = [...tallies].map(([name, { requests, unexpected }]) => `${name.padEnd(48)}${requests}  ${unexpected}`)
  console.log([`case${' '.repeat(44)}requests  unexpected`, ...rows].join('\n'))
})

/** Adds to the table that stands at the end of a file of cases. */
export function noteCase(name: string, { requests, unexpected }: { requests: number; unexpected: number }): void {
  const kept = tallies.get(name) ?? { requests: 0, unexpected: 0 }
  tallies.set(name, { requests: kept.requests + requests, unexpected: kept.unexpected + unexpected })
}

/** Carries out a case and holds it against what must be so after each: nothing stored, unless stated, nothing told
 *  back, nothing logged, and the server goes on. */
export async function attack(
  world: World,
  { name, begun = 0 }: { name: string; begun?: number },
  run: (send: Send) => Promise<void>,
): Promise<void> {
  const { site, db } = world
  const wrong: string[] = []
  let requests = 0
  const before = await storedCounts(db)
  await run(async (asked, expected) => {
    requests += 1
    const told = await ask(site.url, asked)
    const faults = faultsOf(asked, told, expected)
    if (faults.length > 0) wrong.push(`${asked.method ?? 'GET'} ${asked.path.slice(0, 90)}: ${faults.join(', ')}`)
    return told
  })
  noteCase(name, { requests, unexpected: wrong.length })
  assert.deepEqual(wrong.slice(0, 8), [], `${name}: ${wrong.length} of ${requests} replies`)
  assert.ok(requests > 0, `${name} asked for nothing`)
  await assertUnharmed(world, { before, begun })
}

async function assertUnharmed(world: World, stored: { before: Counts; begun: number }): Promise<void> {
  const { site, db } = world
  const { participants, answers } = await storedCounts(db)
  assert.equal((await ask(site.url, { path: '/reference' })).status, 200)
  assert.deepEqual([participants, answers], [stored.before.participants + stored.begun, stored.before.answers])
  assert.deepEqual(site.incidents, [])
  assert.ok(!JSON.stringify(site.refusals).includes('CANARY'))
  assert.equal(Reflect.get({}, 'admin'), undefined)
}

type Counts = Awaited<ReturnType<typeof storedCounts>>

function faultsOf(asked: Ask, told: Told, expected: readonly number[]): string[] {
  const { status, headers, body } = told
  return [
    ...(expected.includes(status) && status < 500 ? [] : [`status ${status}`]),
    ...(/default-src 'none'/.test(String(headers['content-security-policy'])) ? [] : ['no policy']),
    ...echoes(told),
    ...(asked.method === 'HEAD' || status === 303 ? [] : languageFaults(asked.path, body)),
  ]
}

/** An address may be passed on with its query, but never to another site. */
function echoes({ headers: { location = '/take/x', ...headers }, body }: Told): string[] {
  const text = `${JSON.stringify(headers)}${body}`
  return [
    ...(/^\/take\/[^/]/.test(String(location)) ? [] : ['led elsewhere']),
    ...(text.includes('CANARY') ? ['told back'] : []),
    ...(/\bat \w+.*\.[jt]s:\d+/.test(text) ? ['a stack'] : []),
  ]
}

/** A page speaks the language that its address names. */
function languageFaults(path: string, body: string): string[] {
  if (!body.includes('<html')) return []
  const language = parse(body).querySelector('html')?.getAttribute('lang')
  const named = /^\/take\/[^/?]+\/(de|en|ja|zh-Hans)(?=[/?]|$)/.exec(path)?.[1]
  return named === undefined || named === language ? [] : [`language ${language}`]
}
