import { createWriteStream } from 'node:fs'
import { mkdir, mkdtemp, readdir, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { stringify } from 'csv-stringify'
import { stringify as stringifyAll } from 'csv-stringify/sync'
import { type Counted, countPeople } from '../participation/counted.ts'
import { listPeople, type Person } from '../participation/people.ts'
import type { Db } from '../platform/db/connection.ts'
import { InputProblem } from '../platform/input-problem.ts'
import type { Study } from '../studies/study.ts'
import { listUnitWordings, type UnitWording } from '../studies/unit.ts'
import { answerRows } from './answer-rows.ts'
import { answerColumns } from './answers-csv.ts'
import { codebookColumns, codebookRows } from './codebook.ts'
import { participantColumns, participantRow } from './participants-csv.ts'
import { runRows, runVariables } from './run-json.ts'

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

async function writeFiles(db: Db, study: Study, folder: string): Promise<void> {
  const counted = await countPeople(db, study.id)
  const rows = (of: RowsOf) => Readable.from(rowsOf(db, study, of))
  const csv = (columns: readonly string[]) => stringify({ header: true, columns: [...columns], cast })
  const safe = stringify({ header: true, columns: [...participantColumns], cast, escape_formulas: true })
  const file = (name: string) => createWriteStream(join(folder, name))

  await pipeline(
    rows((person, wordings) => answerRows(study, person, wordings)),
    csv(answerColumns),
    file('answers.csv'),
  )
  await pipeline(
    rows((person) => [participantRow(person)]),
    safe,
    file('participants.csv'),
  )
  await writeFile(
    join(folder, 'codebook.csv'),
    stringifyAll(codebookRows(), { header: true, columns: [...codebookColumns] }),
  )
  await pipeline(Readable.from(runText(db, study, counted)), file('run.json'))
}

const cast = { boolean: (value: boolean) => String(value) }

type RowsOf = (person: Person, wordings: readonly UnitWording[]) => readonly object[]

async function* rowsOf(db: Db, study: Study, of: RowsOf): AsyncGenerator<object> {
  for await (const person of listPeople(db, study.id)) {
    yield* of(person, await listUnitWordings(db, person.unitId))
  }
}

/** The run format keeps all rows in one string of JSON lines; it is written line by line. Only the people whose
 *  answers make the figures are in it, as the format has no place to say who does not count. */
async function* runText(db: Db, study: Study, counted: Counted): AsyncGenerator<string> {
  const counts = ({ status, isSimulated }: Person) => status === 'finished' && isSimulated === counted.isSimulated
  yield `{"variables":${JSON.stringify(runVariables(study, counted.people))},"data":"`
  const rows = rowsOf(db, study, (person, wordings) => (counts(person) ? runRows(study, person, wordings) : []))
  for await (const row of rows) yield JSON.stringify(`${JSON.stringify(row)}\n`).slice(1, -1)
  yield '"}\n'
}
