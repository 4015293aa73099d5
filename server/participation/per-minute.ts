import { CompiledQuery } from 'kysely'
import { RateLimiterMemory, RateLimiterPostgres } from 'rate-limiter-flexible'
import { type Db, locksRows } from '../platform/db/connection.ts'
import type { Deps } from '../platform/deps.ts'
import { Refusal } from '../platform/refusal.ts'
import { sign } from '../platform/secret.ts'
import type { Study } from '../studies/study.ts'

/** Notes what a source does, and refuses what it does too often. */
export interface PerMinute {
  /** @throws {Refusal} too-many-starts, beyond what the study allows */
  noteStart(source: string, study: Study): Promise<void>
  /** A personal link that is nobody's.
   *  @throws {Refusal} too-many-tries */
  noteWrongLink(source: string): Promise<void>
}

/** Counts by the minute: in memory, or in the database where several servers share one. A source is kept only as a keyed
 *  hash, which is another one each minute. */
export function perMinute({ db, secret, now }: Pick<Deps, 'db' | 'secret' | 'now'>): PerMinute {
  const limiter = locksRows(db) ? sharedLimiter(db) : new RateLimiterMemory(counting)
  const count = async (what: string, source: string) => {
    const minute = now().toISOString().slice(0, 16)
    const { consumedPoints } = await limiter.consume(sign(secret, `source:${minute}:${what}:${source}`))
    return consumedPoints
  }
  return {
    noteStart: async (source, { id, startsPerMinute }) => {
      if ((await count(id, source)) > startsPerMinute) throw new Refusal('too-many-starts')
    },
    noteWrongLink: async (source) => {
      if ((await count('wrong link', source)) > mostWrongLinks) throw new Refusal('too-many-tries')
    },
  }
}

/** Whoever copies a link needs a few; a class behind one address, a few more. */
const mostWrongLinks = 30

const counting = { points: 2_147_483_647, duration: 60 }

/** The library asks for a connection; whatever runs a query will do. */
function sharedLimiter(db: Db): RateLimiterPostgres {
  const storeClient = {
    query: ({ text, values }: { text: string; values: unknown[] }) => db.executeQuery(CompiledQuery.raw(text, values)),
  }
  const storeType = 'pool' // nothing to take and give back
  return new RateLimiterPostgres({
    ...counting,
    storeClient,
    storeType,
    tableName: 'start_limits',
    tableCreated: true,
  })
}
