import { type CsvRow, columnPlaces, csvItems } from '../platform/csv-rows.ts'
import { InputProblem } from '../platform/input-problem.ts'
import { type Rating, type Ratings, ratingsOf } from './ratings.ts'

const columns = ['item', 'rater', 'rating'] as const

/**
 * Reads ratings in the long form: a row for each item, rater and rating; other columns do not matter.
 * @param categories what could be chosen, in order; without it, whatever was chosen
 * @throws {InputProblem} if a column is missing, a cell is empty, a rating is none of the categories, a rater rates
 *   an item twice, or there are fewer than two raters
 */
export async function readRatings(file: string, categories?: readonly string[]): Promise<Ratings> {
  const rows = csvItems(file, (header) => onlyOnce(file, ratingReader(file, header, categories)))
  const ratings = ratingsOf((await Array.fromAsync(rows)).flat(), categories)
  if (ratings.raters < 2) throw new InputProblem({ file, field: 'rater', expected: 'at least two raters' })
  return ratings
}

function ratingReader(file: string, header: CsvRow, categories?: readonly string[]): (row: CsvRow) => Rating {
  const places = columnPlaces(file, header, columns)
  return ({ line, cells }) => {
    const [item = '', rater = '', category = ''] = columns.map((field) => {
      const text = cells[places[field]]?.trim()
      if (!text) throw new InputProblem({ file, line, field, rule: 'field-missing' })
      return text
    })
    if (categories && !categories.includes(category)) {
      const values = { values: categories.join(', '), found: category }
      throw new InputProblem({ file, line, field: 'rating', rule: 'value-unknown', values })
    }
    return { item, rater, category }
  }
}

function onlyOnce(file: string, read: (row: CsvRow) => Rating): (row: CsvRow) => Rating {
  const seen = new Set<string>()
  return (row) => {
    const rating = read(row)
    const key = JSON.stringify([rating.item, rating.rater])
    if (seen.has(key)) {
      const expected = `one rating of ${rating.item} by ${rating.rater}`
      throw new InputProblem({ file, line: row.line, field: 'rater', expected })
    }
    seen.add(key)
    return rating
  }
}
