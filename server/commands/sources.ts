import { open, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { isPublishedName, publishedSources } from '../consistency/published-source.ts'
import type { AnswerSource } from '../consistency/source.ts'
import { studySource } from '../consistency/study-source.ts'
import { type CrowdBatch, readBatch } from '../crowd-batches/batch.ts'
import { readAnswers } from '../exports/answers-csv.ts'
import { openRun, type Run } from '../model-runs/run-file.ts'
import { findRun, isRunId } from '../model-runs/stored-run.ts'
import type { Db } from '../platform/db/connection.ts'
import { InputProblem } from '../platform/input-problem.ts'
import { Refusal } from '../platform/refusal.ts'
import { findStudy } from '../studies/study.ts'
import { refuseTwice } from './read-options.ts'
import type { Lookup } from './tools.ts'

/** Answers that were named on the command line. */
export interface Source extends AnswerSource {
  readonly batch?: CrowdBatch
}

/**
 * Opens what is named: a file of any kind we read, told by what it holds; a folder that this program exported; a
 * study or a stored run by its identifier; published answers. The database is opened only if something in it is named.
 * @throws {InputProblem} if a name stands for nothing, or is given twice
 */
export async function withSources<Result>(
  names: readonly string[],
  { withDb, isDbThere }: Lookup,
  deed: (sources: readonly (readonly Source[])[]) => Promise<Result>,
): Promise<Result> {
  refuseTwice(names)
  const areStored = await Promise.all(names.map(isStored))
  const all = async (db?: Db) => {
    const sources = await Promise.all(names.map((name) => sourcesNamed(name, db)))
    refuseTwice(sources.flatMap((own) => own.map(({ name }) => name)))
    return await deed(sources)
  }
  return areStored.some(Boolean) && isDbThere() ? await withDb(all) : await all()
}

/** Identifiers have neither dots nor slashes; a file or folder of that name comes first. */
async function isStored(name: string): Promise<boolean> {
  return /^[\w-]{1,40}$/.test(name) && (await kindOf(name)) === undefined
}

async function sourcesNamed(name: string, db: Db | undefined): Promise<Source[]> {
  if (isPublishedName(name)) return publishedSources(name)
  const kind = await kindOf(name)
  if (kind === 'folder') return [await answersSource(join(name, 'answers.csv'))]
  if (kind === undefined && (await isStored(name))) return [await storedSource(db, name)]
  return [await fileSource(name)]
}

async function kindOf(name: string): Promise<'file' | 'folder' | undefined> {
  const found = await stat(name).catch(() => undefined)
  if (!found) return undefined
  return found.isDirectory() ? 'folder' : 'file'
}

async function storedSource(db: Db | undefined, name: string): Promise<Source> {
  if (!db) throw new InputProblem({ file: name, rule: 'source-unknown' })
  try {
    if (isRunId(name)) return runSource(name, await findRun(db, name))
    return await studySource(db, await findStudy(db, name))
  } catch (error) {
    throw error instanceof Refusal ? new InputProblem({ file: name, rule: 'source-unknown' }) : error
  }
}

async function fileSource(file: string): Promise<Source> {
  const start = (await startOf(file)).replace(/^\uFEFF/, '').trimStart()
  if (start === '') throw new InputProblem({ file, rule: 'file-empty' })
  if (start.startsWith('{')) return runSource(file, await openRun(file))
  const [header = ''] = start.split(/\r?\n/, 1)
  if (/\bparticipant_(id|status)\b/.test(header)) return await answersSource(file)
  if (!/\b(AssignmentId|WorkerId|Input\.questions)\b/.test(header)) {
    throw new InputProblem({ file, rule: 'format-unknown' })
  }
  const batch = await readBatch(file)
  return { name: file, kind: 'people', records: () => [batch.records], batch }
}

async function answersSource(file: string): Promise<Source> {
  return { name: file, kind: 'people', ...(await readAnswers(file)) }
}

function runSource(name: string, { isOfPeople, isSimulated, records }: Run): Source {
  return { name, kind: isOfPeople ? 'people' : 'model', keepsAnswers: true, isSimulated, records }
}

async function startOf(file: string): Promise<string> {
  try {
    await using handle = await open(file)
    const { buffer, bytesRead } = await handle.read({ buffer: Buffer.alloc(65_536) })
    return buffer.toString('utf8', 0, bytesRead)
  } catch {
    throw new InputProblem({ file, rule: 'file-unreadable' })
  }
}
