/** The languages of pages and questionnaires, as written in `lang`. */
export const languages = ['en', 'de', 'ja', 'zh-Hans'] as const
export type Language = (typeof languages)[number]

/** Each language's name for itself. */
export const languageNames: Record<Language, string> = {
  en: 'English',
  de: 'Deutsch',
  ja: '日本語',
  'zh-Hans': '简体中文',
}

/** The languages by their English names, as the study's files write them. */
export const languagesByWord = {
  english: 'en',
  german: 'de',
  japanese: 'ja',
  chinese: 'zh-Hans',
} as const satisfies Record<string, Language>
type LanguageWord = keyof typeof languagesByWord

export const languageWords = Object.fromEntries(
  Object.entries(languagesByWord).map(([word, language]) => [language, word]),
) as Record<Language, LanguageWord>

/** The code of a language by its English name; another name stands for itself. */
export function languageCalled(word: string): string {
  return new Map<string, string>(Object.entries(languagesByWord)).get(word) ?? word
}

export function isLanguage(text: unknown): text is Language {
  return languages.some((language) => language === text)
}
