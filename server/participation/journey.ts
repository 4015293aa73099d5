import type { Db } from '../platform/db/connection.ts'
import { readJson } from '../platform/db/json.ts'
import { isLanguage, type Language } from '../platform/languages.ts'
import { sha256 } from '../platform/tokens.ts'
import { listUnitWordings, type UnitWording } from '../studies/unit.ts'
import { type Choice, choiceOf } from './choice.ts'
import { selectJourney } from './queries.ts'

/** A person and what they are asked, in order. Where they stand follows from it; it is stored nowhere else. */
export interface Journey {
  readonly participant: Participant
  readonly askings: readonly Asking[]
}

export interface Participant {
  readonly id: string
  readonly studyId: string
  readonly unitId: string
  readonly language: Language
  readonly isFinished: boolean
  readonly completionCode: string | null
}

/** One question to one person: the choices in the order drawn for them, and the answer that counts, if any. */
export interface Asking {
  readonly position: number
  readonly wordingId: string
  readonly choices: readonly Choice[]
  readonly answer: { readonly choice: Choice; readonly revision: number } | undefined
}

/** A question a person may see now, with all its page needs. */
export interface Asked {
  readonly asking: Asking
  readonly wording: UnitWording
  readonly total: number
  /** How many questions have their answer. */
  readonly progress: number
}

/** The journey of whoever holds a token, if anybody does. */
export async function findJourney(db: Db, token: string): Promise<Journey | undefined> {
  const rows = await selectJourney(db, { tokenHash: sha256(token) })
  const [first] = rows
  if (!first || !isLanguage(first.language)) return undefined
  const { id, studyId, unitId, language, completionCode } = first
  return {
    participant: { id, studyId, unitId, language, completionCode, isFinished: first.finishedAt !== null },
    askings: askingsIn(rows),
  }
}

/** Of several revisions of an answer the last one counts; the rows are in their order. */
function askingsIn(rows: Awaited<ReturnType<typeof selectJourney>>): Asking[] {
  const last = rows.filter(({ position }, n) => position !== rows[n + 1]?.position)
  return last.map(({ wordingId, position, optionOrder, revision, kind, optionId }) => ({
    position,
    wordingId,
    choices: readJson<Choice[]>(optionOrder),
    answer: kind && revision ? { choice: choiceOf({ kind, optionId }), revision } : undefined,
  }))
}

/** The first question without an answer; undefined when all have one. */
export function nextPosition(askings: readonly Asking[]): number | undefined {
  return askings.find(({ answer }) => !answer)?.position
}

/** Undefined for a place in the questionnaire that is not there, or not this person's turn yet. */
export async function findAsked(db: Db, journey: Journey, position: number): Promise<Asked | undefined> {
  const { participant, askings } = journey
  const asking = askings.find((one) => one.position === position)
  if (!asking || position > (nextPosition(askings) ?? position)) return undefined
  const wordings = await listUnitWordings(db, participant.unitId)
  const wording = wordings.find(({ id }) => id === asking.wordingId)
  const progress = askings.filter(({ answer }) => answer).length
  return wording && { asking, wording, total: askings.length, progress }
}
