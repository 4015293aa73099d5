import type { Language } from '../platform/languages.ts'
import { type DisplayText, displayText } from './display-text.ts'
import type { QuestionFile, QuestionLine } from './question-file.ts'

/** A line, and what people see of it. */
export interface ShownLine extends QuestionLine {
  readonly language: Language
  readonly shown: DisplayText
  readonly shownOriginal: string
}

export interface ShownFile {
  readonly file: string
  readonly language: Language
  readonly lines: readonly ShownLine[]
}

export function shownFile({ file, language, lines }: QuestionFile): ShownFile {
  return {
    file,
    language,
    lines: lines.map((line) => ({
      ...line,
      language,
      shown: displayText(line.question, language),
      shownOriginal: displayText(line.original, language).text,
    })),
  }
}
