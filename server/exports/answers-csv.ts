import { type CsvRow, columnPlaces, csvItems } from '../platform/csv-rows.ts'
import { InputProblem } from '../platform/input-problem.ts'
import { oneHot } from '../stances/distribution.ts'
import { type Stance, type StanceRecord, stances } from '../stances/record.ts'
import { yesMeansBy } from '../stances/yes-words.ts'

/** The columns of answers.csv, in their order: one row is one answer as it stood at the end. */
export const answerColumns = [
  'participant_id',
  'participant_status',
  'is_simulated',
  'study_id',
  'unit_id',
  'unit_kind',
  'country',
  'language',
  'is_controversial',
  'topic',
  'topic_english',
  'original',
  'original_english',
  'is_original',
  'wording_id',
  'wording',
  'text_kind',
  'text_sha256',
  'position',
  'options_shown',
  'option_chosen',
  'position_chosen',
  'stance',
  'yes_means',
  'is_abstain_offered',
  'revision_count',
  'answered_at',
] as const
type AnswerColumn = (typeof answerColumns)[number]

/** What figures are made of; files without the other columns can be read, too. */
const neededColumns = [
  'participant_id',
  'participant_status',
  'is_simulated',
  'study_id',
  'unit_id',
  'country',
  'language',
  'is_controversial',
  'topic',
  'topic_english',
  'original',
  'wording',
  'stance',
  'is_abstain_offered',
] as const satisfies readonly AnswerColumn[]
const usefulColumns = [
  'original_english',
  'is_original',
  'yes_means',
  'option_chosen',
] as const satisfies readonly AnswerColumn[]
type ReadColumn = (typeof neededColumns)[number] | (typeof usefulColumns)[number]

export interface AnswersFile {
  /** Whether only simulated people answered; beside real people they do not count. */
  readonly isSimulated: boolean
  /** The answers with a stance of the people who finished, in batches; may be gone through several times. */
  readonly records: () => AsyncIterable<readonly StanceRecord[]>
}

/**
 * Opens a file of answers that this program exported, row by row, however long it is.
 * @throws {InputProblem} if a column is missing or a row is refused; while the records are read, too
 */
export async function readAnswers(file: string): Promise<AnswersFile> {
  const isSimulated = !(await holdsRealPeople(file))
  return { isSimulated, records: () => recordsIn(file, isSimulated) }
}

async function holdsRealPeople(file: string): Promise<boolean> {
  for await (const rows of finishedRows(file)) if (rows.some((row) => !row.isTrue('is_simulated'))) return true
  return false
}

async function* recordsIn(file: string, isSimulated: boolean): AsyncGenerator<readonly StanceRecord[]> {
  for await (const rows of finishedRows(file)) {
    const counted = rows.filter((row) => row.isTrue('is_simulated') === isSimulated && row.cell('stance') !== '')
    yield counted.map(recordOf)
  }
}

function finishedRows(file: string): AsyncGenerator<readonly AnswerRow[]> {
  return csvItems(file, (header) => {
    const places = placesIn(file, header)
    return (row) => {
      const answer = new AnswerRow(file, places, row)
      const isFinished = answer.oneOf('participant_status', ['finished', 'unfinished', 'over-quota']) === 'finished'
      return isFinished ? answer : undefined
    }
  })
}

type Places = Readonly<Record<ReadColumn, number>>

function placesIn(file: string, header: CsvRow): Places {
  const needed = columnPlaces(file, header, neededColumns)
  const useful = Object.fromEntries(usefulColumns.map((column) => [column, header.cells.indexOf(column)]))
  return { ...needed, ...useful } as Places
}

class AnswerRow {
  readonly #file: string
  readonly #places: Places
  readonly #row: CsvRow

  constructor(file: string, places: Places, row: CsvRow) {
    this.#file = file
    this.#places = places
    this.#row = row
  }

  /** Empty where the file has no such column. */
  cell(column: ReadColumn): string {
    return this.#row.cells[this.#places[column]] ?? ''
  }

  /** @throws {InputProblem} if the cell holds none of the values */
  oneOf<Value extends string>(field: ReadColumn, values: readonly Value[]): Value {
    const found = this.cell(field)
    for (const value of values) if (value === found) return value
    const broken = { rule: 'value-unknown', values: { values: values.join(', '), found } } as const
    throw new InputProblem({ file: this.#file, line: this.#row.line, field, ...broken })
  }

  isTrue(column: ReadColumn): boolean {
    return this.oneOf(column, flags) === 'true'
  }

  /** @throws {InputProblem} if the cell is empty */
  filled(field: ReadColumn): string {
    const found = this.cell(field)
    if (found === '') throw new InputProblem({ file: this.#file, line: this.#row.line, field, rule: 'field-missing' })
    return found
  }
}

const flags = ['true', 'false'] as const
const sides = ['opposes', 'supports'] as const satisfies readonly Stance[]

function recordOf(row: AnswerRow): StanceRecord {
  const isAbstainOffered = row.isTrue('is_abstain_offered')
  const stance = row.oneOf('stance', isAbstainOffered ? stances : sides)
  return {
    respondent: row.filled('participant_id'),
    unit: `${row.cell('study_id')}/${row.cell('unit_id')}`,
    topic: row.filled('topic'),
    topicEnglish: row.cell('topic_english') || undefined,
    original: row.filled('original'),
    originalEnglish: row.cell('original_english') || undefined,
    wording: row.filled('wording'),
    isOriginal: row.cell('is_original') === '' ? undefined : row.isTrue('is_original'),
    language: row.cell('language') || undefined,
    country: row.cell('country') || undefined,
    isControversial: row.cell('is_controversial') === '' ? undefined : row.isTrue('is_controversial'),
    taskForm: 'choice',
    distribution: oneHot(stance, { isAbstainOffered }),
    yesMeans: yesMeaning(row, stance),
    repetition: 0,
  }
}

/** Older files do not say where a yes stands; whoever said yes or no there tells it. */
function yesMeaning(row: AnswerRow, stance: Stance): Stance | undefined {
  if (row.cell('yes_means') === '') return yesMeansBy(row.cell('option_chosen'), stance)
  const told = row.oneOf('yes_means', [...sides, 'none'])
  return told === 'none' ? undefined : told
}
