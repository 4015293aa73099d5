import type { Language } from '../platform/languages.ts'
import type { Study } from './study.ts'

/** A participant link per language of a study. */
export function studyLinks(
  baseUrl: string,
  { id, languages }: Pick<Study, 'id' | 'languages'>,
): Partial<Record<Language, string>> {
  return Object.fromEntries(languages.map((language) => [language, `${baseUrl}/take/${id}/${language}`]))
}
