import type { Insertable } from 'kysely'
import type { Db, Trx } from '../platform/db/connection.ts'
import type { AccountTables } from '../platform/db/tables/accounts.ts'

export async function insertLink(db: Db, link: Insertable<AccountTables['signInLinks']>): Promise<void> {
  await db.insertInto('signInLinks').values(link).execute()
}

/** Uses a link up, in one statement, so that it opens one session whoever clicks at the same moment. */
export function useLink(trx: Trx, { tokenHash, now }: { tokenHash: string; now: string }) {
  return trx
    .updateTable('signInLinks')
    .set({ usedAt: now })
    .where('tokenHash', '=', tokenHash)
    .where('usedAt', 'is', null)
    .where('expiresAt', '>', now)
    .returning('id')
    .executeTakeFirst()
}

export async function insertSession(db: Db, session: Insertable<AccountTables['sessions']>): Promise<void> {
  await db.insertInto('sessions').values(session).execute()
}

export function selectSession(db: Db, { tokenHash, now }: { tokenHash: string; now: string }) {
  return db
    .selectFrom('sessions')
    .where('tokenHash', '=', tokenHash)
    .where('expiresAt', '>', now)
    .select('id')
    .executeTakeFirst()
}
