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

export function isLanguage(text: unknown): text is Language {
  return languages.some((language) => language === text)
}
