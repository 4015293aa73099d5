import type { Db, Trx } from '../platform/db/connection.ts'
import { readFlag } from '../platform/db/json.ts'
import { Refusal } from '../platform/refusal.ts'
import { takePlaceIn } from '../studies/places.ts'
import { listUnitWordings } from '../studies/unit.ts'
import { type Choice, storedAs } from './choice.ts'
import { type Asking, askingAt, listAskings, nextPosition, type Participant } from './journey.ts'
import { insertAnswer, lockParticipant, updateParticipant } from './queries.ts'
import { leaseFrom } from './start.ts'

export interface Answer {
  readonly participant: Participant
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
  /** How many questions the person is asked. */
  readonly total: number
}

/** Keeps what a person chose for one question. Changing one's mind keeps the older choice as a revision; the same
 *  choice again changes nothing; a choice made on a page that is no longer current changes nothing either.
 *  @throws {Refusal} participation-ended, if the person has finished and this is another choice */
export function recordAnswer(db: Db, answer: Answer): Promise<Recorded> {
  return db.transaction().execute(async (trx) => {
    const state = await holdPlace(trx, answer.participant, answer.answeredAt)
    const askings = await listAskings(trx, answer.participant.id)
    const asking = askingAt(askings, answer.position)
    const total = askings.length
    if (asking.answer?.choice === answer.choice) return { outcome: 'kept', total }
    if (state.isFinished) throw new Refusal('participation-ended')
    const outcome = judged(answer, asking, nextPosition(askings))
    if (outcome === 'kept') await insertRevision(trx, answer, asking)
    return { outcome, total }
  })
}

function judged({ choice, seenRevision }: Answer, asking: Asking, next: number | undefined): Outcome {
  if (asking.position > (next ?? asking.position)) return 'out-of-turn'
  if (!asking.choices.includes(choice)) return 'unknown'
  return (asking.answer?.revision ?? 0) === seenRevision ? 'kept' : 'changed-elsewhere'
}

async function insertRevision(trx: Trx, answer: Answer, asking: Asking): Promise<void> {
  const { participant, choice, answeredAt } = answer
  const wordings = await listUnitWordings(trx, participant.unitId)
  const wording = wordings.find(({ id }) => id === asking.wordingId)
  if (!wording) throw new Error('asked about a wording that is not in the unit')
  await insertAnswer(trx, {
    participantId: participant.id,
    wordingId: wording.id,
    revision: (asking.answer?.revision ?? 0) + 1,
    ...storedAs(choice, wording),
    positionChosen: asking.choices.indexOf(choice) + 1,
    textHash: wording.textHash,
    answeredAt: answeredAt.toISOString(),
  })
}

/** Holds a person's row, extends their lease, and takes their place back if it was given away meanwhile. When none
 *  is left they go on all the same: their answers are kept, and marked as beyond the number wanted. */
export async function holdPlace(trx: Trx, participant: Participant, seenAt: Date): Promise<{ isFinished: boolean }> {
  const leaseUntil = leaseFrom(seenAt, participant.leaseMinutes)
  const [row] = await lockParticipant(trx, { participantId: participant.id, leaseUntil })
  if (!row) throw new Refusal('participation-unknown')
  if (row.placeState === 'released') {
    const hasPlace = await takePlaceIn(trx, { unitId: row.unitId, isSimulated: readFlag(row.isSimulated) })
    await updateParticipant(trx, { id: row.id, placeState: hasPlace ? 'held' : 'over-quota' })
  }
  return { isFinished: row.finishedAt !== null }
}
