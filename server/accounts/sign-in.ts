import { randomUUID } from 'node:crypto'
import type { Db } from '../platform/db/connection.ts'
import { Refusal } from '../platform/refusal.ts'
import { randomToken, sha256 } from '../platform/tokens.ts'
import { insertLink, insertSession, selectSession, useLink } from './queries.ts'

const linkHours = 24
export const sessionHours = 12

/** Makes a link that opens the results once, within a day. Returns its token; only a hash is stored. */
export async function createSignInLink(db: Db, now: Date): Promise<string> {
  const token = randomToken()
  await insertLink(db, {
    id: randomUUID(),
    tokenHash: sha256(token),
    createdAt: now.toISOString(),
    expiresAt: hoursAfter(now, linkHours),
    usedAt: null,
  })
  return token
}

/** Turns a link into a session, once. Returns the session's token.
 *  @throws {Refusal} link-used, if it was used, is too old, or never was */
export function openSession(db: Db, linkToken: string, now: Date): Promise<string> {
  return db.transaction().execute(async (trx) => {
    const link = await useLink(trx, { tokenHash: sha256(linkToken), now: now.toISOString() })
    if (!link) throw new Refusal('link-used')
    const token = randomToken()
    await insertSession(trx, {
      id: randomUUID(),
      tokenHash: sha256(token),
      createdAt: now.toISOString(),
      expiresAt: hoursAfter(now, sessionHours),
    })
    return token
  })
}

/** @throws {Refusal} not-signed-in, unless the token belongs to a session that lasts */
export async function assertSignedIn(db: Db, token: string | undefined, now: Date): Promise<void> {
  const session = token && (await selectSession(db, { tokenHash: sha256(token), now: now.toISOString() }))
  if (!session) throw new Refusal('not-signed-in')
}

function hoursAfter(time: Date, hours: number): string {
  return new Date(time.getTime() + hours * 3_600_000).toISOString()
}
