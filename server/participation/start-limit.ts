import { RateLimiterMemory } from 'rate-limiter-flexible'
import { Refusal } from '../platform/refusal.ts'
import { sign } from '../platform/secret.ts'
import type { Study } from '../studies/study.ts'

/** Counts starts per source, study and minute. The source is kept in memory only, and only as a keyed hash.
 *  @returns a guard that throws the Refusal too-many-starts beyond what the study allows */
export function startLimit(secret: string): (source: string, study: Study) => Promise<void> {
  const limiter = new RateLimiterMemory({ points: Number.MAX_SAFE_INTEGER, duration: 60 })
  return async (source, { id, startsPerMinute }) => {
    const { consumedPoints } = await limiter.consume(sign(secret, `source:${id}:${source}`))
    if (consumedPoints > startsPerMinute) throw new Refusal('too-many-starts')
  }
}
