import type { Db, Trx } from '../platform/db/connection.ts'
import { readFlag } from '../platform/db/json.ts'
import { Refusal } from '../platform/refusal.ts'
import { sha256 } from '../platform/tokens.ts'
import { takePlaceIn } from '../studies/places.ts'
import { findBegun } from './begun.ts'
import { type Journey, journeyOf } from './journey.ts'
import { lockParticipant, updateParticipant } from './queries.ts'

export interface Holder {
  readonly token: string
  readonly studyId: string
}

/** Holds a person's row until the transaction ends, notes that they were seen, and takes their place back if it was
 *  given away meanwhile. When none is left they go on all the same: their answers are kept, and marked as beyond the
 *  number wanted.
 *  @throws {Refusal} participation-unknown, if the token is nobody's in this study; withdrawn */
export async function holdPlace(trx: Trx, { seenAt, ...holder }: Holder & { seenAt: Date }): Promise<Journey> {
  const { journey, row } = await lockUnderWay(trx, holder)
  if (isWorthNoting(row, seenAt)) await noteSeen(trx, row, seenAt)
  return journey
}

/** Keeps a place for another lease: one click, for somebody who takes longer.
 *  @throws {Refusal} participation-unknown; withdrawn */
export function keepPlace(db: Db, held: Holder & { seenAt: Date }): Promise<Journey> {
  return db.transaction().execute(async (trx) => {
    const { journey, row } = await lockUnderWay(trx, held)
    await noteSeen(trx, row, held.seenAt)
    return journey
  })
}

async function lockUnderWay(trx: Trx, holder: Holder): ReturnType<typeof lockJourney> {
  const locked = await lockJourney(trx, holder)
  if (locked.journey.participant.isWithdrawn) throw new Refusal('withdrawn')
  return locked
}

/** Holds a person's row until the transaction ends; how far they are is read after that.
 *  @throws {Refusal} participation-unknown */
export async function lockJourney(trx: Trx, { token, studyId }: Holder): Promise<{ journey: Journey; row: LockedRow }> {
  const begun = await findBegun(trx, sha256(token))
  const [row] = begun?.studyId === studyId ? await lockParticipant(trx, { participantId: begun.id }) : []
  const journey = begun && row && (await journeyOf(trx, begun))
  if (!row || !journey) throw new Refusal('participation-unknown')
  return { journey, row: { ...row, ...journey.participant } }
}

export type LockedRow = Awaited<ReturnType<typeof lockParticipant>>[number] & {
  readonly id: string
  readonly unitId: string
}

/** Leases last minutes at the least, so a person is noted as seen once in a while and not at each step. */
function isWorthNoting({ placeState, seenAt: before }: LockedRow, seenAt: Date): boolean {
  return placeState === 'released' || Math.abs(seenAt.getTime() - Date.parse(before)) >= secondsUnnoted * 1000
}

async function noteSeen(trx: Trx, row: LockedRow, seenAt: Date): Promise<void> {
  const placeState = row.placeState === 'released' ? await placeTakenBack(trx, row) : row.placeState
  await updateParticipant(trx, { id: row.id, placeState, seenAt: seenAt.toISOString() })
}

const secondsUnnoted = 20

async function placeTakenBack(trx: Trx, { unitId, isSimulated }: LockedRow): Promise<'held' | 'over-quota'> {
  const hasPlace = await takePlaceIn(trx, { unitId, isSimulated: readFlag(isSimulated) })
  return hasPlace ? 'held' : 'over-quota'
}
