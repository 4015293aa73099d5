import type { Db, Trx } from '../platform/db/connection.ts'
import { readFlag } from '../platform/db/json.ts'
import { returnPlace } from '../studies/places.ts'
import { type Holder, type LockedRow, lockJourney } from './hold-place.ts'
import { deleteAskings, findUnderWay, lockParticipant, updateParticipant } from './queries.ts'
import { deleteName } from './recruiter-names.ts'

/** Takes everything back that a person gave: their answers, their comment, their completion code and what a recruiter
 *  calls them are deleted, and their place is free for somebody else. That they agreed and withdrew, and when, is kept.
 *  Withdrawing twice changes nothing.
 *  @throws {Refusal} participation-unknown */
export function withdrawParticipation(db: Db, { withdrawnAt, ...holder }: Holder & { withdrawnAt: Date }) {
  return db.transaction().execute(async (trx) => {
    const { journey, row } = await lockJourney(trx, holder)
    if (!journey.participant.isWithdrawn) await takeBack(trx, row, withdrawnAt.toISOString())
  })
}

/** The same for somebody known by the number of their row. Tells whether there was anything to take back. */
export function withdrawById(
  db: Db,
  { participantId, withdrawnAt }: { participantId: string; withdrawnAt: string },
): Promise<boolean> {
  return db.transaction().execute(async (trx) => {
    const [held] = await lockParticipant(trx, { participantId })
    const row = await findUnderWay(trx, participantId)
    if (!held || !row) return false
    await takeBack(trx, { ...held, ...row }, withdrawnAt)
    return true
  })
}

async function takeBack(trx: Trx, row: Pick<LockedRow, 'id' | 'unitId' | 'isSimulated' | 'placeState'>, at: string) {
  await deleteAskings(trx, row.id)
  await deleteName(trx, row.id)
  await updateParticipant(trx, {
    id: row.id,
    withdrawnAt: at,
    placeState: 'released',
    finishedAt: null,
    completionCode: null,
    feedback: null,
  })
  if (row.placeState === 'held') await returnPlace(trx, { ...row, isSimulated: readFlag(row.isSimulated) })
}
