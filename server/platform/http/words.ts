import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInstance, type ResourceLanguage, type TFunction } from 'i18next'
import { Kept } from '../kept.ts'
import { type Language, languages } from '../languages.ts'

const folder = join(import.meta.dirname, '../../../locales')
const mostKept = 2000

/** Words of one language: `t('participation:question.continue')`. */
export type Translate = (key: string, values?: Record<string, string | number>) => string
export type Words = (language: Language) => Translate

/** Reads the catalogues of all languages once. A key without words stops the page instead of being shown. */
export async function readWords(): Promise<Words> {
  const i18n = createInstance()
  const resources = Object.fromEntries(languages.map((language) => [language, catalogue(language)]))
  await i18n.init({
    resources,
    fallbackLng: false,
    ns: Object.keys(resources.en ?? {}),
    interpolation: { escapeValue: false }, // views escape
    parseMissingKeyHandler: (key) => {
      throw new Error(`no words for ${key}`)
    },
  })
  const byLanguage = new Map(languages.map((language) => [language, remembered(i18n.getFixedT(language))]))
  return (language) => byLanguage.get(language) ?? remembered(i18n.getFixedT(language))
}

function catalogue(language: Language): ResourceLanguage {
  const files = readdirSync(join(folder, language)).filter((file) => file.endsWith('.json'))
  return Object.fromEntries(
    files.map((file) => [
      file.slice(0, -'.json'.length),
      JSON.parse(readFileSync(join(folder, language, file), 'utf8')),
    ]),
  )
}

/** Looking a sentence up costs more than the rest of a page, so each is looked up once. */
function remembered(t: TFunction): Translate {
  const known = new Kept<string>(mostKept)
  return (key, values) => {
    const name = values ? `${key} ${JSON.stringify(values)}` : key
    return known.get(name) ?? known.set(name, t(key, values ?? {}))
  }
}
