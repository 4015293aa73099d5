import type { Db } from '../platform/db/connection.ts'
import { readJson, writeJson } from '../platform/db/json.ts'
import { InputProblem } from '../platform/input-problem.ts'
import { Refusal } from '../platform/refusal.ts'
import { sha256 } from '../platform/tokens.ts'
import { deleteRun, insertRows, insertRun, selectRows, selectRun, selectRuns } from './queries.ts'
import { type Run, readRunText, rowsOf } from './run-file.ts'
import type { RunVariables } from './run-schema.ts'

/** What is told of a stored run. */
export interface StoredRun {
  /** Made of the content: the same run has the same id wherever it is stored. */
  readonly id: string
  readonly model: string
  readonly task: string
  readonly judge: string | null
  readonly fileName: string
  /** Answers that can be measured. */
  readonly answers: number
  readonly importedAt: string
}

const atATime = 400

/** Whether a text is the id of a run: anything else is not even looked up. */
export function isRunId(text: string): boolean {
  return /^run-[0-9a-f]{12}$/.test(text)
}

/**
 * Keeps a run as it came, row by row. A run already there is left as it is.
 * @throws {InputProblem} if it is no run, or one of its rows is refused; then nothing is kept
 */
export async function storeRun(
  db: Db,
  { fileName, text, importedAt }: { fileName: string; text: string; importedAt: Date },
): Promise<StoredRun> {
  const { variables, records } = readRunText(fileName, text)
  let answers = 0
  for (const batch of records()) answers += batch.length
  if (answers === 0) throw new InputProblem({ file: fileName, rule: 'no-answers' })
  const hash = sha256(text)
  const { model, task, annotator } = variables
  const about = { model, task: task ?? 'classification', judge: annotator ?? null, fileName, answers }
  const run = { id: `run-${hash.slice(0, 12)}`, ...about, importedAt: importedAt.toISOString() }
  return await db.transaction().execute(async (trx) => {
    const kept = await selectRun(trx, run.id)
    if (kept) return toldOf(kept)
    if (!(await insertRun(trx, { ...run, contentHash: hash, variables: writeJson(variables) }))) return run
    const rows = rowsOf(text).map((row, place) => ({ runId: run.id, place, row }))
    for (let from = 0; from < rows.length; from += atATime) await insertRows(trx, rows.slice(from, from + atATime))
    return run
  })
}

function toldOf({ variables: _, ...run }: StoredRun & { variables: string }): StoredRun {
  return run
}

/** @throws {Refusal} run-unknown */
export async function findRun(db: Db, id: string): Promise<Run> {
  const run = isRunId(id) ? await selectRun(db, id) : undefined
  if (!run) throw new Refusal('run-unknown')
  const rows = await selectRows(db, id)
  const variables = readJson<RunVariables>(run.variables)
  return readRunText(run.fileName, JSON.stringify({ variables, data: rows.map(({ row }) => row).join('\n') }))
}

/** All stored runs, by model and file, in the order of code units. */
export async function listRuns(db: Db): Promise<StoredRun[]> {
  const nameOf = ({ model, fileName, id }: StoredRun) => [model, fileName, id].join('\0')
  return (await selectRuns(db)).sort((one, other) => (nameOf(one) < nameOf(other) ? -1 : 1))
}

/** @throws {Refusal} run-unknown */
export async function removeRun(db: Db, id: string): Promise<void> {
  if (!isRunId(id) || !(await selectRun(db, id))) throw new Refusal('run-unknown')
  await deleteRun(db, id)
}
