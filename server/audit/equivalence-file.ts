import { type CsvRow, columnPlaces, csvItems } from '../platform/csv-rows.ts'
import { InputProblem } from '../platform/input-problem.ts'

/**
 * The originals whose wordings at least one rater found to ask the same thing, from files of ratings with the columns
 * `original` and `answer` (yes or no), as the study has them. One yes among several ratings is enough.
 * @throws {InputProblem} if a file is no such CSV, or an answer is neither yes nor no
 */
export async function readEquivalent(files: readonly string[]): Promise<ReadonlySet<string>> {
  const equivalent = new Set<string>()
  for (const file of files) for (const original of await equivalentIn(file)) equivalent.add(original)
  return equivalent
}

async function equivalentIn(file: string): Promise<string[]> {
  const batches = await Array.fromAsync(csvItems(file, (header) => equivalentReader(file, header)))
  return batches.flat()
}

/** Gives the original of each row that answers yes. */
function equivalentReader(file: string, header: CsvRow): (row: CsvRow) => string | undefined {
  const places = columnPlaces(file, header, ['original', 'answer'])
  return ({ line, cells }) => {
    const found = (cells[places.answer] ?? '').toLowerCase()
    if (found === 'yes') return cells[places.original]
    if (found === 'no') return undefined
    throw new InputProblem({ file, line, field: 'answer', rule: 'value-unknown', values: { values: 'yes, no', found } })
  }
}
