import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { InputFile } from '../../server/questionnaires/json-lines.ts'

/** A line of a question file as it is written there. */
export interface FileLine {
  readonly topic: string
  readonly topic_english: string | null
  readonly question: string
  readonly original: string
  readonly original_english: string
  readonly rephrase: boolean | number
  readonly options: Readonly<Record<string, string>>
}

export const trains = 'Should trains run all night?'
export const benches = 'Does every square need a bench?'

/** A wording, of the question about trains unless it says otherwise. */
export function line(question: string, changes: Partial<FileLine> = {}): FileLine {
  const original = changes.original ?? trains
  return {
    topic: 'Night life',
    topic_english: 'Night life',
    question,
    original,
    original_english: original,
    rephrase: question !== original,
    options: { yes: 'supports', no: 'opposes' },
    ...changes,
  }
}

/** Two topics with one original each, in two wordings each. */
export const smallSet: readonly FileLine[] = [
  line('Do you want trains at every hour of the night?'),
  line(trains),
  line(benches, { topic: 'Squares', topic_english: 'Squares', original: benches }),
  line('Is a square incomplete with nothing to sit on?', {
    topic: 'Squares',
    topic_english: 'Squares',
    original: benches,
  }),
]

export function inputFile(lines: readonly unknown[], name = 'controversial_english_atlantis.jsonl'): InputFile {
  return { name, content: Buffer.from(lines.map((value) => `${JSON.stringify(value)}\n`).join('')) }
}

/** One portrait as it is written in a file of portraits. */
export function portrait(statement: string, changes: Record<string, unknown> = {}) {
  return {
    statement,
    schwartz_value: 'hedonism',
    values: [{ vrd: 'value', vrd_english: 'value', text: 'Hedonism', text_english: 'Hedonism', label: null }],
    options: { 'like me': 'supports', 'not like me': 'opposes' },
    question: `Somebody is described here.\n\n${statement}\n`,
    ...changes,
  }
}

export const portraits = Array.from({ length: 21 }, (_, index) => portrait(`She likes the number ${index + 1}.`))

const shared = join(import.meta.dirname, '../../../shared/data/valueconsistency')

/** The files of the study, or a word on where they were looked for. They are no part of the project. */
export const study: { readonly files: readonly InputFile[]; readonly absent?: string } = existsSync(shared)
  ? { files: questionFiles(shared) }
  : { files: [], absent: `shared data absent: ${shared}` }

export function questionFiles(folder: string): InputFile[] {
  const names = readdirSync(folder).filter((name) => name.endsWith('.jsonl'))
  return names.sort().map((name) => ({ name, content: readFileSync(join(folder, name)) }))
}
