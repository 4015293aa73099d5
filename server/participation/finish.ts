import { randomBytes } from 'node:crypto'
import type { Db } from '../platform/db/connection.ts'
import { holdPlace } from './hold-place.ts'
import { nextPosition } from './journey.ts'
import { updateParticipant } from './queries.ts'

export interface Finish {
  /** What the person holds. */
  readonly token: string
  readonly studyId: string
  readonly feedback: string
  readonly finishedAt: Date
}

/** Ends a participation and draws its completion code, in one step: a code exists if and only if every question
 *  has its answer. Finishing twice changes nothing. Tells whether the person has finished.
 *  @throws {Refusal} participation-unknown; withdrawn */
export function finishParticipation(db: Db, { token, studyId, feedback, finishedAt }: Finish): Promise<boolean> {
  return db.transaction().execute(async (trx) => {
    const { participant, askings } = await holdPlace(trx, { token, studyId, seenAt: finishedAt })
    if (participant.isFinished) return true
    if (nextPosition(askings) !== undefined || !participant.isConsentCurrent) return false
    await updateParticipant(trx, {
      id: participant.id,
      finishedAt: finishedAt.toISOString(),
      completionCode: drawCompletionCode(),
      feedback: feedback.trim() === '' ? null : feedback,
    })
    return true
  })
}

const letters = '0123456789ABCDEFGHJKMNPQRSTVWXYZ' // without I, L, O, U, which are easily misread

/** 80 random bits, easy to read out and to type. */
function drawCompletionCode(): string {
  const code = Array.from(randomBytes(16), (byte) => letters[byte % 32]).join('')
  return code.replace(/(.{4})(?=.)/g, '$1-')
}
