import type { Db } from '../platform/db/connection.ts'
import { listUnitWordings, type UnitWording } from '../studies/unit.ts'
import { type Asking, listAskings, nextPosition, type Participant } from './journey.ts'

/** A question a person may see now, with all its page needs. */
export interface Asked {
  readonly asking: Asking
  readonly wording: UnitWording
  readonly total: number
  /** How many questions have their answer. */
  readonly progress: number
}

/** Undefined for a place in the questionnaire that is not there, or not this person's turn yet. */
export async function findAsked(db: Db, participant: Participant, position: number): Promise<Asked | undefined> {
  const askings = await listAskings(db, participant.id)
  const asking = askings.find((one) => one.position === position)
  if (!asking || position > (nextPosition(askings) ?? position)) return undefined
  const wordings = await listUnitWordings(db, participant.unitId)
  const wording = wordings.find(({ id }) => id === asking.wordingId)
  const progress = askings.filter(({ answer }) => answer).length
  return wording && { asking, wording, total: askings.length, progress }
}
