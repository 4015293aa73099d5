import type { Db } from '../platform/db/connection.ts'
import type { Language } from '../platform/languages.ts'
import { Refusal } from '../platform/refusal.ts'
import { findStudy, type Study } from '../studies/study.ts'

/** The study that an address names, and the language in it.
 *  @throws {Refusal} study-unknown; language-unknown, if the study has no such language */
export async function placeAt(
  db: Db,
  { study: id, language }: Readonly<Record<string, unknown>>,
): Promise<{ study: Study; language: Language }> {
  const study = await findStudy(db, String(id))
  const known = study.languages.find((one) => one === language)
  if (!known) throw new Refusal('language-unknown')
  return { study, language: known }
}
