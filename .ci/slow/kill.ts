import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { startServer } from '../../test/bench/processes.ts'
import { benchStudy } from '../../test/bench/walker.ts'
import { countLost, walkUntilGone } from './acknowledged.ts'

const rounds = Number(process.argv[2] ?? 20)
const people = 16

/** The server is killed at any moment while people answer: whatever it said it kept must be there. */
const folder = await mkdtemp(join(tmpdir(), 'stanceline-kill-'))
const databaseUrl = `sqlite:${join(folder, 'kill.db')}`
let [answers, lost] = [0, 0]
for (let round = 0; round < rounds; round += 1) {
  const server = await startServer(['server/main.ts'], { DATABASE_URL: databaseUrl, PORT: '0' })
  const walk = walkUntilGone(server.url, await benchStudy(databaseUrl, 10_000), people)
  await wait(400 + Math.random() * 1100)
  await server.stop('SIGKILL')
  await walk.gone
  answers += walk.acknowledged.length
  lost += await countLost(databaseUrl, walk)
}
await rm(folder, { recursive: true })
console.log(`killed ${rounds} times: ${answers} answers acknowledged, ${lost} lost`)
process.exitCode = lost > 0 || answers === 0 ? 1 : 0
