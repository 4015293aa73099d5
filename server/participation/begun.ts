import type { Db } from '../platform/db/connection.ts'
import { readJson } from '../platform/db/json.ts'
import { Kept } from '../platform/kept.ts'
import { isLanguage, type Language } from '../platform/languages.ts'
import type { Choice } from './choice.ts'
import { selectBegun } from './queries.ts'

/** What was settled for a person when they began. It never changes. */
export interface Begun {
  readonly id: string
  readonly studyId: string
  readonly unitId: string
  readonly language: Language
  /** For how long their place is held after each answer. */
  readonly leaseMinutes: number
  readonly drawn: readonly Drawn[]
}

/** One question, with its choices in the order drawn for one person. */
export interface Drawn {
  readonly position: number
  readonly wordingId: string
  /** How often it was put to them before. */
  readonly repetition: number
  readonly choices: readonly Choice[]
}

const known = new Kept<Begun>(10_000)

/** Read once for whoever is under way. */
export async function findBegun(db: Db, tokenHash: string): Promise<Begun | undefined> {
  const kept = known.get(tokenHash)
  if (kept) return kept
  const begun = await readBegun(db, tokenHash)
  return begun && known.set(tokenHash, begun)
}

async function readBegun(db: Db, tokenHash: string): Promise<Begun | undefined> {
  const rows = await selectBegun(db, { tokenHash })
  const [first] = rows
  if (!first || !isLanguage(first.language)) return undefined
  const { id, studyId, unitId, language, leaseMinutes } = first
  return { id, studyId, unitId, language, leaseMinutes, drawn: rows.flatMap(drawnIn) }
}

/** Nothing for somebody who has withdrawn. */
function drawnIn({
  position,
  wordingId,
  repetition,
  optionOrder,
}: Awaited<ReturnType<typeof selectBegun>>[number]): Drawn[] {
  if (position === null || wordingId === null || repetition === null) return []
  return [{ position, wordingId, repetition, choices: readJson<Choice[]>(optionOrder) }]
}
