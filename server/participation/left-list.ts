import { open, readFile } from 'node:fs/promises'
import type { Db } from '../platform/db/connection.ts'
import { withdrawById } from './withdraw.ts'

/** Somebody who took everything back, by the random number of their row, and when. */
export interface Left {
  readonly participantId: string
  readonly withdrawnAt: string
}

/** Notes who left in a file beside the database, on disk before it returns: an older copy of the database that is put
 *  back must not bring anybody back. The file holds random numbers and times, and nothing else. */
export async function noteLeft(file: string, left: readonly Left[]): Promise<void> {
  if (left.length === 0) return
  const handle = await open(file, 'a', 0o600)
  try {
    await handle.write(left.map(({ participantId, withdrawnAt }) => `\n${participantId} ${withdrawnAt}`).join(''))
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/** Takes back what people took back who are in a database again, and notes those whom the list lacks. Tells how many
 *  had come back. */
export async function holdToLeftList(db: Db, file: string): Promise<number> {
  const listed = await readLeft(file)
  const gone = await db
    .selectFrom('participants')
    .where('withdrawnAt', 'is not', null)
    .select(['id', 'withdrawnAt'])
    .execute()
  const known = new Set(gone.map(({ id }) => id))
  let cameBack = 0
  for (const [participantId, withdrawnAt] of listed)
    if (!known.has(participantId) && (await withdrawById(db, { participantId, withdrawnAt }))) cameBack += 1
  const unlisted = gone.filter(({ id }) => !listed.has(id))
  await noteLeft(
    file,
    unlisted.map(({ id, withdrawnAt }) => ({ participantId: id, withdrawnAt: withdrawnAt ?? '' })),
  )
  return cameBack
}

/** A line that broke off is no line: whoever it was about is noted anew at the next start. */
async function readLeft(file: string): Promise<ReadonlyMap<string, string>> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return ''
    throw error
  })
  const lines = text.matchAll(/^([\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}) (\d{4}-\d\d-\d\dT[\d:.]{12}Z)$/gm)
  return new Map(Array.from(lines, ([, id = '', time = '']) => [id, time]))
}
