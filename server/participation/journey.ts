import type { Db } from '../platform/db/connection.ts'
import { readJson } from '../platform/db/json.ts'
import { isLanguage, type Language } from '../platform/languages.ts'
import { sha256 } from '../platform/tokens.ts'
import { listUnitWordings, type UnitWording } from '../studies/unit.ts'
import { type Choice, choiceOf } from './choice.ts'
import { selectAskings, selectJourney } from './queries.ts'

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
  const latest = new Map(rows.map((row) => [row.wordingId, row])) // rows are in the order of revisions: the last stays
  const askings = (await listDrawn(db, id)).map((drawn) => ({
    ...drawn,
    answer: answerIn(latest.get(drawn.wordingId)),
  }))
  return {
    participant: { id, studyId, unitId, language, completionCode, isFinished: first.finishedAt !== null },
    askings,
  }
}

type AnswerRow = Awaited<ReturnType<typeof selectJourney>>[number]

function answerIn(row: AnswerRow | undefined): Asking['answer'] {
  if (!row?.kind || !row.revision) return undefined
  return { choice: choiceOf({ kind: row.kind, optionId: row.optionId }), revision: row.revision }
}

type Drawn = Omit<Asking, 'answer'>

const mostKept = 10_000
const known = new Map<string, readonly Drawn[]>()

/** What was drawn for a person when they began. It never changes, so it is read once for whoever is under way. */
async function listDrawn(db: Db, participantId: string): Promise<readonly Drawn[]> {
  const kept = known.get(participantId)
  if (kept) return kept
  const rows = await selectAskings(db, { participantId })
  const drawn = rows.map(({ position, wordingId, optionOrder }) => ({
    position,
    wordingId,
    choices: readJson<Choice[]>(optionOrder),
  }))
  const [oldest] = known.size < mostKept ? [] : known.keys()
  if (oldest !== undefined) known.delete(oldest)
  known.set(participantId, drawn)
  return drawn
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
