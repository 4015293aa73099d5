import type { Db, Trx } from '../platform/db/connection.ts'
import { seal, unseal } from '../platform/sealed.ts'
import { StartProblem } from '../platform/start-problem.ts'
import { sha256 } from '../platform/tokens.ts'

/** The name by which a recruiter knows somebody, readable with the secret and for their row alone. */
export function sealedName(secret: string, { person, token }: { person: string; token: string }): string {
  return seal(secret, person, sha256(token))
}

/** Keeps a name for as many days as the study says. */
export async function keepName(
  trx: Trx,
  { participantId, name, startedAt, days }: { participantId: string; name: string; startedAt: Date; days: number },
): Promise<void> {
  const deleteAfter = new Date(startedAt.getTime() + days * 86_400_000).toISOString()
  await trx.insertInto('recruiterNames').values({ participantId, sealed: name, deleteAfter }).execute()
}

/** Undefined where none was kept, or not any more. */
export async function findName(db: Db, secret: string, tokenHash: string): Promise<string | undefined> {
  const row = await db
    .selectFrom('recruiterNames')
    .innerJoin('participants', 'participants.id', 'participantId')
    .where('tokenHash', '=', tokenHash)
    .select('sealed')
    .executeTakeFirst()
  return row && unseal(secret, row.sealed, tokenHash)
}

const wrongSecret =
  'The names that recruiters gave were encrypted with another secret. Set SECRET to the one that the server uses.'

/** The names that are kept of people in a study, each with their completion code, by participant.
 *  @throws {StartProblem} if the secret is not the one they were encrypted with */
export async function listNames(db: Db, secret: string, studyId: string) {
  const rows = await db
    .selectFrom('recruiterNames')
    .innerJoin('participants', 'participants.id', 'participantId')
    .where('studyId', '=', studyId)
    .select(['participantId', 'sealed', 'tokenHash', 'completionCode'])
    .execute()
  return new Map(
    rows.map(({ participantId, sealed, tokenHash, completionCode }) => {
      const name = unseal(secret, sealed, tokenHash)
      if (name === undefined) throw new StartProblem(wrongSecret)
      return [participantId, { name, completionCode }] as const
    }),
  )
}

export async function deleteName(trx: Trx, participantId: string): Promise<void> {
  await trx.deleteFrom('recruiterNames').where('participantId', '=', participantId).execute()
}

/** Deletes the names whose time is over; tells how many there were. */
export async function deleteOldNames(db: Db, now: Date): Promise<number> {
  const { numDeletedRows } = await db
    .deleteFrom('recruiterNames')
    .where('deleteAfter', '<', now.toISOString())
    .executeTakeFirst()
  return Number(numDeletedRows)
}
