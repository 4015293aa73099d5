import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { type Language, languages } from '../platform/languages.ts'
import { sha256 } from '../platform/tokens.ts'

/** The boxes of a consent page, none ticked beforehand: taking part and being of age are needed, sharing is free. */
const agreementIds = ['part', 'adult', 'sharing'] as const
export type AgreementId = (typeof agreementIds)[number]

const folder = join(import.meta.dirname, 'consent-texts')

const consentText = z.strictObject({
  version: z.string().min(1),
  title: z.string().min(1),
  summary: z.array(z.string().min(1)).min(1),
  sections: z.array(
    z.strictObject({ id: z.string(), heading: z.string().min(1), paragraphs: z.array(z.string().min(1)).min(1) }),
  ),
  agreements: z
    .array(z.strictObject({ id: z.enum(agreementIds), text: z.string().min(1) }))
    .length(agreementIds.length),
})

/** What a person reads and agrees to before the first question, and the hash that is stored with the agreement. */
export interface ConsentText extends z.infer<typeof consentText> {
  readonly language: Language
  readonly textHash: string
}

const byLanguage = new Map(languages.map((language) => [language, read(language)]))

export function consentTextIn(language: Language): ConsentText {
  return byLanguage.get(language) ?? read(language)
}

/** A text that was kept earlier; undefined if it had another form then. */
export function readConsentText(kept: unknown): z.infer<typeof consentText> | undefined {
  return consentText.safeParse(kept).data
}

function read(language: Language): ConsentText {
  const text = readFileSync(join(folder, `${language}.json`), 'utf8')
  return { ...consentText.parse(JSON.parse(text)), language, textHash: sha256(text) }
}
