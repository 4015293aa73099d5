import { type Language, languageNames } from '../languages.ts'
import type { Translate, Words } from './words.ts'

/** What every view needs. */
export interface Page {
  readonly t: Translate
  readonly language: Language
  readonly languageNames: Record<Language, string>
}

export function pageFor(words: Words, language: Language): Page {
  return { t: words(language), language, languageNames }
}
