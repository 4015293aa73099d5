import { InputProblem } from '../platform/input-problem.ts'
import { type Language, languagesByWord } from '../platform/languages.ts'

export type Controversy = 'controversial' | 'uncontroversial'

/** What the name of a question file says; its lines say none of it. */
export interface QuestionFileName {
  readonly kind: 'questions'
  readonly language: Language
  readonly country: string
  readonly controversy: Controversy
}

export interface InstrumentFileName {
  readonly kind: 'instrument'
  readonly language: Language
}

const questionFile =
  /^(?<controversy>controversial|uncontroversial)_(?<language>english|german|japanese|chinese)_(?<country>[a-z-]+)\.jsonl$/
const instrumentFile = /^pvq_(?<language>english|german|chinese)\.jsonl$/

/** Reads language, country and controversy off the base name of a file.
 *  @throws {InputProblem} for any other name */
export function readFileName(file: string): QuestionFileName | InstrumentFileName {
  const questions = questionFile.exec(file)?.groups as QuestionGroups | undefined
  if (questions) return { kind: 'questions', ...questions, language: languagesByWord[questions.language] }
  const instrument = instrumentFile.exec(file)?.groups as InstrumentGroups | undefined
  if (instrument) return { kind: 'instrument', language: languagesByWord[instrument.language] }
  throw new InputProblem({
    file,
    expected:
      'a name like controversial_english_us.jsonl or uncontroversial_german_germany.jsonl ' +
      '(language: english, german, japanese or chinese; country: small letters and hyphens), ' +
      'or pvq_english.jsonl, pvq_german.jsonl, pvq_chinese.jsonl',
  })
}

interface InstrumentGroups {
  readonly language: 'english' | 'german' | 'chinese'
}

interface QuestionGroups {
  readonly controversy: Controversy
  readonly language: keyof typeof languagesByWord
  readonly country: string
}
