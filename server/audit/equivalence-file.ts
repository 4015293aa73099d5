import { columnPlaces, csvItems } from '../platform/csv-rows.ts'
import { InputProblem } from '../platform/input-problem.ts'

/**
 * The originals whose wordings at least one rater found to ask the same thing, from files of ratings with the columns
 * `original` and `answer` (yes or no), as the study has them. One yes among several ratings is enough.
 * @throws {InputProblem} if a file is no such CSV, or an answer is neither yes nor no
 */
export async function readEquivalent(files: readonly string[]): Promise<ReadonlySet<string>> {
  const equivalent = new Set<string>()
  for (const file of files) {
    for await (const batch of csvItems(file, (header) => ratingReader(file, header))) {
      for (const { original, isEquivalent } of batch) if (isEquivalent) equivalent.add(original)
    }
  }
  return equivalent
}

type Header = Parameters<Parameters<typeof csvItems>[1]>[0]

function ratingReader(file: string, header: Header) {
  const places = columnPlaces(file, header, ['original', 'answer'])
  return ({ line, cells }: Header) => {
    const found = (cells[places.answer] ?? '').toLowerCase()
    if (found !== 'yes' && found !== 'no') {
      throw new InputProblem({
        file,
        line,
        field: 'answer',
        rule: 'value-unknown',
        values: { values: 'yes, no', found },
      })
    }
    return { original: cells[places.original] ?? '', isEquivalent: found === 'yes' }
  }
}
