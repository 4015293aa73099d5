import { readFile, stat } from 'node:fs/promises'
import { basename } from 'node:path'
import type { z } from 'zod'
import { InputProblem } from '../platform/input-problem.ts'
import type { StanceRecord } from '../stances/record.ts'
import { peopleModel, recordMaker } from './run-record.ts'
import { type RunVariables, runFile, runRow } from './run-schema.ts'

/** As many characters as one string can hold; the run format keeps all rows in one. */
export const largestRun = 536_870_888

const batchSize = 1000

/** The answers of one run in the study's format. */
export interface Run {
  readonly variables: RunVariables
  /** Whether people answered, written as if they were one model. */
  readonly isOfPeople: boolean
  /** Whether the people were invented. */
  readonly isSimulated: boolean
  /** In batches; a row that is refused is named then. */
  readonly records: () => Iterable<readonly StanceRecord[]>
}

/**
 * Opens a run in the study's format, of a model or of people written as if they were one.
 * @throws {InputProblem} if the file cannot be read, is too large, is no JSON, or is not of the study's shape; while
 *   the records are read, if a row is not
 */
export async function openRun(file: string): Promise<Run> {
  return readRunText(file, await textOf(file))
}

/** The same from the text of a file.
 *  @param file what it is called; where the run does not name its data file, this does */
export function readRunText(file: string, text: string): Run {
  const { variables, data } = shaped(runFile, { file, text })
  return {
    variables,
    isOfPeople: variables.model === peopleModel,
    isSimulated: variables.simulated === true,
    records: () => recordsIn(file, variables, data),
  }
}

/** The rows of a run, each as the text it is. */
export function rowsOf(text: string): string[] {
  return [...lines(runFile.parse(JSON.parse(text)).data)]
}

function* recordsIn(file: string, variables: RunVariables, data: string): Generator<readonly StanceRecord[]> {
  const toRecord = recordMaker(file, variables)
  let [row, batch]: [number, StanceRecord[]] = [0, []]
  for (const text of lines(data)) {
    row += 1
    const record = toRecord(shaped(runRow, { file, text, place: `data row ${row}` }), `data row ${row}`)
    if (record) batch.push(record)
    if (batch.length < batchSize) continue
    yield batch
    batch = []
  }
  yield batch
}

async function textOf(file: string): Promise<string> {
  const { size } = await stat(file)
  if (size > largestRun) {
    throw new InputProblem({ file, rule: 'run-too-large', values: { most: largestRun, found: size } })
  }
  const text = await readFile(file, 'utf8')
  return text.startsWith('\uFEFF') ? text.slice(1) : text
}

interface Text {
  readonly file: string
  readonly text: string
  readonly place?: string
}

function shaped<Shape>(schema: z.ZodType<Shape>, { file, text, place }: Text): Shape {
  const read = schema.safeParse(parsed({ file, text, ...(place && { place }) }), { reportInput: true })
  if (read.success) return read.data
  const [issue] = read.error.issues
  const field = [place ?? [], issue?.path.join('.') || []].flat().join(', ')
  const at = { file, ...(field && { field }) }
  if (issue?.code === 'invalid_type' && issue.input === undefined)
    throw new InputProblem({ ...at, rule: 'field-missing' })
  throw new InputProblem({ ...at, rule: 'run-shape', values: { issue: issue?.message ?? basename(file) } })
}

function parsed({ file, text, place }: Text): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new InputProblem({ file, ...(place && { field: place }), rule: 'json-broken' })
  }
}

/** Line by line without a second copy of the whole; blank lines are none. */
function* lines(text: string): Generator<string> {
  for (let start = 0; start < text.length; ) {
    const end = text.indexOf('\n', start)
    const line = text.slice(start, end < 0 ? undefined : end)
    if (line.trim()) yield line
    start = end < 0 ? text.length : end + 1
  }
}
