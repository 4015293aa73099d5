import { type CsvRow, columnPlaces, csvRows } from '../platform/csv-rows.ts'
import { InputProblem } from '../platform/input-problem.ts'
import { oneHot } from '../stances/distribution.ts'
import { type Stance, type StanceRecord, stances } from '../stances/record.ts'

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
  'wording_id',
  'wording',
  'text_kind',
  'text_sha256',
  'position',
  'options_shown',
  'option_chosen',
  'position_chosen',
  'stance',
  'is_abstain_offered',
  'revision_count',
  'answered_at',
] as const
type AnswerColumn = (typeof answerColumns)[number]

export interface AnswersFile {
  /** Whether only simulated people answered; beside real people they do not count. */
  readonly isSimulated: boolean
  /** The answers with a stance of the people who finished. */
  readonly records: AsyncIterable<StanceRecord>
}

/**
 * Opens a file of answers that this program exported, row by row, however long it is.
 * The records can be gone through once.
 * @throws {InputProblem} if a column is missing or a row is refused; while the records are read, too
 */
export async function readAnswers(file: string): Promise<AnswersFile> {
  const isSimulated = !(await holdsRealPeople(file))
  return { isSimulated, records: recordsIn(file, isSimulated) }
}

async function holdsRealPeople(file: string): Promise<boolean> {
  for await (const row of finishedRows(file)) if (!row.isTrue('is_simulated')) return true
  return false
}

async function* recordsIn(file: string, isSimulated: boolean): AsyncGenerator<StanceRecord> {
  for await (const row of finishedRows(file)) {
    if (row.isTrue('is_simulated') !== isSimulated || row.cell('stance') === '') continue
    yield recordOf(row)
  }
}

async function* finishedRows(file: string): AsyncGenerator<AnswerRow> {
  let places: Record<AnswerColumn, number> | undefined
  for await (const row of csvRows(file)) {
    if (!places) places = columnPlaces(file, row, answerColumns)
    else {
      const answer = answerRow(file, places, row)
      if (answer.oneOf('participant_status', ['finished', 'unfinished', 'over-quota']) === 'finished') yield answer
    }
  }
}

interface AnswerRow {
  cell(column: AnswerColumn): string
  /** @throws {InputProblem} if the cell holds none of the values */
  oneOf<Value extends string>(column: AnswerColumn, values: readonly Value[]): Value
  isTrue(column: AnswerColumn): boolean
}

function answerRow(file: string, places: Record<AnswerColumn, number>, { line, cells }: CsvRow): AnswerRow {
  const cell = (column: AnswerColumn) => cells[places[column]] ?? ''
  const oneOf = <Value extends string>(column: AnswerColumn, values: readonly Value[]) => {
    const found = cell(column)
    const value = values.find((name) => name === found)
    if (value) return value
    throw new InputProblem({ file, line, field: column, expected: `one of ${values.join(', ')}, not "${found}"` })
  }
  return { cell, oneOf, isTrue: (column) => oneOf(column, ['true', 'false']) === 'true' }
}

function recordOf({ cell, oneOf, isTrue }: AnswerRow): StanceRecord {
  const isAbstainOffered = isTrue('is_abstain_offered')
  const stance = oneOf('stance', isAbstainOffered ? stances : sides)
  return {
    respondent: cell('participant_id'),
    unit: `${cell('study_id')}/${cell('unit_id')}`,
    topic: cell('topic'),
    topicEnglish: cell('topic_english') || undefined,
    original: cell('original'),
    wording: cell('wording'),
    language: cell('language') || undefined,
    country: cell('country') || undefined,
    isControversial: cell('is_controversial') === '' ? undefined : isTrue('is_controversial'),
    taskForm: 'choice',
    distribution: oneHot(stance, { isAbstainOffered }),
    repetition: 0,
  }
}

const sides: readonly Stance[] = ['opposes', 'supports']
