import { mkdir, mkdtemp, readdir, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { type Options, stringify } from 'csv-stringify/sync'
import { areSimulatedMeasured, counts } from '../participation/counted.ts'
import { listPeople } from '../participation/people.ts'
import type { Db } from '../platform/db/connection.ts'
import { InputProblem } from '../platform/input-problem.ts'
import type { Study } from '../studies/study.ts'
import { listUnitWordings } from '../studies/unit.ts'
import { answerColumns } from './answer-columns.ts'
import { answerRows } from './answer-rows.ts'
import { codebookColumns, codebookRows } from './codebook.ts'
import { participantColumns, participantRow } from './participants-csv.ts'
import { runRows, runVariables } from './run-json.ts'
import { TextFile } from './text-file.ts'

export const exportedFiles = ['answers.csv', 'participants.csv', 'codebook.csv', 'run.json'] as const

/** Writes the files of a study into a new folder. They appear together when all are complete, or not at all.
 *  @throws {InputProblem} if the folder holds something already or cannot be written */
export async function exportStudy(db: Db, study: Study, out: string): Promise<void> {
  const folder = resolve(out)
  await assertEmpty(folder)
  const unfinished = await beside(folder)
  try {
    await writeFiles(db, study, unfinished)
    await rm(folder, { recursive: true, force: true })
    await rename(unfinished, folder)
  } catch (error) {
    await rm(unfinished, { recursive: true, force: true })
    throw error
  }
}

async function assertEmpty(folder: string): Promise<void> {
  const held = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return []
    throw new InputProblem({ file: folder, expected: 'a folder that can be written' })
  })
  if (held.length > 0)
    throw new InputProblem({ file: folder, expected: 'a folder that does not exist yet, or is empty' })
}

async function beside(folder: string): Promise<string> {
  try {
    await mkdir(dirname(folder), { recursive: true })
    return await mkdtemp(`${folder}.unfinished-`)
  } catch {
    throw new InputProblem({ file: folder, expected: 'a folder that can be written' })
  }
}

/** Each person is looked at once, so that all files tell of the same people, though others may go on answering. The
 *  run format has no place to say who does not count, so it holds only the people whose answers make figures. */
async function writeFiles(db: Db, study: Study, folder: string): Promise<void> {
  const at = (name: string) => join(folder, name)
  const answers = await TextFile.create(at('answers.csv'))
  const participants = await TextFile.create(at('participants.csv'))
  const runs = { real: await openRun(at('run.json'), false), simulated: await openRun(at('run-simulated.json'), true) }
  await answers.write(csvText([answerColumns]))
  await participants.write(csvText([participantColumns]))

  for await (const person of listPeople(db, study.id)) {
    const wordings = await listUnitWordings(db, person.unitId)
    await answers.write(csvText(answerRows(study, person, wordings), { columns: [...answerColumns] }))
    await participants.write(
      csvText([participantRow(person)], { columns: [...participantColumns], escape_formulas: true }),
    )
    if (counts(person))
      await addToRun(person.isSimulated ? runs.simulated : runs.real, runRows(study, person, wordings))
  }

  await Promise.all([
    answers.close(),
    participants.close(),
    closeRun(runs.real, study),
    closeRun(runs.simulated, study),
  ])
  const people = { real: runs.real.people, simulated: runs.simulated.people }
  if (areSimulatedMeasured(people)) await rename(at('run-simulated.json'), at('run.json'))
  else await rm(at('run-simulated.json'))
  await writeFile(at('codebook.csv'), csvText(codebookRows(), { header: true, columns: [...codebookColumns] }))
}

function csvText(rows: readonly unknown[], options: Options = {}): string {
  return stringify([...rows], { cast: { boolean: (value) => String(value) }, ...options })
}

interface Run {
  readonly file: TextFile
  readonly isSimulated: boolean
  people: number
}

/** The run format keeps all rows in one string of JSON lines; it is written line by line. */
async function openRun(path: string, isSimulated: boolean): Promise<Run> {
  const file = await TextFile.create(path)
  await file.write('{"data":"')
  return { file, isSimulated, people: 0 }
}

async function addToRun(run: Run, rows: readonly object[]): Promise<void> {
  run.people += 1
  for (const row of rows) await run.file.write(JSON.stringify(`${JSON.stringify(row)}\n`).slice(1, -1))
}

async function closeRun({ file, ...whose }: Run, study: Study): Promise<void> {
  await file.write(`","variables":${JSON.stringify(runVariables(study, whose))}}\n`)
  await file.close()
}
