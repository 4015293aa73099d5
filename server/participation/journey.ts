import type { Db } from '../platform/db/connection.ts'
import { readJson } from '../platform/db/json.ts'
import { isLanguage, type Language } from '../platform/languages.ts'
import { Refusal } from '../platform/refusal.ts'
import { sha256 } from '../platform/tokens.ts'
import { type Choice, choiceOf } from './choice.ts'
import { selectAskings, selectParticipant } from './queries.ts'

export interface Participant {
  readonly id: string
  readonly studyId: string
  readonly unitId: string
  readonly language: Language
  readonly leaseMinutes: number
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

/** Who holds a token, if anybody does. */
export async function findParticipant(db: Db, token: string): Promise<Participant | undefined> {
  const [row] = await selectParticipant(db, { tokenHash: sha256(token) })
  if (!row || !isLanguage(row.language)) return undefined
  return {
    id: row.id,
    studyId: row.studyId,
    unitId: row.unitId,
    language: row.language,
    leaseMinutes: row.leaseMinutes,
    isFinished: row.finishedAt !== null,
    completionCode: row.completionCode,
  }
}

/** What a person is asked, in order. Where they stand follows from it; it is stored nowhere else. */
export async function listAskings(db: Db, participantId: string): Promise<Asking[]> {
  const rows = await selectAskings(db, { participantId })
  const byPosition = new Map<number, Asking>()
  for (const { wordingId, position, optionOrder, revision, kind, optionId } of rows)
    byPosition.set(position, {
      position,
      wordingId,
      choices: byPosition.get(position)?.choices ?? readJson<Choice[]>(optionOrder),
      answer: kind && revision ? { choice: choiceOf({ kind, optionId }), revision } : undefined,
    })
  return [...byPosition.values()]
}

/** The first question without an answer; undefined when all have one. */
export function nextPosition(askings: readonly Asking[]): number | undefined {
  return askings.find(({ answer }) => !answer)?.position
}

/** @throws {Refusal} participation-unknown */
export function askingAt(askings: readonly Asking[], position: number): Asking {
  const asking = askings.find((one) => one.position === position)
  if (!asking) throw new Refusal('participation-unknown')
  return asking
}
