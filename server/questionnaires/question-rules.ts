import type { Language } from '../platform/languages.ts'
import { withFullWidthPunctuation } from './display-text.ts'
import type { Rule } from './findings.ts'
import type { ShownFile, ShownLine } from './shown-file.ts'

/** What is worth a look in one question file. The order is that of the report. */
export const questionRules: Readonly<Record<string, Rule<ShownFile>>> = {
  'topic-english-missing': perLine('Lines without an English topic name.', ({ topicEnglish }) => topicEnglish === null),
  'outer-quotation-marks': perLine('Wordings wrapped whole in quotation marks; shown without them.', ({ shown }) =>
    shown.rules.includes('outer-quotation-marks'),
  ),
  'yes-no-suffix': perLine('Wordings followed by a literal "yes or no"; shown without it.', ({ shown }) =>
    shown.rules.includes('yes-no-suffix'),
  ),
  'half-width-comma': perLine('Chinese wordings with a half-width comma; shown with full-width ones.', (line) =>
    becomesFullWidth(line, [',']),
  ),
  'half-width-mark': perLine('Chinese wordings with another half-width mark; shown with full-width ones.', (line) =>
    becomesFullWidth(line, ['?', '!', ':', ';', '(', ')', '.', "'", '"']),
  ),
  'double-question': perLine(
    'Wordings that ask twice, as in "or do you not think so?": more than one question mark in the text shown.',
    ({ shown }) => (shown.text.match(/[?？]/g) ?? []).length > 1,
  ),
  'open-question': perLine(
    'Wordings that ask "what do you think" or for a choice of two, though the options are yes and no.',
    ({ shown, language }) => openQuestion[language].test(shown.text),
  ),
  'negation-differs': perLine(
    'English paraphrases with a negating word that the original lacks, or without the one it has: ' +
      'a screen by words for paraphrases that may turn the meaning round.',
    ({ shown, shownOriginal, language }) => language === 'en' && isNegated(shown.text) !== isNegated(shownOriginal),
  ),
  'plain-you': {
    description: 'Chinese wordings with the plain "you" in a file that also has the polite one.',
    count: ({ lines }) => (has(lines, polite) ? lines.filter(({ question }) => plain.test(question)).length : 0),
  },
  'polite-you': {
    description: 'Chinese wordings with the polite "you" in a file that also has the plain one.',
    count: ({ lines }) => (has(lines, plain) ? lines.filter(({ question }) => polite.test(question)).length : 0),
  },
  'plain-and-polite-you': {
    description: 'Chinese originals whose wordings mix the plain and the polite "you".',
    count: ({ lines }) => byOriginal(lines).filter((wordings) => has(wordings, plain) && has(wordings, polite)).length,
  },
  'near-duplicate': {
    description: 'Wordings that differ from an earlier one of their original in nothing but marks, spaces or capitals.',
    count: ({ lines }) =>
      sum(byOriginal(lines).map((wordings) => wordings.length - new Set(wordings.map(bareText)).size)),
  },
  'option-capitals-differ': {
    description: 'Lines whose options are written with other capitals than in most lines of the file.',
    count: ({ lines }) => lines.length - sum(mostUsedSpellings(lines)),
  },
}

const openQuestion: Record<Language, RegExp> = {
  en: /^(what|how|which)\b/i,
  de: /^(was|wie|welche[rsmn]?)\b/i,
  ja: /どう(思|考え|感じ)|どのように(思|考え|感じ)|どちら|、それとも/,
  'zh-Hans': /(有何看法|何种观点|什么看法|怎么看|如何看待[^？]*)？$/,
}

const plain = /你/
const polite = /您/
const negation = /\b(not|no|never|nor|neither|none|cannot|without|oppose[ds]?|disagrees?|rejects?)\b|n['’]t\b/i

/** Only what comes before the first question mark: "Or do you not think so?" turns nothing round. */
function isNegated(text: string): boolean {
  return negation.test(text.split('?', 1).join())
}

function perLine(description: string, isMet: (line: ShownLine) => boolean): Rule<ShownFile> {
  return { description, count: ({ lines }) => lines.filter(isMet).length }
}

function becomesFullWidth({ question, language }: ShownLine, marks: readonly string[]): boolean {
  const changed = withFullWidthPunctuation(question, language)
  return marks.some((mark) => question.split(mark).length > changed.split(mark).length)
}

function has(lines: readonly ShownLine[], word: RegExp): boolean {
  return lines.some(({ language, question }) => language === 'zh-Hans' && word.test(question))
}

function byOriginal(lines: readonly ShownLine[]): ShownLine[][] {
  return [...Map.groupBy(lines, ({ original }) => original).values()]
}

function bareText({ question }: ShownLine): string {
  return question
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[\p{P}\p{Z}]/gu, '')
}

/** For each set of options, capitals aside: how many lines write it in the way that most lines do. */
function mostUsedSpellings(lines: readonly ShownLine[]): number[] {
  const spellings = lines.map(({ options }) => JSON.stringify(options.map(({ text }) => text).sort(ignoringCapitals)))
  return [...Map.groupBy(spellings, (spelling) => spelling.toLowerCase()).values()].map((alike) =>
    Math.max(...[...Map.groupBy(alike, (spelling) => spelling).values()].map((same) => same.length)),
  )
}

function ignoringCapitals(a: string, b: string): number {
  return a.toLowerCase() < b.toLowerCase() ? -1 : 1
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0)
}
