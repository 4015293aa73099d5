import { languageCalled } from '../platform/languages.ts'

/** What the study's names of data files tell: `controversial_english_us`, `uncontroversial_german_germany`. */
export interface DataFile {
  readonly isControversial: boolean
  readonly language: string
  readonly country: string
}

/** Reads set, language and country from the first folder or file in a path that is so named; undefined if none is. */
export function dataFileIn(path: string): DataFile | undefined {
  const [, un, language = '', country = ''] = /(?:^|[\\/])(un)?controversial_([a-z]+)_([a-z]+)/.exec(path) ?? []
  if (!language) return undefined
  return { isControversial: un === undefined, language: languageCalled(language), country }
}
