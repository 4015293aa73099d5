import { basename } from 'node:path'
import { type CsvRow, columnPlaces, csvItems } from '../platform/csv-rows.ts'
import { InputProblem } from '../platform/input-problem.ts'
import { type Language, languagesByWord } from '../platform/languages.ts'
import type { Controversy } from '../questionnaires/file-name.ts'

/** What people can say of a topic, the most controversial first: the place of each is its number. */
export const controversyLevels: readonly string[] = [
  'Very controversial',
  'Somewhat controversial',
  'Not very controversial',
  'Not at all controversial',
]

export interface RatedTopic {
  readonly topic: string
  /** One number for each rater, from 0, very controversial, to 3, not at all. */
  readonly ratings: readonly number[]
  /** What the file itself concludes. */
  readonly isControversial: boolean
}

/** The topics of one question file, as people of its country rated them. */
export interface ControversySet {
  readonly controversy: Controversy
  readonly language: Language
  readonly country: string
  readonly topics: readonly RatedTopic[]
}

/**
 * Reads how controversial people found the topics of a question file: a validation file of the published study,
 * whose answers are lists as Python prints them. Its name tells which set it is.
 * @throws {InputProblem} if the name is another, a column is missing, a cell does not hold what it should,
 *   a topic comes twice, or there is no topic
 */
export async function readControversy(file: string): Promise<ControversySet> {
  const named = nameOf(file)
  const topics = (await Array.fromAsync(csvItems(file, (header) => topicReader(file, header)))).flat()
  const names = topics.map(({ topic }) => topic)
  const twice = names.find((name, n) => names.indexOf(name) < n)
  if (twice !== undefined) throw new InputProblem({ file, field: 'topic', expected: `the topic ${twice} once` })
  if (topics.length === 0) throw new InputProblem({ file, expected: 'at least one topic' })
  return { ...named, topics }
}

const fileName =
  /^(?<controversy>controversial|uncontroversial)_(?<language>english|german|japanese|chinese)_(?<country>[a-z-]+)\.csv$/

interface NameGroups {
  readonly controversy: Controversy
  readonly language: keyof typeof languagesByWord
  readonly country: string
}

function nameOf(file: string): Omit<ControversySet, 'topics'> {
  const groups = fileName.exec(basename(file))?.groups as NameGroups | undefined
  if (groups) return { ...groups, language: languagesByWord[groups.language] }
  throw new InputProblem({
    file,
    expected: 'a name like controversial_english_us.csv or uncontroversial_german_germany.csv',
  })
}

function topicReader(file: string, header: CsvRow): (row: CsvRow) => RatedTopic {
  const places = columnPlaces(file, header, ['topic', 'answer', 'controversial'])
  return ({ line, cells }) => {
    const cell = (field: keyof typeof places) => cells[places[field]] ?? ''
    const refused = (field: keyof typeof places, values: string) =>
      new InputProblem({ file, line, field, rule: 'value-unknown', values: { values, found: cell(field) } })
    const [topic, flag, ratings] = [cell('topic'), cell('controversial'), ratingsIn(cell('answer'))]
    if (topic === '') throw new InputProblem({ file, line, field: 'topic', rule: 'field-missing' })
    if (!ratings) throw refused('answer', `the lists of ${controversyLevels.map((level) => `'${level}'`).join(', ')}`)
    if (flag !== 'True' && flag !== 'False') throw refused('controversial', 'True, False')
    return { topic, ratings, isControversial: flag === 'True' }
  }
}

/** The levels in a printed list, as numbers; undefined where it is no list, or holds anything else. */
function ratingsIn(printed: string): number[] | undefined {
  if (!/^\['.*'\]$/.test(printed)) return undefined
  const texts = printed.slice(2, -2).split("', '")
  const ratings = texts.map((text) => controversyLevels.indexOf(text))
  return ratings.includes(-1) ? undefined : ratings
}
