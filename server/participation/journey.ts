import type { Db } from '../platform/db/connection.ts'
import { sha256 } from '../platform/tokens.ts'
import { consentTextIn } from '../studies/consent.ts'
import { listUnitWordings, type UnitWording } from '../studies/unit.ts'
import { type Begun, type Drawn, findBegun } from './begun.ts'
import { type Choice, choiceOf } from './choice.ts'
import { selectProgress } from './queries.ts'

/** A person and what they are asked, in order. Where they stand follows from it; it is stored nowhere else. */
export interface Journey {
  readonly participant: Participant
  readonly askings: readonly Asking[]
}

export interface Participant extends Omit<Begun, 'drawn'> {
  readonly isFinished: boolean
  readonly completionCode: string | null
  /** When they last did something. */
  readonly seenAt: string
  readonly isWithdrawn: boolean
  /** Whether they agreed to the consent text as it is now. */
  readonly isConsentCurrent: boolean
}

/** One question to one person, and the answer that counts, if any. */
export interface Asking extends Drawn {
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
  const begun = await findBegun(db, sha256(token))
  return begun && (await journeyOf(db, begun))
}

/** How far somebody is who began; undefined if they are in the database no more. */
export async function journeyOf(db: Db, { drawn, ...who }: Begun): Promise<Journey | undefined> {
  const rows = await selectProgress(db, { participantId: who.id })
  const [first] = rows
  if (!first) return undefined
  const { finishedAt, completionCode, seenAt, withdrawnAt, consentHash } = first
  const askings = drawn.map((one) => ({ ...one, answer: latestAnswer(rows, one.position) }))
  const stands = {
    completionCode,
    seenAt,
    isFinished: finishedAt !== null,
    isWithdrawn: withdrawnAt !== null,
    isConsentCurrent: consentHash === consentTextIn(who.language).textHash,
  }
  return { participant: { ...who, ...stands }, askings }
}

type ProgressRow = Awaited<ReturnType<typeof selectProgress>>[number]

function latestAnswer(rows: readonly ProgressRow[], position: number): Asking['answer'] {
  let latest: Asking['answer']
  for (const { position: of, revision, kind, optionId } of rows)
    if (of === position && kind && revision && revision > (latest?.revision ?? 0))
      latest = { choice: choiceOf({ kind, optionId }), revision }
  return latest
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
