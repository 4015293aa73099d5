import { writeJson } from '../platform/db/json.ts'
import type { Language } from '../platform/languages.ts'
import { contentId } from './content-id.ts'
import { displayText } from './display-text.ts'
import { canonicalOptions, englishTopicNames, type QuestionFile, type QuestionLine } from './question-file.ts'

/** Everything a question file puts into the tables but its edition, under ids made of its content. The id of a
 *  wording does not hold its topic: a renamed topic keeps its wordings. */
export function contentRows({ language, country, controversy, lines }: QuestionFile, questionnaire: string) {
  const setId = contentId('question set', questionnaire, controversy, country, language)
  const englishNames = englishTopicNames(lines)
  const topicNamed = (name: string) => topicRow(setId, name, englishNames.get(name) ?? null)
  const wordingIn = (line: QuestionLine) => wordingRow(originalRow(setId, line).id, line, language)
  const firstLines = [...Map.groupBy(lines, ({ original }) => original).values()].flatMap((group) => group.slice(0, 1))
  return {
    set: { id: setId, questionnaire, language, country, isControversial: controversy === 'controversial' },
    topics: [...englishNames.keys()].map(topicNamed),
    originals: firstLines.map((line) => originalRow(setId, line)),
    options: firstLines.flatMap((line) => optionRows(originalRow(setId, line).id, line)),
    wordings: lines.map(wordingIn),
    places: lines.map((line) => ({
      wordingId: wordingIn(line).id,
      topicId: topicNamed(line.topic).id,
      position: line.line,
    })),
  }
}

function topicRow(setId: string, name: string, nameEnglish: string | null) {
  return { id: contentId('topic', setId, name, nameEnglish), setId, name, nameEnglish }
}

function originalRow(setId: string, { original: text, originalEnglish: textEnglish, options }: QuestionLine) {
  return { id: contentId('original', setId, text, textEnglish, canonicalOptions(options)), setId, text, textEnglish }
}

function optionRows(originalId: string, { options }: QuestionLine) {
  return options.map(({ text, stance }, position) => ({
    id: contentId('option', originalId, text),
    originalId,
    text,
    stance,
    position,
  }))
}

function wordingRow(originalId: string, { question, original }: QuestionLine, language: Language) {
  const shown = displayText(question, language)
  return {
    id: contentId('wording', originalId, question),
    originalId,
    sourceText: question,
    displayText: shown.text,
    displayRules: writeJson(shown.rules),
    isOriginal: question === original,
  }
}
