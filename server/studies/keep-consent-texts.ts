import type { Db, Trx } from '../platform/db/connection.ts'
import { writeJson } from '../platform/db/json.ts'
import { type Language, languages } from '../platform/languages.ts'
import { StartProblem } from '../platform/start-problem.ts'
import { type ConsentText, consentTextIn } from './consent.ts'
import { insertConsentText, markCurrentConsentText, selectConsentText, selectCurrentConsentTexts } from './queries.ts'

/** Keeps the consent texts as they are now, and says which is the current one of each language: from then on no answer
 *  is taken from somebody who has not agreed to it. Doing it again changes nothing.
 *  @throws {StartProblem} if a text was changed but kept its version */
export async function keepConsentTexts(db: Db, keptAt = new Date()): Promise<void> {
  if (await areCurrent(db)) return
  await db.transaction().execute(async (trx) => {
    for (const language of languages) await keepText(trx, consentTextIn(language), keptAt)
  })
}

async function areCurrent(db: Db): Promise<boolean> {
  const current = await selectCurrentConsentTexts(db)
  const isCurrent = (language: Language) => current.includes(consentTextIn(language).textHash)
  return current.length === languages.length && languages.every(isCurrent)
}

async function keepText(trx: Trx, { textHash, language, ...content }: ConsentText, keptAt: Date): Promise<void> {
  const text = { language, version: content.version, textHash }
  const kept = await selectConsentText(trx, text)
  if (kept && kept.textHash !== textHash) throw changed(text)
  const row = { ...text, content: writeJson(content), isCurrent: false, keptAt: keptAt.toISOString() }
  if (!kept) await insertConsentText(trx, row)
  await markCurrentConsentText(trx, text)
}

function changed({ language, version }: { language: string; version: string }): StartProblem {
  return new StartProblem(
    `The consent text server/studies/consent-texts/${language}.json was changed, but people have been shown another ` +
      `text as version ${version}. Give the changed text a new version.`,
  )
}
