import type { Db } from '../platform/db/connection.ts'
import { readFlag } from '../platform/db/json.ts'
import { returnPlace } from '../studies/places.ts'
import { type Holder, lockJourney } from './hold-place.ts'
import { deleteAskings, updateParticipant } from './queries.ts'
import { deleteName } from './recruiter-names.ts'

/** Takes everything back that a person gave: their answers, their comment and their completion code are deleted, and
 *  their place is free for somebody else. That they agreed and withdrew, and when, is kept. Withdrawing twice changes
 *  nothing.
 *  @throws {Refusal} participation-unknown */
export function withdrawParticipation(db: Db, { withdrawnAt, ...holder }: Holder & { withdrawnAt: Date }) {
  return db.transaction().execute(async (trx) => {
    const { journey, row } = await lockJourney(trx, holder)
    if (journey.participant.isWithdrawn) return
    await deleteAskings(trx, row.id)
    await deleteName(trx, row.id)
    await updateParticipant(trx, {
      id: row.id,
      withdrawnAt: withdrawnAt.toISOString(),
      placeState: 'released',
      finishedAt: null,
      completionCode: null,
      feedback: null,
    })
    if (row.placeState === 'held') await returnPlace(trx, { ...row, isSimulated: readFlag(row.isSimulated) })
  })
}
