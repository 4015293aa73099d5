import type { Db, Trx } from '../platform/db/connection.ts'
import { readFlag } from '../platform/db/json.ts'
import { Refusal } from '../platform/refusal.ts'
import { sha256 } from '../platform/tokens.ts'
import { takePlaceIn } from '../studies/places.ts'
import { listUnitWordings } from '../studies/unit.ts'
import { findBegun } from './begun.ts'
import { type Choice, storedAs } from './choice.ts'
import { type Asking, type Journey, journeyOf, nextPosition } from './journey.ts'
import { insertAnswer, lockParticipant, updateParticipant } from './queries.ts'

export interface Answer {
  /** What the person holds. */
  readonly token: string
  readonly studyId: string
  readonly position: number
  readonly choice: Choice
  /** The revision the page showed, 0 for none: tells a page that is no longer current. */
  readonly seenRevision: number
  readonly answeredAt: Date
}

/** What became of an answer. `kept`: it is stored, or was already. `changed-elsewhere`: another answer was stored
 *  since the page was made, and stays. `out-of-turn`: an earlier question comes first. `unknown`: not a choice here. */
export type Outcome = 'kept' | 'changed-elsewhere' | 'out-of-turn' | 'unknown'

export interface Recorded {
  readonly outcome: Outcome
  readonly journey: Journey
}

/** Keeps what a person chose for one question. Changing one's mind keeps the older choice as a revision; the same
 *  choice again changes nothing; a choice made on a page that is no longer current changes nothing either.
 *  @throws {Refusal} participation-unknown; participation-ended, if the person has finished and this is another choice */
export function recordAnswer(db: Db, answer: Answer): Promise<Recorded> {
  return db.transaction().execute(async (trx) => {
    const journey = await holdPlace(trx, { ...answer, seenAt: answer.answeredAt })
    const asking = journey.askings.find(({ position }) => position === answer.position)
    if (!asking) return { outcome: 'out-of-turn', journey }
    if (asking.answer?.choice === answer.choice) return { outcome: 'kept', journey }
    if (journey.participant.isFinished) throw new Refusal('participation-ended')
    const outcome = judged(answer, asking, nextPosition(journey.askings))
    if (outcome === 'kept') await insertRevision(trx, { answer, asking, journey })
    return { outcome, journey }
  })
}

function judged({ choice, seenRevision }: Answer, asking: Asking, next: number | undefined): Outcome {
  if (asking.position > (next ?? asking.position)) return 'out-of-turn'
  if (!asking.choices.includes(choice)) return 'unknown'
  return (asking.answer?.revision ?? 0) === seenRevision ? 'kept' : 'changed-elsewhere'
}

async function insertRevision(
  trx: Trx,
  { answer, asking, journey }: { answer: Answer; asking: Asking; journey: Journey },
): Promise<void> {
  const { choice, answeredAt } = answer
  const { id: participantId, unitId } = journey.participant
  const wordings = await listUnitWordings(trx, unitId)
  const wording = wordings.find(({ id }) => id === asking.wordingId)
  if (!wording) throw new Error('asked about a wording that is not in the unit')
  await insertAnswer(trx, {
    participantId,
    wordingId: wording.id,
    revision: (asking.answer?.revision ?? 0) + 1,
    ...storedAs(choice, wording),
    positionChosen: asking.choices.indexOf(choice) + 1,
    textHash: wording.textHash,
    answeredAt: answeredAt.toISOString(),
  })
}

/** Holds a person's row until the transaction ends, notes that they were seen, and takes their place back if it was
 *  given away meanwhile. When none is left they go on all the same: their answers are kept, and marked as beyond the
 *  number wanted.
 *  @throws {Refusal} participation-unknown, if the token is nobody's in this study */
export async function holdPlace(
  trx: Trx,
  { token, studyId, seenAt }: { token: string; studyId: string; seenAt: Date },
): Promise<Journey> {
  const begun = await findBegun(trx, sha256(token))
  const [row] = begun?.studyId === studyId ? await lockParticipant(trx, { participantId: begun.id }) : []
  const journey = begun && row && (await journeyOf(trx, begun))
  if (!row || !journey) throw new Refusal('participation-unknown')
  await noteSeen(trx, { ...row, ...journey.participant }, seenAt)
  return journey
}

type LockedRow = Awaited<ReturnType<typeof lockParticipant>>[number] & { readonly id: string; readonly unitId: string }

/** Leases last minutes at the least, so a person is noted as seen once in a while and not at each step. */
async function noteSeen(trx: Trx, row: LockedRow, seenAt: Date): Promise<void> {
  const isReleased = row.placeState === 'released'
  if (!isReleased && Math.abs(seenAt.getTime() - Date.parse(row.seenAt)) < secondsUnnoted * 1000) return
  const placeState = isReleased ? await placeTakenBack(trx, row) : row.placeState
  await updateParticipant(trx, { id: row.id, placeState, seenAt: seenAt.toISOString() })
}

const secondsUnnoted = 20

async function placeTakenBack(trx: Trx, { unitId, isSimulated }: LockedRow): Promise<'held' | 'over-quota'> {
  const hasPlace = await takePlaceIn(trx, { unitId, isSimulated: readFlag(isSimulated) })
  return hasPlace ? 'held' : 'over-quota'
}
