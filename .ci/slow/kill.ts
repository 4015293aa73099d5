import { setTimeout as wait } from 'node:timers/promises'
import { benchStudy } from '../../test/bench/walker.ts'
import { findViolations } from '../../test/walks/invariants.ts'
import { countLost, walkUntilGone } from './acknowledged.ts'
import { onEngine, type Running } from './engine.ts'

/** The server is killed at any moment while people answer: whatever it said it kept must be there, and all that must
 *  hold of a database holds. A server that replies before it commits must be found out. Argument: rounds. */
const rounds = Number(process.argv[2] ?? 40)
const people = 50

interface Killed {
  readonly rounds: number
  readonly answers: number
  readonly lost: number
  /** Forms without a reply, at the kill that had fewest. */
  readonly leastInFlight: number
  readonly violations: readonly string[]
}

async function kill({ db, databaseUrl, start }: Running, script: string, times: number): Promise<Killed> {
  const study = await benchStudy(databaseUrl, 100_000)
  const violations = new Set<string>()
  let [answers, lost, leastInFlight] = [0, 0, people]
  for (let round = 0; round < times; round += 1) {
    const server = await start(script)
    const walk = walkUntilGone(server.url.replace('localhost', '127.0.0.1'), study, people)
    await wait(2500 + Math.random() * 2000)
    leastInFlight = Math.min(leastInFlight, walk.inFlight())
    await server.stop('SIGKILL')
    await walk.gone
    answers += walk.acknowledged.length
    lost += await countLost(db, walk.acknowledged)
    for (const violation of await findViolations(db)) violations.add(violation)
  }
  return { rounds: times, answers, lost, leastInFlight, violations: [...violations] }
}

function told(title: string, { rounds, answers, lost, leastInFlight, violations }: Killed): void {
  console.log(
    `${title} killed ${rounds} times, each time with ${leastInFlight} forms or more in flight: ` +
      `${answers} answers acknowledged, ${lost} lost, ${violations.length} violations ${violations.join('; ')}`,
  )
}

await onEngine('sqlite', {}, async (running) => {
  const ours = await kill(running, 'server/main.ts', rounds)
  told('server', ours)
  const hasty = await kill(running, `.ci/slow/weakened-server.ts hasty ${running.databaseUrl}`, Math.min(rounds, 10))
  told('server that replies before it commits', hasty)
  const isRight = ours.lost === 0 && ours.violations.length === 0 && ours.answers > 0 && ours.leastInFlight > 0
  if (!isRight || hasty.lost === 0) process.exitCode = 1
})
process.exit(process.exitCode ?? 0)
