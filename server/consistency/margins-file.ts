import { type CsvRow, columnPlaces, csvItems } from '../platform/csv-rows.ts'
import { InputProblem } from '../platform/input-problem.ts'
import { sum } from '../statistics/sum.ts'

/** The shares that the people measured should have, by variable and value. */
export type Margins = ReadonlyMap<string, ReadonlyMap<string, number>>

/** What is known of people, by their identifier: the value of each variable. */
export type Attributes = ReadonlyMap<string, ReadonlyMap<string, string>>

/** Shares as they are printed may miss the whole by as much. */
const mostOff = 0.005

interface MarginLine {
  readonly variable: string
  readonly value: string
  readonly share: number
}

/**
 * Reads margins: a CSV file with the columns `variable`, `value` and `share`, as shares of 1 or per cent. Shares that
 * miss the whole by no more than rounding are stretched to it.
 * @throws {InputProblem} if the file is no such CSV, a share is no number from 0, or shares do not add up
 */
export async function readMargins(file: string): Promise<Margins> {
  const lines = (await Array.fromAsync(csvItems(file, (header) => marginReader(file, header)))).flat()
  if (lines.length === 0) throw new InputProblem({ file, rule: 'file-empty' })
  const byVariable = Map.groupBy(lines, ({ variable }) => variable)
  return new Map([...byVariable].map(([variable, own]) => [variable, sharesOf(file, variable, own)]))
}

function marginReader(file: string, header: CsvRow): (row: CsvRow) => MarginLine {
  const places = columnPlaces(file, header, ['variable', 'value', 'share'])
  return ({ line, cells }) => {
    const [variable = '', value = '', typed = ''] = [places.variable, places.value, places.share].map((at) => cells[at])
    if (variable === '') throw new InputProblem({ file, line, field: 'variable', rule: 'field-missing' })
    const share = Number(typed)
    if (typed.trim() === '' || !(share >= 0 && share < Infinity)) {
      throw new InputProblem({ file, line, field: 'share', expected: `a number from 0, not "${typed}"` })
    }
    return { variable, value, share }
  }
}

function sharesOf(file: string, variable: string, lines: readonly MarginLine[]): Map<string, number> {
  const total = sum(lines.map(({ share }) => share))
  const whole = total > 50 ? 100 : 1
  const isTwice = new Set(lines.map(({ value }) => value)).size < lines.length
  if (isTwice) throw new InputProblem({ file, field: variable, expected: 'each value once' })
  if (Math.abs(total / whole - 1) > mostOff) {
    throw new InputProblem({ file, rule: 'margin-sum', values: { variable, found: total } })
  }
  return new Map(lines.map(({ value, share }) => [value, share / total]))
}

/**
 * Reads what is known of people: a CSV file with the column `participant_id` and one for each variable, as
 * participants.csv is.
 * @throws {InputProblem} if the file is no such CSV, or has no column for one of the variables
 */
export async function readAttributes(file: string, variables: readonly string[]): Promise<Attributes> {
  const people = (await Array.fromAsync(csvItems(file, (header) => attributeReader(file, header, variables)))).flat()
  return new Map(people.map(({ respondent, values }) => [respondent, values]))
}

function attributeReader(file: string, header: CsvRow, variables: readonly string[]) {
  const { participant_id: id } = columnPlaces(file, header, ['participant_id'])
  const places = variables.map((variable) => {
    const place = header.cells.indexOf(variable)
    if (place >= 0) return { variable, place }
    const known = header.cells.filter((name) => name !== 'participant_id').join(', ')
    throw new InputProblem({ file, rule: 'margin-variable', values: { variables: known, found: variable } })
  })
  return ({ cells }: CsvRow) => {
    const values = places.map(({ variable, place }) => [variable, cells[place] ?? ''] as const)
    return { respondent: cells[id] ?? '', values: new Map(values) }
  }
}
