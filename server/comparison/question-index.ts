import type { Question } from '../consistency/question-book.ts'
import { isLanguage } from '../platform/languages.ts'
import { questionHash } from '../published/human.ts'
import { displayText } from '../questionnaires/display-text.ts'

/** A question by its text. */
export interface Asked {
  readonly wording: string
  readonly language?: string | undefined
}

export function askedAs({ wording, topic }: Question): Asked {
  return { wording, language: topic.language }
}

/** Which questions one side was asked; finds them again among those of another. */
export interface QuestionIndex {
  readonly size: number
  /** What a question is called in the index; undefined if it was not asked. */
  find(question: Asked): string | undefined
}

/** An index by text. People may have read a text cleaned for display while a model was given the one in the file:
 *  these are the same question. */
export function indexByText(questions: Iterable<Asked>): QuestionIndex {
  const known = new Map<string, string>()
  let size = 0
  for (const question of questions) {
    const texts = textsOf(question)
    if (texts.some((text) => known.has(text))) continue
    size += 1
    for (const text of texts) known.set(text, question.wording)
  }
  return { size, find: (question) => textsOf(question).flatMap((text) => known.get(text) ?? [])[0] }
}

/** An index of published questions, whose texts are not carried along. */
export function indexByHash(hashes: ReadonlySet<string>): QuestionIndex {
  const find = (question: Asked) =>
    textsOf(question)
      .map(questionHash)
      .find((hash) => hashes.has(hash))
  return { size: hashes.size, find }
}

function textsOf({ wording, language }: Asked): string[] {
  return isLanguage(language) ? [...new Set([wording, displayText(wording, language).text])] : [wording]
}
