import { sql } from 'kysely'
import type { Trx } from './connection.ts'
import { isStorageFailure } from './storage-failure.ts'

/** Does a part of a transaction, all of it or nothing, and gives why it failed, if it did; the rest goes on.
 *  @throws what ends the whole transaction: the database cannot be reached or cannot write */
export async function faultWithin(trx: Trx, part: () => Promise<void>): Promise<unknown> {
  await sql`savepoint part`.execute(trx)
  const fault = await part().catch((error) => error)
  if (isStorageFailure(fault)) throw fault
  if (fault !== undefined) await sql`rollback to savepoint part`.execute(trx)
  await sql`release savepoint part`.execute(trx)
  return fault
}
