import { setTimeout as wait } from 'node:timers/promises'
import { CamelCasePlugin, Kysely, sql } from 'kysely'
import { createApp } from '../../server/app.ts'
import { gatherDeps, openMigrated } from '../../server/open.ts'
import { readConfig } from '../../server/platform/config.ts'
import { type Db, locksRows, type Trx } from '../../server/platform/db/connection.ts'
import { postgresDialect } from '../../server/platform/db/postgres.ts'
import { serve } from '../../server/platform/http/serve.ts'

/** The server with one promise taken away, so that the proofs can show that they would notice:
 *  `hasty` replies before the commit, `unsynced` commits without waiting for the disk, `careless` takes a commit that
 *  failed for one that did not.
 *  Arguments: which, and the address of the database. */
const [, , weakness = '', databaseUrl = ''] = process.argv
const config = readConfig({
  DATABASE_URL: databaseUrl,
  PORT: '0',
  SECRET: 'a secret that only this one proof knows of',
})
const opened = await openMigrated(config)
const db = weakness === 'unsynced' ? await unsynced(opened) : opened
const deps = await gatherDeps(config, weakened(db))
const { url } = await serve({ ...config, log: deps.log }, (baseUrl) => createApp({ ...deps, baseUrl }))
console.log(url)

function weakened(strong: Db): Db {
  if (weakness === 'hasty') return deedsDoneBy(strong, hastily)
  return weakness === 'careless' ? deedsDoneBy(strong, carelessly) : strong
}

/** The start refuses such a database, so it is weakened after it. */
async function unsynced(strong: Db): Promise<Db> {
  if (!locksRows(strong)) {
    await new Promise((go) => setImmediate(go)) // reads of this turn share a transaction
    await sql`pragma synchronous = normal`.execute(strong)
    return strong
  }
  await strong.destroy()
  const dialect = postgresDialect(`${databaseUrl}?options=-c%20synchronous_commit%3Doff`)
  return new Kysely({ dialect, plugins: [new CamelCasePlugin()] })
}

type Deed = (trx: Trx) => Promise<unknown>

/** Every deed is answered as soon as it is done, and committed a little later. */
function hastily(real: Db, deed: Deed): Promise<unknown> {
  const { promise, resolve, reject } = Promise.withResolvers<unknown>()
  const committed = real.transaction().execute(async (trx) => {
    resolve(await deed(trx))
    await wait(5)
  })
  committed.catch(reject)
  return promise
}

async function carelessly(real: Db, deed: Deed): Promise<unknown> {
  const done: unknown[] = []
  try {
    return await real.transaction().execute(async (trx) => done.push(await deed(trx)) && done[0])
  } catch (error) {
    if (done.length === 0) throw error
    return done[0]
  }
}

function deedsDoneBy(real: Db, way: (real: Db, deed: Deed) => Promise<unknown>): Db {
  return new Proxy(real, {
    get: (target, name) => {
      if (name === 'transaction') return () => ({ execute: (deed: Deed) => way(real, deed) })
      const value = Reflect.get(target, name, target)
      return typeof value === 'function' ? value.bind(target) : value
    },
  })
}
