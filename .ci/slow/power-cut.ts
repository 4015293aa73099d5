import { execFileSync } from 'node:child_process'
import { copyFileSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { startServer } from '../../test/bench/processes.ts'
import { benchStudy } from '../../test/bench/walker.ts'
import { countLost, walkUntilGone } from './acknowledged.ts'

const rounds = Number(process.argv[2] ?? 6)
const people = 16

/** The power fails while people answer: what was on disk at that moment, and nothing else, is a copy of the disk's
 *  image made while the server stands still. Whatever it said it kept must be in that copy. Needs root and loop
 *  devices; elsewhere it says that it did not run. */
if (process.getuid?.() !== 0) {
  console.log('power cut: skipped, as only root can mount a disk')
  process.exit(0)
}

const folder = mkdtempSync(join(tmpdir(), 'stanceline-power-'))
const run = (command: string, ...args: string[]) =>
  execFileSync(command, args, { stdio: ['ignore', 'ignore', 'inherit'] })
const mounted = (image: string, at: string) => {
  mkdirSync(at, { recursive: true })
  run('mount', '-o', 'loop,commit=30', image, at)
}

let [answers, lost] = [0, 0]
for (let round = 0; round < rounds; round += 1) {
  const [image, copy] = [join(folder, `disk-${round}`), join(folder, `copy-${round}`)]
  const [disk, after] = [join(folder, `mounted-${round}`), join(folder, `after-${round}`)]
  run('truncate', '-s', '96M', image)
  run('mkfs.ext4', '-qF', image)
  mounted(image, disk)
  const databaseUrl = `sqlite:${join(disk, 'power.db')}`
  const server = await startServer(['server/main.ts'], { DATABASE_URL: databaseUrl, PORT: '0' })
  const walk = walkUntilGone(server.url, await benchStudy(databaseUrl, 10_000), people)
  await wait(1500 + Math.random() * 700)
  process.kill(server.pid, 'SIGSTOP')
  copyFileSync(image, copy)
  const acknowledged = [...walk.acknowledged]
  await server.stop('SIGKILL')
  await walk.gone
  run('umount', disk)
  mounted(copy, after)
  answers += acknowledged.length
  lost += await countLost(`sqlite:${join(after, 'power.db')}`, { acknowledged, cookies: walk.cookies })
  run('umount', after)
}
rmSync(folder, { recursive: true })
console.log(`power cut ${rounds} times: ${answers} answers acknowledged, ${lost} lost`)
process.exitCode = lost > 0 || answers === 0 ? 1 : 0
