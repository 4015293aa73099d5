import { type CsvRow, columnPlaces, csvItems } from '../platform/csv-rows.ts'
import { InputProblem } from '../platform/input-problem.ts'

/**
 * The originals whose wordings were rated, but by nobody as asking the same thing, from files of ratings with the
 * columns `original` and `answer` (yes or no), as the study has them. One yes among several ratings clears an original;
 * one that nobody rated is not among them.
 * @throws {InputProblem} if a file is no such CSV, or an answer is neither yes nor no
 */
export async function readNotEquivalent(files: readonly string[]): Promise<ReadonlySet<string>> {
  const ratings = (await Promise.all(files.map(ratingsIn))).flat()
  const cleared = new Set(ratings.flatMap(({ original, isEquivalent }) => (isEquivalent ? original : [])))
  return new Set(ratings.flatMap(({ original }) => (cleared.has(original) ? [] : original)))
}

interface EquivalenceRating {
  readonly original: string
  readonly isEquivalent: boolean
}

async function ratingsIn(file: string): Promise<EquivalenceRating[]> {
  const batches = await Array.fromAsync(csvItems(file, (header) => ratingReader(file, header)))
  return batches.flat()
}

function ratingReader(file: string, header: CsvRow): (row: CsvRow) => EquivalenceRating {
  const places = columnPlaces(file, header, ['original', 'answer'])
  return ({ line, cells }) => {
    const original = cells[places.original] ?? ''
    const found = (cells[places.answer] ?? '').toLowerCase()
    if (found === 'yes' || found === 'no') return { original, isEquivalent: found === 'yes' }
    throw new InputProblem({ file, line, field: 'answer', rule: 'value-unknown', values: { values: 'yes, no', found } })
  }
}
