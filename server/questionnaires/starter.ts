import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Db } from '../platform/db/connection.ts'
import { importQuestions } from './import.ts'
import type { ImportReport } from './report.ts'

/** The name of the questionnaire that comes with the program. */
export const starter = 'starter'
const folder = join(import.meta.dirname, 'starter')

/** Imports the questions that come with the program, as the questionnaire of that name. Doing it again changes nothing. */
export async function importStarter(db: Db, importedAt = new Date()): Promise<ImportReport> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.jsonl')).sort()
  const files = await Promise.all(names.map(async (name) => ({ name, content: await readFile(join(folder, name)) })))
  return importQuestions(db, { questionnaire: starter, files, importedAt })
}
