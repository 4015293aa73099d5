import { randomBytes } from 'node:crypto'
import type { Db } from '../platform/db/connection.ts'
import { holdPlace } from './answers.ts'
import { listAskings, nextPosition, type Participant } from './journey.ts'
import { updateParticipant } from './queries.ts'

export interface Finish {
  readonly participant: Participant
  readonly feedback: string
  readonly finishedAt: Date
}

/** Ends a participation and draws its completion code, in one step: a code exists if and only if every question
 *  has its answer. Finishing twice changes nothing. Tells whether the person has finished. */
export function finishParticipation(db: Db, { participant, feedback, finishedAt }: Finish): Promise<boolean> {
  return db.transaction().execute(async (trx) => {
    const { isFinished } = await holdPlace(trx, participant, finishedAt)
    if (isFinished) return true
    if (nextPosition(await listAskings(trx, participant.id)) !== undefined) return false
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
