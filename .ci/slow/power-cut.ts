import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { openDatabase } from '../../server/platform/db/connection.ts'
import { startServer } from '../../test/bench/processes.ts'
import { benchStudy } from '../../test/bench/walker.ts'
import type { Engine } from '../../test/support/engines.ts'
import { findViolations } from '../../test/walks/invariants.ts'
import { countLost, walkUntilGone } from './acknowledged.ts'
import { newDisk } from './disk.ts'
import { openPostgres } from './postgres-on-disk.ts'

/** The power fails while people answer: what was on disk at that moment, and nothing else, is a copy of the disk's
 *  image made while everything that writes stands still. Whatever the server said it kept must be in that copy. A
 *  server that does not wait for the disk must be found out. Needs root and loop devices; elsewhere it says that it did
 *  not run. Arguments: cuts on the embedded database, and on PostgreSQL. */
const cuts = { sqlite: Number(process.argv[2] ?? 6), postgres: Number(process.argv[3] ?? 3) }
const people = 32

if (process.getuid?.() !== 0) {
  console.log('power cut: skipped, as only root can mount a disk')
  process.exit(0)
}

interface Cut {
  readonly answers: number
  readonly lost: number
  readonly violations: readonly string[]
}

/** What has to stand still, and how the copy is opened afterwards. */
interface Store {
  readonly databaseUrl: string
  freeze(): void
  kill(): Promise<void>
}

async function cutOnce(engine: Engine, script: string): Promise<Cut> {
  const disk = newDisk(engine === 'sqlite' ? '96M' : '512M')
  const store = await storeIn(engine, disk.folder, { isNew: true })
  const env = { DATABASE_URL: store.databaseUrl, PORT: '0', SECRET: 'a secret that only this one proof knows of' }
  await (await startServer(['server/main.ts'], env)).stop() // makes the tables
  const server = await startServer(
    script === 'server/main.ts' ? [script] : [script, 'unsynced', store.databaseUrl],
    env,
  )
  const study = await benchStudy(store.databaseUrl, 10_000)
  const walk = walkUntilGone(server.url.replace('localhost', '127.0.0.1'), study, people)
  await wait(4000 + Math.random() * 1500)
  process.kill(server.pid, 'SIGSTOP')
  store.freeze()
  const acknowledged = [...walk.acknowledged]
  const after = disk.copy()
  await server.stop('SIGKILL')
  await Promise.all([walk.gone, store.kill()])
  disk.unmount()
  const found = await compared(engine, after.folder, acknowledged)
  after.unmount()
  disk.remove()
  return found
}

async function compared(engine: Engine, folder: string, acknowledged: Parameters<typeof countLost>[1]): Promise<Cut> {
  const store = await storeIn(engine, folder, { isNew: false })
  const db = await openDatabase(store.databaseUrl)
  const lost = await countLost(db, acknowledged)
  const violations = await findViolations(db)
  await db.destroy()
  await store.kill()
  return { answers: acknowledged.length, lost, violations }
}

async function storeIn(engine: Engine, folder: string, so: { isNew: boolean }): Promise<Store> {
  if (engine === 'sqlite')
    return { databaseUrl: `sqlite:${join(folder, 'power.db')}`, freeze: () => {}, kill: async () => {} }
  const { url: databaseUrl, freeze, kill } = await openPostgres(folder, so)
  return { databaseUrl, freeze, kill }
}

async function cut(engine: Engine, script: string): Promise<Cut> {
  const all: Cut[] = []
  for (let round = 0; round < cuts[engine]; round += 1) all.push(await cutOnce(engine, script))
  const sum = (of: (one: Cut) => number) => all.reduce((total, one) => total + of(one), 0)
  const violations = [...new Set(all.flatMap((one) => one.violations))]
  const found = { answers: sum(({ answers }) => answers), lost: sum(({ lost }) => lost), violations }
  console.log(
    `${engine}, ${script}: power cut ${all.length} times, ${found.answers} answers acknowledged, ` +
      `${found.lost} lost in ${all.filter(({ lost }) => lost > 0).length} cuts; ${violations.join('; ') || 'no violation'}`,
  )
  return found
}

for (const engine of ['sqlite', 'postgres'] as const) {
  if (cuts[engine] === 0) continue
  const ours = await cut(engine, 'server/main.ts')
  const unsynced = await cut(engine, '.ci/slow/weakened-server.ts')
  if (ours.lost > 0 || ours.violations.length > 0 || ours.answers === 0 || unsynced.lost === 0) process.exitCode = 1
}
process.exit(process.exitCode ?? 0)
