import { CompiledQuery } from 'kysely'
import { type Db, locksRows } from './connection.ts'

/** Sees to it that nothing stays in the files of the embedded database of what was just deleted: pages are overwritten
 *  when they are freed, and the write-ahead file, which still holds what was written before, is emptied. That has to
 *  wait until nobody reads, so it is tried again for a minute. PostgreSQL frees its pages by its own vacuum. Nobody has
 *  to wait for it, and it keeps no process from ending. */
export async function eraseTraces(db: Db, waits = secondsUntilNextTry): Promise<void> {
  if (locksRows(db)) return
  for (const seconds of waits) {
    if (await emptyLog(db)) return
    await new Promise<void>((go) => setTimeout(go, seconds * 1000).unref())
  }
}

const secondsUntilNextTry: readonly number[] = [1, 2, 4, 8, 15, 15, 15]

/** Whether the write-ahead file is empty now. Emptying it waits for whoever reads, and everybody for it; so it is looked
 *  first whether anybody does. */
async function emptyLog(db: Db): Promise<boolean> {
  try {
    const { log, checkpointed } = await checkpoint(db, 'passive')
    if (log !== checkpointed) return false
    const { busy } = await checkpoint(db, 'truncate')
    return busy === 0
  } catch {
    return false // a commit that others share is under way, or the database was closed
  }
}

async function checkpoint(db: Db, how: 'passive' | 'truncate') {
  const asked = CompiledQuery.raw(`pragma wal_checkpoint(${how})`)
  const { rows } = await db.executeQuery<{ busy: number; log: number; checkpointed: number }>(asked)
  return rows[0] ?? { busy: 1, log: 1, checkpointed: 0 }
}
