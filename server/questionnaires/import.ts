import type { Db } from '../platform/db/connection.ts'
import { InputProblem } from '../platform/input-problem.ts'
import { keepInstrumentFile, keepQuestionFile } from './editions.ts'
import { readFileName } from './file-name.ts'
import { type InstrumentFile, readInstrumentFile } from './instrument-file.ts'
import type { InputFile } from './json-lines.ts'
import { type QuestionFile, readQuestionFile } from './question-file.ts'
import { findQuestionSets, type QuestionSet } from './question-set.ts'
import { type ImportReport, importReport } from './report.ts'

/** What is imported, into which questionnaire, and when. */
export interface Import {
  readonly questionnaire: string
  readonly files: readonly InputFile[]
  readonly importedAt: Date
}

/** Imports question files and portrait values files, and reports what they hold. All files are read and checked
 *  before anything is written; then each stands or falls by itself. A file imported before changes nothing.
 *  @throws {InputProblem} naming file, line and field of the first thing that is not as expected */
export async function importQuestions(db: Db, { questionnaire, files, importedAt }: Import): Promise<ImportReport> {
  checkNames(files)
  const read = files.map(readFile)
  for (const file of read)
    await db
      .transaction()
      .execute((trx) =>
        file.kind === 'questions'
          ? keepQuestionFile(trx, file, { questionnaire, importedAt })
          : keepInstrumentFile(trx, file, importedAt),
      )
  return importReport(read, await listTouchedSets(db, questionnaire, read))
}

function checkNames(files: readonly InputFile[]): void {
  const names = files.map(({ name }) => name)
  const repeated = names.find((name, index) => names.indexOf(name) < index)
  if (repeated) throw new InputProblem({ file: repeated, expected: 'each file once' })
}

type AnyFile = QuestionFile | InstrumentFile

function readFile(file: InputFile): AnyFile {
  const name = readFileName(file.name)
  return name.kind === 'questions' ? readQuestionFile(file, name) : readInstrumentFile(file, name)
}

/** The current sets that these files belong to, with their sisters in other languages: whichever file came last,
 *  the links are those of all that is there. */
async function listTouchedSets(db: Db, questionnaire: string, files: readonly AnyFile[]): Promise<QuestionSet[]> {
  const questions = files.filter((file) => file.kind === 'questions')
  const families = new Map(
    questions.map(({ country, controversy }) => [`${country} ${controversy}`, { country, controversy }]),
  )
  const sets: QuestionSet[] = []
  for (const key of [...families.keys()].sort())
    sets.push(...(await findQuestionSets(db, { questionnaire, ...families.get(key) })))
  return sets
}
