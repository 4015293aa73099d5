import type { Rule } from './findings.ts'
import type { InstrumentFile } from './instrument-file.ts'

/** What is worth a look in a file of portraits. */
export const instrumentRules: Readonly<Record<string, Rule<InstrumentFile>>> = {
  'stray-hyphen': {
    description: 'German portraits with a hyphen inside a word, left over from the end of a printed line.',
    count: ({ language, items }) =>
      language === 'de' ? items.filter(({ statement }) => /\p{Ll}-\p{Ll}/u.test(statement)).length : 0,
  },
  'double-full-stop': {
    description: 'Portraits with two full stops in a row.',
    count: ({ items }) => items.filter(({ statement }) => /(?<!\.)\.\.(?!\.)|。。/.test(statement)).length,
  },
}
