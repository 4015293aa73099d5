import { createReadStream } from 'node:fs'
import { pipeline } from 'node:stream'
import { CsvError, parse } from 'csv-parse'
import { InputProblem } from './input-problem.ts'

/** One row of a CSV file, and the line of the file on which it ends. */
export interface CsvRow {
  readonly line: number
  readonly cells: readonly string[]
}

interface Parsed {
  readonly record: readonly string[]
  readonly info: { readonly lines: number }
}

/**
 * Reads a CSV file row by row, header first; every cell stays the text it is, "NA" and "null" included.
 * @throws {InputProblem} if the file cannot be read, is no CSV, or a row has more or fewer cells than the header
 */
export async function* csvRows(file: string): AsyncGenerator<CsvRow> {
  const parser = parse({ bom: true, skip_empty_lines: true, info: true })
  try {
    const parsed: AsyncIterable<Parsed> = pipeline(createReadStream(file), parser, () => {}) // it fails through the parser
    for await (const { record, info } of parsed) yield { line: info.lines, cells: record }
  } catch (error) {
    throw problemIn(file, error)
  }
}

/**
 * Where each of the named columns stands in the header.
 * @throws {InputProblem} naming the first column that is missing
 */
export function columnPlaces<Name extends string>(file: string, header: CsvRow, names: readonly Name[]) {
  const places = {} as Record<Name, number>
  for (const name of names) {
    places[name] = header.cells.indexOf(name)
    if (places[name] < 0) throw new InputProblem({ file, line: header.line, field: name, expected: 'this column' })
  }
  return places
}

const expectations: Record<string, string> = {
  CSV_QUOTE_NOT_CLOSED: 'a closing quotation mark before the file ends',
  CSV_INVALID_CLOSING_QUOTE: 'a comma or the end of the line after a closing quotation mark',
  CSV_RECORD_INCONSISTENT_FIELDS_LENGTH: 'as many cells as the header has',
  INVALID_OPENING_QUOTE: 'quotation marks around the whole cell, doubled inside',
}

function problemIn(file: string, error: unknown): unknown {
  if (error instanceof CsvError) {
    const expected = expectations[error.code] ?? `well-formed CSV (${error.code})`
    return new InputProblem({ file, line: Number(error.lines), expected })
  }
  const isFromSystem = error instanceof Error && 'syscall' in error
  return isFromSystem ? new InputProblem({ file, expected: 'a file that can be read' }) : error
}
