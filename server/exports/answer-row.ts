import { abstain, declined } from '../participation/choice.ts'
import { type CsvRow, columnPlaces } from '../platform/csv-rows.ts'
import { InputProblem } from '../platform/input-problem.ts'
import { oneHot } from '../stances/distribution.ts'
import { type Paradata, type Stance, type StanceRecord, stances } from '../stances/record.ts'
import { yesMeansBy } from '../stances/yes-words.ts'
import type { AnswerColumn } from './answer-columns.ts'

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
  'repetition',
  'position_chosen',
  'options_shown',
  'answered_at',
] as const satisfies readonly AnswerColumn[]
type ReadColumn = (typeof neededColumns)[number] | (typeof usefulColumns)[number]

type Places = Readonly<Record<ReadColumn, number>>

export function placesIn(file: string, header: CsvRow): Places {
  const needed = columnPlaces(file, header, neededColumns)
  const useful = Object.fromEntries(usefulColumns.map((column) => [column, header.cells.indexOf(column)]))
  return { ...needed, ...useful } as Places
}

/** One row of answers.csv. */
export class AnswerRow {
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

  /** A whole number from 0, which stands for an empty cell.
   *  @throws {InputProblem} if the cell holds anything else */
  count(field: ReadColumn): number {
    const found = this.cell(field)
    if (found === '' || /^\d{1,9}$/.test(found)) return Number(found)
    throw new InputProblem({ file: this.#file, line: this.#row.line, field, expected: 'a whole number from 0' })
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

/** The answer in a row.
 *  @param yesByQuestion where a "yes" stands, for files that do not say so in each row */
export function recordOf(row: AnswerRow, yesByQuestion: YesByQuestion): StanceRecord {
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
    yesMeans: yesMeaning(row, yesByQuestion),
    repetition: row.count('repetition'),
  }
}

function yesMeaning(row: AnswerRow, yesByQuestion: YesByQuestion): Stance | undefined {
  if (row.cell('yes_means') === '') return yesByQuestion.get(row.cell('original'))
  const told = row.oneOf('yes_means', [...sides, 'none'])
  return told === 'none' ? undefined : told
}

/** How the answer in a row came about. A cell that is missing or broken tells nothing: figures do not need it. */
export function paradataOf(row: AnswerRow): Paradata {
  return {
    position: positionIn(row.cell('position_chosen')),
    offered: offeredIn(row.cell('options_shown')),
    answeredAt: timeIn(row.cell('answered_at')),
  }
}

function positionIn(cell: string): number | undefined {
  return /^[1-9]\d{0,8}$/.test(cell) ? Number(cell) : undefined
}

function offeredIn(cell: string): number | undefined {
  try {
    const shown: unknown = JSON.parse(cell)
    return Array.isArray(shown) ? shown.filter((one) => one !== abstain && one !== declined).length : undefined
  } catch {
    return undefined
  }
}

function timeIn(cell: string): number | undefined {
  const time = /^\d{4}-\d\d-\d\dT/.test(cell) ? Date.parse(cell) : Number.NaN
  return Number.isNaN(time) ? undefined : time
}

/** Where a "yes" stands, by the text of the original. */
export type YesByQuestion = ReadonlyMap<string, Stance>

/** Older files do not say where a yes stands; whoever said yes or no there tells it. */
export function noteYes(yesByQuestion: Map<string, Stance>, row: AnswerRow): void {
  const stance = sides.find((side) => side === row.cell('stance'))
  const means = stance && yesMeansBy(row.cell('option_chosen'), stance)
  if (means) yesByQuestion.set(row.cell('original'), means)
}
