import { createHash } from 'node:crypto'
import { parse } from 'node-html-parser'
import { kindsOf, rowsOf, wrongCodes } from '../../test/races/checks.ts'
import { answerAtOnce, type Crowd, crowdAt, finishAtOnce, startAtOnce } from '../../test/races/crowd.ts'
import { givenTenUnits } from '../../test/races/given.ts'
import { keepPlacesHistory, widestGap } from '../../test/races/places-history.ts'
import { findViolations } from '../../test/walks/invariants.ts'
import { enginesNamed, onEngine, type Running } from './engine.ts'

/** Races at their full size, against servers in processes of their own: one on the embedded database, two that share
 *  PostgreSQL. Arguments: rounds, and an engine for that one alone. */
const rounds = Number(process.argv[2] ?? 20)

interface Race {
  readonly title: string
  readonly peoplePerUnit: number
  readonly connections: number
  /** What went otherwise than promised. */
  run(crowd: Crowd, running: Running): Promise<string[]>
}

const races: readonly Race[] = [
  { title: '2,000 starts at once for 50 places', peoplePerUnit: 5, connections: 2000, run: fill },
  { title: '50 equal answers at once', peoplePerUnit: 5, connections: 50, run: answer },
  { title: '200 starts at once under one identity', peoplePerUnit: 20, connections: 200, run: startAsOne },
  { title: '1,000 people who finish five times at once', peoplePerUnit: 100, connections: 1000, run: finish },
]

async function fill(crowd: Crowd, { db }: Running): Promise<string[]> {
  const replies = await startAtOnce(crowd, 2000)
  const headings = replies
    .filter(({ status }) => status === 409)
    .map(({ body }) => parse(body).querySelector('h1')?.text ?? '')
  return [
    ...unlike('replies', kindsOf(replies), { [`303 /take/${crowd.study}/en/questions/1`]: 50, 409: 1950 }),
    ...unlike('headings for those refused', new Set(headings).size, 1),
    ...unlike('rows', await rowsOf(db, crowd.study), { participants: 50, consents: 50, askings: 100, answers: 0 }),
    ...unlike('gap between units', await widestGap(db, crowd.study), { gap: 1, moments: 50 }),
  ]
}

async function answer(crowd: Crowd, { db }: Running): Promise<string[]> {
  const { replies } = await answerAtOnce(crowd, 50)
  return [
    ...unlike('replies', kindsOf(replies), { [`303 /take/${crowd.study}/en/questions/2`]: 50 }),
    ...unlike('different pages', new Set(replies.map(({ body }) => hashOf(body))).size, 1),
    ...unlike('rows', await rowsOf(db, crowd.study), { participants: 1, consents: 1, askings: 2, answers: 1 }),
  ]
}

async function startAsOne(crowd: Crowd, { db }: Running): Promise<string[]> {
  const replies = await startAtOnce(crowd, 200, 'a-1')
  return [
    ...unlike('replies', kindsOf(replies), { [`303 /take/${crowd.study}/en/questions/1`]: 200 }),
    ...unlike('different tokens', new Set(replies.map(({ cookie }) => cookie)).size, 1),
    ...unlike('rows', await rowsOf(db, crowd.study), { participants: 1, consents: 1, askings: 2, answers: 0 }),
  ]
}

async function finish(crowd: Crowd): Promise<string[]> {
  return wrongCodes(await finishAtOnce(crowd, 1000, 5))
}

function unlike(what: string, is: unknown, wanted: unknown): string[] {
  const [found, promised] = [JSON.stringify(is), JSON.stringify(wanted)]
  return found === promised ? [] : [`${what}: ${found}, promised ${promised}`]
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}

async function runRounds(race: Race, running: Running, urls: readonly string[]): Promise<string[]> {
  const wrong: string[] = []
  let cut = 0
  const began = performance.now()
  for (let round = 1; round <= rounds; round += 1) {
    const crowd = crowdAt(urls, await givenTenUnits(running.db, race.peoplePerUnit), race.connections)
    wrong.push(...(await race.run(crowd, running)), ...(await findViolations(running.db)))
    cut += crowd.cut.times
    crowd.client.close()
  }
  const seconds = ((performance.now() - began) / 1000).toFixed(0)
  console.log(
    `${running.engine}: ${race.title}, ${rounds} rounds, ${seconds} s: ${wrong.length} times otherwise, ${cut} connections cut`,
  )
  return wrong
}

for (const engine of enginesNamed(process.argv))
  await onEngine(engine, {}, async (running) => {
    const servers = [await running.start(), ...(engine === 'postgres' ? [await running.start()] : [])]
    const urls = servers.map(({ url }) => url.replace('localhost', '127.0.0.1'))
    await keepPlacesHistory(running.db)
    for (const race of races)
      for (const wrong of await runRounds(race, running, urls)) {
        console.log(`  ${wrong}`)
        process.exitCode = 1
      }
  })
process.exit(process.exitCode ?? 0)
