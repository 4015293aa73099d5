import catalogue from '../../locales/en/input.json' with { type: 'json' }

/** The rules that input can break: one catalogue, worded in every language in `locales/<language>/input.json`. */
export type InputRule = keyof typeof catalogue.rules
export type RuleValues = Readonly<Record<string, string | number>>

interface Place {
  /** What was read: a file, a study, or an option of the command line. */
  readonly file: string
  /** Counted from 1, as an editor counts. */
  readonly line?: number
  readonly field?: string
}

/** Where something is wrong, and the rule it breaks; or, in words of its own, what was expected there. */
export type Misfit = Place &
  ({ readonly rule: InputRule; readonly values?: RuleValues } | { readonly expected: string })

/** Thrown when something handed in cannot be used. Its message is one line: where, and what was expected there. */
export class InputProblem extends Error {
  override readonly name = 'InputProblem'
  readonly place: Place
  readonly rule: InputRule
  readonly values: RuleValues

  constructor({ file, line, field, ...broken }: Misfit) {
    const rule = 'rule' in broken ? broken.rule : 'other'
    const values = 'rule' in broken ? (broken.values ?? {}) : { expected: broken.expected }
    const place = [file, line === undefined ? [] : `line ${line}`, field === undefined ? [] : `field ${field}`]
    super(`${place.flat().join(', ')}: ${filled(catalogue.rules[rule], values)}`.replaceAll(/\s*[\r\n]+\s*/g, ' '))
    this.place = { file, ...(line !== undefined && { line }), ...(field !== undefined && { field }) }
    this.rule = rule
    this.values = values
  }

  /** What programs are told: the same on the command line and over HTTP. */
  toJSON() {
    return { error: { code: this.rule, ...this.place, ...this.values, message: this.message } }
  }
}

function filled(words: string, values: RuleValues): string {
  return words.replaceAll(/\{\{(\w+)\}\}/g, (_, name) => String(values[name] ?? ''))
}
