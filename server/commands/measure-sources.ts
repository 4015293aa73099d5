import { open } from 'node:fs/promises'
import { type CrowdBatch, readBatch } from '../crowd-batches/batch.ts'
import { readAnswers } from '../exports/answers-csv.ts'
import { openRun } from '../model-runs/run-file.ts'
import { InputProblem } from '../platform/input-problem.ts'
import type { StanceRecord } from '../stances/record.ts'

/** Answers from a file of any kind we read, to be gone through once. */
export interface Source {
  readonly records: AsyncIterable<StanceRecord> | Iterable<StanceRecord>
  readonly batch?: CrowdBatch
  /** True where only simulated people answered. */
  readonly isSimulated?: boolean
}

const formats = "a run of the study (JSON), a crowd batch (CSV) or this program's answers.csv"

/**
 * Opens a file by what it holds, whatever it is called.
 * @throws {InputProblem} if it is empty, cannot be read, or is none of the three formats
 */
export async function openSource(file: string): Promise<Source> {
  const start = (await startOf(file)).replace(/^\uFEFF/, '').trimStart()
  if (start === '') throw new InputProblem({ file, expected: `${formats}, but the file is empty` })
  if (start.startsWith('{')) return await openRun(file)
  const [header = ''] = start.split(/\r?\n/, 1)
  if (/\bparticipant_(id|status)\b/.test(header)) return await readAnswers(file)
  if (!/\b(AssignmentId|WorkerId|Input\.questions)\b/.test(header)) throw new InputProblem({ file, expected: formats })
  const batch = await readBatch(file)
  return { records: batch.records, batch }
}

async function startOf(file: string): Promise<string> {
  try {
    await using handle = await open(file)
    const { buffer, bytesRead } = await handle.read({ buffer: Buffer.alloc(65_536) })
    return buffer.toString('utf8', 0, bytesRead)
  } catch {
    throw new InputProblem({ file, expected: 'a file that can be read' })
  }
}
