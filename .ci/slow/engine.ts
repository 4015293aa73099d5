import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Db, openDatabase } from '../../server/platform/db/connection.ts'
import { cpuOfFamily, type ServerProcess, startServer } from '../../test/bench/processes.ts'
import { type Engine, engines } from '../../test/support/engines.ts'
import { startPostgres } from '../../test/support/postgres.ts'

/** Servers in processes of their own, on a database that is there for one proof. */
export interface Running {
  readonly engine: Engine
  readonly databaseUrl: string
  readonly folder: string
  readonly db: Db
  /** What a database in processes of its own has used, in microseconds. */
  databaseCpu(): number
  start(script?: string): Promise<ServerProcess>
}

/** Runs a proof on a fresh database; nothing of it is left afterwards. */
export async function onEngine(
  engine: Engine,
  { isDurable = false }: { isDurable?: boolean },
  prove: (running: Running) => Promise<void>,
): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'stanceline-proof-'))
  const postgres = engine === 'postgres' ? await startPostgres({ isDurable }) : undefined
  const databaseUrl = postgres ? `${postgres.url}postgres` : `sqlite:${join(folder, 'proof.db')}`
  const env = { DATABASE_URL: databaseUrl, PORT: '0', SECRET: 'a secret that only this one proof knows of' }
  const servers: ServerProcess[] = []
  const start = async (script = 'server/main.ts') => {
    const server = await startServer(script.split(' '), env)
    servers.push(server)
    return server
  }
  await (await start()).stop() // makes the tables
  const db = await openDatabase(databaseUrl)
  try {
    const databaseCpu = () => (postgres ? cpuOfFamily(postgres.pid) : 0)
    await prove({ engine, databaseUrl, folder, db, databaseCpu, start })
  } finally {
    await Promise.all(servers.map((server) => server.stop()))
    await db.destroy()
    await postgres?.stop()
    await rm(folder, { recursive: true, force: true })
  }
}

/** The engines named on the command line, or both. */
export function enginesNamed(given: readonly string[]): Engine[] {
  const named = engines.filter((engine) => given.includes(engine))
  return named.length > 0 ? named : [...engines]
}
