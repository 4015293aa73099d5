import { CompiledQuery } from 'kysely'
import { RateLimiterMemory, RateLimiterPostgres } from 'rate-limiter-flexible'
import { type Db, locksRows } from '../platform/db/connection.ts'
import { Refusal } from '../platform/refusal.ts'
import { sign } from '../platform/secret.ts'
import type { Study } from '../studies/study.ts'

/** Counts starts per source, study and minute: in memory, or in the database where several servers share one. The source
 *  is kept only as a keyed hash, which is another one each day.
 *  @returns a guard that throws the Refusal too-many-starts beyond what the study allows */
export function startLimit(
  db: Db,
  { secret, now }: { secret: string; now: () => Date },
): (source: string, study: Study) => Promise<void> {
  const limiter = locksRows(db) ? sharedLimiter(db) : new RateLimiterMemory(perMinute)
  return async (source, { id, startsPerMinute }) => {
    const day = now().toISOString().slice(0, 10)
    const { consumedPoints } = await limiter.consume(sign(secret, `source:${day}:${id}:${source}`))
    if (consumedPoints > startsPerMinute) throw new Refusal('too-many-starts')
  }
}

const perMinute = { points: 2_147_483_647, duration: 60 }

/** The library asks for a connection; whatever runs a query will do. */
function sharedLimiter(db: Db): RateLimiterPostgres {
  const storeClient = {
    query: ({ text, values }: { text: string; values: unknown[] }) => db.executeQuery(CompiledQuery.raw(text, values)),
  }
  const storeType = 'pool' // nothing to take and give back
  return new RateLimiterPostgres({
    ...perMinute,
    storeClient,
    storeType,
    tableName: 'start_limits',
    tableCreated: true,
  })
}
