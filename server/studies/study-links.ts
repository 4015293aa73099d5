import type { Language } from '../platform/languages.ts'
import { recruiterOf } from './recruiters.ts'
import type { Study } from './study.ts'

/** A participant link per language of a study, as its recruiter wants it. */
export function studyLinks(
  baseUrl: string,
  { id, languages, recruiting }: Pick<Study, 'id' | 'languages' | 'recruiting'>,
): Partial<Record<Language, string>> {
  const { placeholder } = recruiterOf(recruiting)
  const query = placeholder ? `?${recruiting.parameter}=${placeholder}` : ''
  return Object.fromEntries(languages.map((language) => [language, `${baseUrl}/take/${id}/${language}${query}`]))
}
