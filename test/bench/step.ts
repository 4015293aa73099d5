import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inTurns } from '../support/in-turns.ts'
import { closeConnections, get, post } from './client.ts'
import { type ServerProcess, startServer } from './processes.ts'
import { begin, benchStudy, step, type Walker } from './walker.ts'

const people = 3000
const most = 2.5

/** CPU time our server spends on one step of a participant (an answer sent, stored on disk, and the next page)
 *  beside what Express as it comes spends on a step that stores nothing, and on one page; in the same run. */
export async function benchStep(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'stanceline-bench-'))
  const databaseUrl = `sqlite:${join(folder, 'bench.db')}`
  const ours = await startServer(['server/main.ts'], { DATABASE_URL: databaseUrl, PORT: '0' })
  try {
    const study = await benchStudy(databaseUrl, people)
    const walkers = await inTurns(people, () => begin(ours.url, study))
    const size = Buffer.byteLength(walkers[0]?.html ?? '')
    const theirs = await startServer(['test/bench/default-app.ts', String(size)])
    const figures = await measured(ours, theirs, walkers).finally(() => theirs.stop())
    reported({ ...figures, size })
  } finally {
    await ours.stop()
    closeConnections()
    await rm(folder, { recursive: true, force: true })
  }
}

/** Both servers take turns, so that whatever else the machine does falls on both. */
async function measured(ours: ServerProcess, theirs: ServerProcess, walkers: readonly Walker[]) {
  const spent = { step: 0, page: 0, plainStep: 0 }
  const counted = { step: 0, page: 0, plainStep: 0 }
  const rounds = 8
  const warm = walkers.slice(0, 2500)
  await inTurns(warm.length, (n) => walkOn(ours.url, warm[n]))
  await inTurns(6000, () => get(`${theirs.url}/page`))
  const rest = walkers.slice(2500)
  for (let round = 0; round < rounds; round += 1) {
    const some = rest.filter((_, n) => n % rounds === round)
    spent.step += await cpuFor(ours, async () => {
      const steps = await inTurns(some.length, (n) => walkOn(ours.url, some[n]))
      counted.step += steps.reduce((sum, count) => sum + count, 0)
    })
    const each = 300
    spent.page += await cpuFor(theirs, () => inTurns(each, () => get(`${theirs.url}/page`)))
    spent.plainStep += await cpuFor(theirs, () => inTurns(each, () => plainStep(theirs.url)))
    counted.page += each
    counted.plainStep += each
  }
  return {
    step: spent.step / counted.step,
    page: spent.page / counted.page,
    plainStep: spent.plainStep / counted.plainStep,
  }
}

async function cpuFor(server: ServerProcess, work: () => Promise<unknown>): Promise<number> {
  const before = server.cpuMicroseconds()
  await work()
  return server.cpuMicroseconds() - before
}

function reported({ step, page, plainStep, size }: Record<'step' | 'page' | 'plainStep' | 'size', number>): void {
  console.log(`CPU of the server, one page is ${size} bytes`)
  console.log(`  our step (POST + 303 + GET, durable)          ${step.toFixed(0)} µs`)
  console.log(`  Express by default, POST + 303 + GET, no data ${plainStep.toFixed(0)} µs`)
  console.log(`  Express by default, GET alone                 ${page.toFixed(0)} µs`)
  console.log(`  ratio of steps ${(step / plainStep).toFixed(2)}, at most ${most}`)
  if (step / plainStep > most) throw new Error('a step costs more than promised')
}

/** Each person answers every question but the last, so that a step is always an answer and a question. */
async function walkOn(url: string, walker: Walker | undefined): Promise<number> {
  let steps = 0
  for (; walker && steps < 4; steps += 1) await step(url, walker)
  return steps
}

async function plainStep(url: string): Promise<void> {
  const { location } = await post(`${url}/page`, {
    body: { formToken: 'x'.repeat(22), seenRevision: '0', choice: 'x'.repeat(36) },
  })
  await get(`${url}${location}`)
}
