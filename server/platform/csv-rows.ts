import { createReadStream } from 'node:fs'
import Papa from 'papaparse'
import { InputProblem, type InputRule } from './input-problem.ts'

/** One row of a CSV file, and the line of the file on which it ends. */
export interface CsvRow {
  readonly line: number
  readonly cells: readonly string[]
}

const pieceLength = 1 << 18

/**
 * Reads a CSV file in batches of rows, header first; every cell stays the text it is, "NA" and "null" included.
 * Lines with nothing on them are no rows. A batch is as much as one read from disk holds.
 * @throws {InputProblem} if the file cannot be read, is no CSV, or a row has more or fewer cells than the header
 */
export async function* csvRows(file: string): AsyncGenerator<readonly CsvRow[]> {
  const toRow = rowChecker(file)
  for await (const { data, errors } of piecesOf(file)) {
    const broken = new Map(errors.map(({ row, code }) => [row, code]))
    const rows = data.flatMap((cells, place) => toRow(cells, broken.get(place)) ?? [])
    if (rows.length > 0) yield rows
  }
}

/** Counts the lines and compares rows with the first. */
function rowChecker(file: string): (cells: readonly string[], broken: string | undefined) => CsvRow | undefined {
  let [line, width] = [0, 0]
  return (cells, broken) => {
    const first = line + 1
    line = first + lineBreaksIn(cells)
    if (broken) throw new InputProblem({ file, line: first, ...brokenRule(broken) })
    if (cells.length === 1 && cells[0]?.trim() === '') return undefined
    width ||= cells.length
    if (cells.length !== width) throw new InputProblem({ file, line, rule: 'cells-differ' })
    return { line, cells: withoutReturn(cells) }
  }
}

/**
 * Reads a CSV file in batches of whatever a function made of its header reads out of each row; rows of which it makes
 * nothing are left out.
 * @throws {InputProblem} as `csvRows` does, and whatever the reader throws
 */
export async function* csvItems<Item>(
  file: string,
  readerFor: (header: CsvRow) => (row: CsvRow) => Item | undefined,
): AsyncGenerator<readonly Item[]> {
  const batches = csvRows(file)
  try {
    const first = await batches.next()
    const [header, ...rows] = first.done ? [] : first.value
    if (!header) return
    const read = readerFor(header)
    yield rows.flatMap((row) => read(row) ?? [])
    for await (const more of batches) yield more.flatMap((row) => read(row) ?? [])
  } finally {
    await batches.return(undefined)
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
    if (places[name] < 0) throw new InputProblem({ file, line: header.line, field: name, rule: 'column-missing' })
  }
  return places
}

type Piece = Pick<Papa.ParseResult<string[]>, 'data' | 'errors'>

/** The parser pushes and waits; here its pieces are pulled one by one, so no more than one is held. */
async function* piecesOf(file: string): AsyncGenerator<Piece> {
  const stream = createReadStream(file, { highWaterMark: pieceLength })
  let next = Promise.withResolvers<Piece | undefined>()
  let goOn = () => {}
  Papa.parse<string[]>(stream, {
    delimiter: ',',
    beforeFirstChunk: (text) => text.replace(/^\uFEFF/, ''),
    chunk: ({ data, errors }, parser) => {
      parser.pause()
      goOn = () => parser.resume()
      next.resolve({ data, errors })
    },
    complete: () => next.resolve(undefined),
    error: () => next.reject(new InputProblem({ file, rule: 'file-unreadable' })),
  })
  try {
    for (;;) {
      const piece = await next.promise
      if (!piece) return
      next = Promise.withResolvers()
      yield piece
      goOn()
    }
  } finally {
    stream.destroy()
  }
}

/** A line that ends otherwise than the first one of the file leaves a carriage return in its last cell. */
function withoutReturn(cells: readonly string[]): readonly string[] {
  const last = cells.at(-1)
  return last?.endsWith('\r') ? [...cells.slice(0, -1), last.slice(0, -1)] : cells
}

function lineBreaksIn(cells: readonly string[]): number {
  let found = 0
  for (const cell of cells) if (cell.includes('\n')) found += cell.split('\n').length - 1
  return found
}

function brokenRule(code: string): { rule: InputRule; values?: { issue: string } } {
  if (code === 'MissingQuotes') return { rule: 'quotation-open' }
  if (code === 'InvalidQuotes') return { rule: 'quotation-trailing' }
  return { rule: 'csv-broken', values: { issue: code } }
}
