import { readFileSync } from 'node:fs'
import { openClient } from '../../test/bench/client.ts'
import type { ServerProcess } from '../../test/bench/processes.ts'
import { begin, benchStudy, step, type Walker } from '../../test/bench/walker.ts'
import { findViolations } from '../../test/walks/invariants.ts'
import { countLost, noting } from './acknowledged.ts'
import { onEngine, type Running } from './engine.ts'

/** People send 250 pages a second for ten minutes, at their own pace and not at the server's: a page that could not be
 *  sent in time counts from when it should have been. Before that they go as fast as they can, until the caches of
 *  server and database are full: from then on memory must not grow. Arguments: minutes, pages a second. */
const minutes = Number(process.argv[2] ?? 10)
const perSecond = Number(process.argv[3] ?? 250)
const mostMs = 500
const mostSlope = 1
const crowd = 400
const warmSeconds = 120

async function soak({ db, databaseUrl, start }: Running): Promise<void> {
  const server = await start()
  const study = await benchStudy(databaseUrl, 1_000_000 / 10)
  const client = noting(openClient(crowd))
  const url = server.url.replace('localhost', '127.0.0.1')
  const idle: Walker[] = await Promise.all(Array.from({ length: crowd }, () => begin(url, study, client)))
  await warm(url, study)
  const memory = watched(server)
  const [waits, failed] = [[] as number[], [] as string[]]
  const turn = async (due: number, walker: Walker) => {
    await step(url, walker, { ...client, post: timed(client.post, (end) => waits.push(end - due)) })
    idle.push(walker.address.endsWith('/feedback') ? await begin(url, study, client) : walker)
  }
  const began = performance.now()
  let due = 0
  while (due < minutes * 60 * perSecond) {
    const isDue = due < ((performance.now() - began) / 1000) * perSecond
    const walker = isDue ? idle.shift() : undefined
    if (walker) {
      turn(began + (due / perSecond) * 1000, walker).catch((error) => failed.push(String(error)))
      due += 1
    } else await new Promise((go) => setTimeout(go, 1))
  }
  const seconds = (performance.now() - began) / 1000
  while (client.inFlight() > 0) await new Promise((go) => setTimeout(go, 50))
  client.close()
  const lost = await countLost(db, client.acknowledged)
  told({ waits, failed, lost, seconds, slope: memory.slope(), violations: await findViolations(db) })
}

async function warm(url: string, study: string): Promise<void> {
  const end = performance.now() + warmSeconds * 1000
  const walk = async () => {
    while (performance.now() < end) {
      const walker = await begin(url, study)
      while (!walker.address.endsWith('/feedback')) await step(url, walker)
    }
  }
  await Promise.all(Array.from({ length: 50 }, walk))
}

function timed<Given extends unknown[], Result>(
  send: (...given: Given) => Promise<Result>,
  note: (end: number) => void,
): (...given: Given) => Promise<Result> {
  return async (...given) => {
    const result = await send(...given)
    note(performance.now())
    return result
  }
}

/** How much memory the server takes, every two seconds. */
function watched({ pid }: ServerProcess): { slope(): number } {
  const samples: { minute: number; megabytes: number }[] = []
  const began = performance.now()
  const timer = setInterval(() => {
    const [, kilobytes] = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? []
    samples.push({ minute: (performance.now() - began) / 60_000, megabytes: Number(kilobytes) / 1024 })
  }, 2000)
  return {
    /** Megabytes a minute, by the line through all samples. */
    slope: () => {
      clearInterval(timer)
      const mean = (of: (one: (typeof samples)[number]) => number) =>
        samples.reduce((sum, one) => sum + of(one), 0) / samples.length
      const [minute, megabytes] = [mean((one) => one.minute), mean((one) => one.megabytes)]
      const spread = mean((one) => (one.minute - minute) ** 2)
      return mean((one) => (one.minute - minute) * (one.megabytes - megabytes)) / spread
    },
  }
}

interface Soaked {
  readonly waits: number[]
  readonly failed: readonly string[]
  readonly lost: number
  readonly seconds: number
  readonly slope: number
  readonly violations: readonly string[]
}

function told({ waits, failed, lost, seconds, slope, violations }: Soaked): void {
  waits.sort((a, b) => a - b)
  const [middle, late] = [0.5, 0.99].map((share) => waits[Math.floor(waits.length * share)] ?? Number.NaN)
  console.log(
    `${waits.length} pages in ${seconds.toFixed(0)} s: median ${middle?.toFixed(1)} ms, 99 of 100 within ` +
      `${late?.toFixed(1)} ms (at most ${mostMs}), ${failed.length} failed, ${lost} lost, memory ` +
      `${slope.toFixed(2)} MB a minute (at most ${mostSlope}); ${violations.join('; ') || 'no violation'}`,
  )
  for (const failure of new Set(failed)) console.log(`  failed: ${failure}`)
  const isRight = (late ?? Number.NaN) <= mostMs && slope <= mostSlope
  if (!isRight || failed.length + lost + violations.length > 0) process.exitCode = 1
}

await onEngine('sqlite', {}, soak)
process.exit(process.exitCode ?? 0)
