import type { Db } from '../platform/db/connection.ts'
import { readFlag } from '../platform/db/json.ts'
import { Kept } from '../platform/kept.ts'
import { sha256 } from '../platform/tokens.ts'
import type { Stance } from '../stances/record.ts'
import { yesMeans } from '../stances/yes-words.ts'
import { selectOptions, selectUnits, selectUnitWordings } from './queries.ts'
import type { Study } from './study.ts'

export interface UnitOption {
  readonly id: string
  readonly text: string
  readonly stance: Stance
}

/** One wording of a unit, as people see it. */
export interface UnitWording {
  readonly id: string
  readonly text: string
  readonly textHash: string
  /** As it stands in the question file. */
  readonly sourceText: string
  readonly isOriginal: boolean
  readonly topic: string
  readonly topicEnglish: string | null
  readonly isControversial: boolean
  readonly original: string
  readonly originalEnglish: string
  readonly options: readonly UnitOption[]
  /** Where a "yes" stands, if the options are a yes and a no. */
  readonly yesMeans?: Stance | undefined
}

const known = new Kept<readonly UnitWording[]>(5000)

/** The wordings of a unit in their order. A unit never changes once its study is made, so each is read once. */
export async function listUnitWordings(db: Db, unitId: string): Promise<readonly UnitWording[]> {
  const kept = known.get(unitId)
  if (kept) return kept

  const rows = await selectUnitWordings(db, unitId)
  const options = await selectOptions(db, [...new Set(rows.map(({ originalId }) => originalId))])
  const wordings = rows.map((row) => {
    const text = row.textKind === 'source' ? row.sourceText : row.displayText
    const own = options.filter(({ originalId }) => originalId === row.originalId)
    return {
      id: row.id,
      text,
      textHash: sha256(text),
      sourceText: row.sourceText,
      isOriginal: readFlag(row.isOriginal),
      topic: row.topic,
      topicEnglish: row.topicEnglish,
      isControversial: readFlag(row.isControversial),
      original: row.original,
      originalEnglish: row.originalEnglish,
      options: own.map(({ id, text, stance }) => ({ id, text, stance: stance as Stance })),
      yesMeans: yesMeans(Object.fromEntries(own.map(({ text, stance }) => [text, stance]))),
    }
  })
  return known.set(unitId, wordings)
}

/** The wordings of all units of a study. */
export async function listStudyWordings(db: Db, { id }: Study): Promise<UnitWording[]> {
  const units = await selectUnits(db, id)
  const wordings = await Promise.all(units.map((unit) => listUnitWordings(db, unit.id)))
  return wordings.flat()
}
