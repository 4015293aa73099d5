import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import type { Db } from '../../server/platform/db/connection.ts'

/** What must not be done, for the checks to find: starts that count first and insert then. Returns how many began. */
export async function startByCounting(db: Db, at: { study: string; wanted: number }, people: number): Promise<number> {
  const { id: unitId } = await db
    .selectFrom('studyUnits')
    .where('studyId', '=', at.study)
    .select('id')
    .executeTakeFirstOrThrow()
  const begun = () => db.selectFrom('participants').where('studyId', '=', at.study).select('id').execute()
  const start = async () => {
    if ((await begun()).length >= at.wanted) return
    await db.insertInto('participants').values(newcomer(at.study, unitId)).execute()
  }
  await Promise.all(Array.from({ length: people }, start))
  return (await begun()).length
}

function newcomer(studyId: string, unitId: string) {
  const startedAt = new Date().toISOString()
  const [tokenHash, startKey] = [randomUUID(), randomUUID()]
  const drawn = { isSimulated: false, placeState: 'held' as const, startedAt, seenAt: startedAt }
  return { id: randomUUID(), studyId, unitId, language: 'en', tokenHash, startKey, ...drawn }
}

/** One answer given many times at once by looking whether there is one and inserting it if there is none, on a table
 *  that takes it twice. PostgreSQL only. */
export async function answerByLooking(db: Db, participantId: string, times: number): Promise<void> {
  await sql`alter table answers drop constraint answers_once_per_revision`.execute(db)
  const own = db.selectFrom('answers').where('participantId', '=', participantId).selectAll()
  const given = await own.executeTakeFirstOrThrow()
  await db.deleteFrom('answers').where('participantId', '=', participantId).execute()
  const answer = async () => {
    if ((await own.execute()).length === 0) await db.insertInto('answers').values(given).execute()
  }
  await Promise.all(Array.from({ length: times }, answer))
}
