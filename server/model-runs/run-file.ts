import { readFile, stat } from 'node:fs/promises'
import type { z } from 'zod'
import { InputProblem } from '../platform/input-problem.ts'
import { languageCalled } from '../platform/languages.ts'
import { distributionOf, type WeighedOption } from '../stances/distribution.ts'
import type { StanceRecord } from '../stances/record.ts'
import { dataFileIn } from './data-file-name.ts'
import { type RunRow, type RunVariables, runFile, runRow } from './run-schema.ts'

/** As many characters as one string can hold; the run format keeps all rows in one. */
export const largestRun = 536_870_888

/**
 * The answers of a run in the study's format, of a model or of people written as if they were one.
 * Left out, as the study does: rows asked with a value or a context, generations told to take a side,
 * rows without options or whose options do not hold both sides.
 * @throws {InputProblem} if the file is too large, is no JSON, or a row is not of the study's shape
 */
export async function openRun(file: string): Promise<Run> {
  const { variables, data } = shaped(runFile, { file, text: await textOf(file) })
  return { isSimulated: variables.simulated === true, records: recordsIn(file, variables, data) }
}

export interface Run {
  /** Whether the people were invented. */
  readonly isSimulated: boolean
  /** To be gone through once; a row that is refused is named then. */
  readonly records: Iterable<StanceRecord>
}

/** The records of a run alone. */
export async function* readRun(file: string): AsyncGenerator<StanceRecord> {
  yield* (await openRun(file)).records
}

function* recordsIn(file: string, variables: RunVariables, data: string): Generator<StanceRecord> {
  const toRecord = recordMaker(file, variables)
  let row = 0
  for (const text of lines(data)) {
    row += 1
    const record = toRecord(shaped(runRow, { file, text, place: `data row ${row}` }), `data row ${row}`)
    if (record) yield record
  }
}

async function textOf(file: string): Promise<string> {
  const { size } = await stat(file)
  if (size > largestRun) {
    const expected = `at most ${largestRun} bytes, not ${size}: split the run by sample, or measure answers.csv instead`
    throw new InputProblem({ file, expected })
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
  const read = schema.safeParse(parsed({ file, text, ...(place && { place }) }))
  if (read.success) return read.data
  const [issue] = read.error.issues
  const field = [place ?? [], issue?.path.join('.') || []].flat().join(', ')
  throw new InputProblem({ file, ...(field && { field }), expected: `the study's run format (${issue?.message})` })
}

function parsed({ file, text, place }: Text): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new InputProblem({ file, ...(place && { field: place }), expected: 'well-formed JSON' })
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

function recordMaker(file: string, variables: RunVariables) {
  const set = dataFileIn(variables.filename ?? '') ?? dataFileIn(file)
  const taskForm = variables.task === 'generation' ? 'open' : 'choice'
  const fixed = { ...set, taskForm, repetition: 0 } as const
  return (row: RunRow, place: string): StanceRecord | undefined => {
    if ([row.value, row.context, row.bias].some((prompted) => prompted !== undefined && prompted !== null)) return
    const standing = standingOf(row, variables, { file, place })
    if (!standing) return
    const respondent = respondentOf(variables.model, row)
    const { topic, topic_english: english, question: wording } = row
    const original = row.original ?? wording
    return {
      ...fixed,
      ...setNamedIn(row),
      respondent,
      unit: respondent,
      topic,
      topicEnglish: english ?? undefined,
      original,
      wording,
      ...standing,
    }
  }
}

/** What a row says of its own set, if it does. */
function setNamedIn({ language, country, controversial }: RunRow) {
  return {
    ...(language && { language: languageCalled(language) }),
    ...(country && { country }),
    ...(typeof controversial === 'boolean' && { isControversial: controversial }),
  }
}

/** A sample of a model; of people, the sample is the person. */
function respondentOf(model: string, { sample }: RunRow): string {
  return model === 'human' ? String(sample ?? 0) : `${model}/${sample ?? 0}`
}

function standingOf(
  row: RunRow,
  { annotator_abstentions: mayAbstain }: RunVariables,
  at: { file: string; place: string },
) {
  const options = weighedOptions(row)
  const stanceOf: Record<string, string> = { ...row.options }
  if (mayAbstain && options.length === 2) {
    options.push({ text: 'abstain', probability: 0 })
    stanceOf.abstain ??= 'neutral'
  }
  try {
    return distributionOf(options, stanceOf)
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    throw new InputProblem({ file: at.file, field: at.place, expected: error.message })
  }
}

function weighedOptions(row: RunRow): WeighedOption[] {
  const options: WeighedOption[] = []
  for (let n = 0; typeof row[`option ${n}`] === 'string'; n++) {
    const probability = row[`p(option=${n})`]
    options.push({ text: String(row[`option ${n}`]), probability: typeof probability === 'number' ? probability : NaN })
  }
  return options
}
