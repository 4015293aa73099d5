import { readFileSync } from 'node:fs'
import { connect, type Socket } from 'node:net'
import { openClient } from '../../test/bench/client.ts'
import { begin, benchStudy, step } from '../../test/bench/walker.ts'
import { onEngine, type Running } from './engine.ts'

/** Ten thousand connections that say nothing, half of them in the middle of a request, and then somebody who takes part.
 *  Argument: connections. */
const connections = Number(process.argv[2] ?? 10_000)
const mostMs = 1000
const mostMegabytes = 600

function idle(port: number, written: string): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => {
      socket.write(written)
      resolve(socket)
    })
    socket.on('error', reject)
  })
}

async function openAll(port: number): Promise<Socket[]> {
  const opened: Socket[] = []
  while (opened.length < connections) {
    const some = Array.from({ length: 500 }, (_, n) => idle(port, n % 2 === 0 ? '' : 'GET /refe'))
    opened.push(...(await Promise.all(some)))
  }
  return opened
}

async function crowd({ databaseUrl, start }: Running): Promise<void> {
  const server = await start()
  const url = server.url.replace('localhost', '127.0.0.1')
  const study = await benchStudy(databaseUrl, 100)
  const opened = await openAll(Number(new URL(url).port))
  const client = openClient(1)
  const waits: number[] = []
  const timed = async <Told>(deed: Promise<Told>) => {
    const began = performance.now()
    const told = await deed
    waits.push(performance.now() - began)
    return told
  }
  const walker = await timed(begin(url, study, client))
  while (!walker.address.endsWith('/feedback')) await timed(step(url, walker, client))
  const [, kilobytes] = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${server.pid}/status`, 'utf8')) ?? []
  const [longest, megabytes] = [Math.max(...waits), Number(kilobytes) / 1024]
  console.log(
    `${opened.length} idle connections, ${opened.filter(({ destroyed }) => destroyed).length} of them cut off by then: ` +
      `somebody takes part, at most ${longest.toFixed(0)} ms a step (at most ${mostMs}); ` +
      `${megabytes.toFixed(0)} MB (at most ${mostMegabytes})`,
  )
  if (!(longest <= mostMs && megabytes <= mostMegabytes)) process.exitCode = 1
  for (const socket of opened) socket.destroy()
  client.close()
}

await onEngine('sqlite', {}, crowd)
process.exit(process.exitCode ?? 0)
