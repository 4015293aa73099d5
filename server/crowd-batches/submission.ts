import { type CsvRow, columnPlaces } from '../platform/csv-rows.ts'
import { InputProblem } from '../platform/input-problem.ts'
import { type AskedQuestions, decodeQuestions } from './asked-questions.ts'
import { submitTime } from './submit-time.ts'

/** One question as a worker answered it. */
export interface CrowdAnswer {
  readonly question: string
  readonly options: Readonly<Record<string, string>>
  readonly chosen: string
  readonly passedCheck: boolean
}

/** One assignment as it was handed in. */
export interface Submission {
  readonly assignment: string
  /** Of the file. */
  readonly line: number
  readonly worker: string
  readonly submittedAt: number
  readonly topic: string
  /** In a paraphrase task, the question all wordings stand for. */
  readonly original?: string
  readonly answers: readonly CrowdAnswer[]
  /** Whether every question asked has its answer. */
  readonly isComplete: boolean
  /** Active time; undefined where the batch does not tell. */
  readonly minutes?: number
}

const fixedColumns = ['AssignmentId', 'WorkerId', 'SubmitTime', 'Input.topic', 'Input.questions', 'Answer.tm'] as const
const slotColumns = ['', '_question', '_attn', '_attn_answer'] as const

/** A row whose cells are fetched by the name of their column. */
type Cells = (column: string) => string

/**
 * Reads rows of a batch under this header as submissions. An empty cell is an empty answer; any word is a word.
 * @throws {InputProblem} if a column is missing; the reader it gives, if a row is refused
 */
export function submissionReader(file: string, header: CsvRow): (row: CsvRow) => Submission {
  const slots = slotsIn(header)
  const needed = slots.flatMap((slot) => slotColumns.map((part) => `Answer.q_${slot}${part}`))
  const places = columnPlaces<string>(file, header, [...fixedColumns, ...needed])
  const originalPlace = header.cells.indexOf('Input.original')
  const decode = rememberedQuestions()

  return ({ line, cells }) => {
    const cell: Cells = (column) => cells[places[column] ?? -1] ?? ''
    const refuse = (field: string, expected: string) => new InputProblem({ file, line, field, expected })
    const asked = decode(cell('Input.questions'))
    if (!asked) throw refuse('Input.questions', 'base64 of a JSON list of questions with options and their stances')
    const answers = slots.flatMap((slot) => answerIn(slot, { asked, cell, refuse }) ?? [])
    const answered = new Set(answers.map(({ question }) => question))
    return {
      line,
      ...headOf(cell, refuse),
      ...(originalPlace >= 0 && { original: cells[originalPlace] ?? '' }),
      answers,
      isComplete: asked.every(({ question }) => answered.has(question)),
    }
  }
}

/** The numbers of the questions there is room for; the first at least, so that its columns are asked for. */
function slotsIn({ cells }: CsvRow): string[] {
  const found = new Set(cells.flatMap((name) => /^Answer\.q_(\d+)(?:_|$)/.exec(name)?.[1] ?? []))
  return found.size > 0 ? [...found] : ['0']
}

type Refuse = (field: string, expected: string) => InputProblem

function headOf(cell: Cells, refuse: Refuse) {
  const submittedAt = submitTime(cell('SubmitTime'))
  if (submittedAt === undefined) throw refuse('SubmitTime', 'a time as "Mon Jul 01 02:16:05 PDT 2024" in a known zone')
  const seconds = cell('Answer.tm') === '' ? undefined : Number(cell('Answer.tm'))
  if (seconds !== undefined && !(seconds >= 0)) throw refuse('Answer.tm', 'seconds, as a number')
  return {
    assignment: cell('AssignmentId'),
    worker: cell('WorkerId'),
    submittedAt,
    topic: cell('Input.topic'),
    ...(seconds !== undefined && { minutes: seconds / 60 }),
  }
}

interface Asking {
  readonly asked: AskedQuestions
  readonly cell: Cells
  readonly refuse: Refuse
}

function answerIn(slot: string, { asked, cell, refuse }: Asking): CrowdAnswer | undefined {
  const column = `Answer.q_${slot}`
  const chosen = cell(column)
  if (chosen === '') return undefined
  const shown = asked.find(({ question }) => question === cell(`${column}_question`))
  if (!shown) throw refuse(`${column}_question`, 'one of the questions in Input.questions')
  if (!Object.hasOwn(shown.options, chosen)) {
    throw refuse(column, `one of ${Object.keys(shown.options).join(', ')}, not ${chosen}`)
  }
  const passedCheck = cell(`${column}_attn`) === cell(`${column}_attn_answer`)
  return { ...shown, chosen, passedCheck }
}

/** A batch asks the same questions over and over. */
function rememberedQuestions(): typeof decodeQuestions {
  const known = new Map<string, AskedQuestions | undefined>()
  return (base64) => {
    if (!known.has(base64)) known.set(base64, decodeQuestions(base64))
    return known.get(base64)
  }
}
