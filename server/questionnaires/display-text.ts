import type { Language } from '../platform/languages.ts'

/** What is shown in place of a source text, and the names of the rules that changed it. */
export interface DisplayText {
  readonly text: string
  readonly rules: readonly DisplayRule[]
}

export type DisplayRule = keyof typeof rules

/** The only changes ever made to a text before people see it, in the order in which they are tried. */
const rules = {
  'outer-quotation-marks': withoutOuterQuotationMarks,
  'yes-no-suffix': withoutYesNoSuffix,
  'full-width-punctuation': withFullWidthPunctuation,
} as const

const ruleNames = Object.keys(rules) as DisplayRule[]

/** Makes the text that people read of the text in the file, which itself is kept untouched. */
export function displayText(source: string, language: Language): DisplayText {
  return ruleNames.reduce<DisplayText>(
    (shown, rule) => {
      const text = rules[rule](shown.text, language)
      return text === shown.text ? shown : { text, rules: [...shown.rules, rule] }
    },
    { text: source, rules: [] },
  )
}

const closingMarks = new Map(
  ['""', "''", '“”', '‘’', '„“', '‚‘', '«»', '»«', '「」', '『』'].map((pair) => [pair[0], pair[1]]),
)

/** Takes away quotation marks that hold the text as a whole; marks around a part of it stay. */
export function withoutOuterQuotationMarks(text: string): string {
  const close = closingMarks.get(text[0])
  if (text.length < 3 || !close || !text.endsWith(close)) return text
  const inner = text.slice(1, -1)
  return isOneQuotation(inner, { open: text.slice(0, 1), close }) ? inner : text
}

/** Whether no mark inside ends the quotation that began before. */
function isOneQuotation(inner: string, { open, close }: { open: string; close: string }): boolean {
  if (open === close) return !inner.includes(open)
  let depth = 1
  for (const character of inner) {
    if (character === open) depth += 1
    if (character === close) depth -= 1
    if (depth === 0) return false
  }
  return depth === 1
}

const answerWords: Record<Language, { lead: string; yes: string; or: string; no: string }> = {
  en: { lead: '(?:please )?answer(?: with)?', yes: 'yes', or: 'or', no: 'no' },
  de: { lead: '(?:bitte )?antworten sie(?: bitte)?(?: mit)?', yes: 'ja', or: 'oder', no: 'nein' },
  ja: { lead: '', yes: 'はい', or: 'または|あるいは|か', no: 'いいえ' },
  'zh-Hans': { lead: '请回答', yes: '是的?', or: '或者?|还是', no: '否|不是?' },
}

/** Takes away a literal "yes or no" that follows the question: the options say it. The question keeps its mark. */
export function withoutYesNoSuffix(text: string, language: Language): string {
  return text.replace(suffixes[language], '')
}

const suffixes: Record<Language, RegExp> = {
  en: suffix('en'),
  de: suffix('de'),
  ja: suffix('ja'),
  'zh-Hans': suffix('zh-Hans'),
}

function suffix(language: Language): RegExp {
  const { lead, yes, or, no } = answerWords[language]
  const quoted = (word: string) => `["'“”„‘’‚「『]?(?:${word})["'“”‘’」』]?`
  const pair = `${quoted(yes)}\\s*(?:${or}|/|／)\\s*${quoted(no)}`
  return new RegExp(`(?<=[.?!。？！])\\s*(?:${lead})?\\s*[(（]?${pair}[)）]?\\s*[.?!。？！]?\\s*$`, 'iu')
}

const fullWidth: Record<string, string> = { ',': '，', '?': '？', '!': '！', ':': '：', ';': '；' }
const han = /\p{Script=Han}/u
const mark = /([,?!:;])(?!(?<=[A-Za-z0-9].)\s*[A-Za-z0-9])\s*/g // but not between two Latin letters or digits
const brackets = /(?<=\p{Script=Han})\(([^()]*)\)|\(([^()]*\p{Script=Han}[^()]*)\)/gu
const quotation = /(?<![A-Za-z0-9])(['"])((?:(?!\1).)*\p{Script=Han}(?:(?!\1).)*)\1/gu
const fullStop = /(?<=\p{Script=Han})\.(?!\.)/gu

/** Gives Chinese sentences full-width marks. Marks within numbers and Latin words stay as they are. */
export function withFullWidthPunctuation(text: string, language: Language): string {
  if (language !== 'zh-Hans' || !han.test(text)) return text
  return text
    .replace(quotation, '“$2”')
    .replace(brackets, '（$1$2）')
    .replace(mark, (_, found) => fullWidth[found] ?? found)
    .replace(fullStop, '。')
}
