import { personStatuses } from '../participation/people.ts'
import { csvItems } from '../platform/csv-rows.ts'
import type { RecordWishes, Stance, StanceRecord } from '../stances/record.ts'
import { AnswerRow, noteYes, paradataOf, placesIn, recordOf, type YesByQuestion } from './answer-row.ts'

export interface AnswersFile {
  /** Whether only simulated people answered; beside real people they do not count. */
  readonly isSimulated: boolean
  /** The answers with a stance of the people who finished, in batches; may be gone through several times. */
  readonly records: (wishes?: RecordWishes) => AsyncIterable<readonly StanceRecord[]>
}

/**
 * Opens a file of answers that this program exported, row by row, however long it is.
 * @throws {InputProblem} if a column is missing or a row is refused; while the records are read, too
 */
export async function readAnswers(file: string): Promise<AnswersFile> {
  const isSimulated = !(await holdsRealPeople(file))
  return { isSimulated, records: (wishes) => recordsIn(file, { isSimulated, ...wishes }) }
}

async function holdsRealPeople(file: string): Promise<boolean> {
  for await (const rows of finishedRows(file)) if (rows.some((row) => !row.isTrue('is_simulated'))) return true
  return false
}

async function* recordsIn(
  file: string,
  { isSimulated, withParadata = false }: RecordWishes & { readonly isSimulated: boolean },
): AsyncGenerator<readonly StanceRecord[]> {
  const yesByQuestion = await yesInOlderFile(file, isSimulated)
  const bare = (row: AnswerRow) => recordOf(row, yesByQuestion)
  const full = (row: AnswerRow) => ({ ...bare(row), paradata: paradataOf(row) })
  for await (const rows of countedRows(file, isSimulated)) yield rows.map(withParadata ? full : bare)
}

/** Files that say where a yes stands in each row need not be gone through for it. */
async function yesInOlderFile(file: string, isSimulated: boolean): Promise<YesByQuestion> {
  const yesByQuestion = new Map<string, Stance>()
  for await (const rows of countedRows(file, isSimulated)) {
    if (rows.some((row) => row.cell('yes_means') !== '')) break
    for (const row of rows) noteYes(yesByQuestion, row)
  }
  return yesByQuestion
}

async function* countedRows(file: string, isSimulated: boolean): AsyncGenerator<readonly AnswerRow[]> {
  const declined = new Set<string>()
  for await (const rows of finishedRows(file)) {
    yield rows.filter((row) => row.isTrue('is_simulated') === isSimulated && takesStance(row, declined))
  }
}

/** Notes questions that were declined: an answer when they were put again can be held against none. */
function takesStance(row: AnswerRow, declined: Set<string>): boolean {
  const key = JSON.stringify([row.cell('participant_id'), row.cell('original'), row.cell('wording')])
  const isFirst = row.count('repetition') === 0
  if (row.cell('stance') !== '') return isFirst || !declined.has(key)
  if (isFirst) declined.add(key)
  return false
}

function finishedRows(file: string): AsyncGenerator<readonly AnswerRow[]> {
  return csvItems(file, (header) => {
    const places = placesIn(file, header)
    return (row) => {
      const answer = new AnswerRow(file, places, row)
      const isFinished = answer.oneOf('participant_status', personStatuses) === 'finished'
      return isFinished ? answer : undefined
    }
  })
}
