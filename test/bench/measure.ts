import { execFile } from 'node:child_process'
import { createWriteStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { answerColumns } from '../../server/exports/answers-csv.ts'

const topics = 28
const questions = 5
const sizes = [1_000, 200_000]
const most = { beyondReading: 5_000, megabytes: 1_024, unaccountedShare: 0.05 }

/** What one run took; times in milliseconds. */
export interface MeasureRun {
  readonly answers: number
  readonly wall: number
  readonly read: number
  readonly group: number
  readonly resample: number
  readonly megabytes: number
}

/** Times `measure` on 5,000 and on 1,000,000 answers of invented people, and prints a table.
 *  @throws if the times do not add up, or the larger run is slower or larger than promised */
export async function benchMeasure(): Promise<MeasureRun[]> {
  const folder = await mkdtemp(join(tmpdir(), 'stanceline-bench-'))
  try {
    const runs: MeasureRun[] = []
    for (const people of sizes) runs.push(await timed(join(folder, `answers-${people}.csv`), people))
    console.table(runs.map(rounded))
    for (const run of runs) checkRun(run)
    return runs
  } finally {
    await rm(folder, { recursive: true })
  }
}

async function timed(file: string, people: number): Promise<MeasureRun> {
  await pipeline(Readable.from(answersOf(people)), createWriteStream(file))
  const child = fileURLToPath(new URL('measure-once.ts', import.meta.url))
  const { stdout } = await promisify(execFile)(process.execPath, [child, file])
  return JSON.parse(stdout)
}

function checkRun({ answers, wall, read, group, resample, megabytes }: MeasureRun): void {
  const missing = Math.abs(wall - read - group - resample) / wall
  if (missing > most.unaccountedShare) throw new Error(`${answers} answers: the stages do not add up to the whole`)
  if (group + resample > most.beyondReading) throw new Error(`${answers} answers: more than 5 s beyond reading`)
  if (megabytes > most.megabytes) throw new Error(`${answers} answers: more than 1 GB of memory`)
}

function rounded(run: MeasureRun): Record<string, number> {
  return Object.fromEntries(Object.entries(run).map(([name, value]) => [name, Math.round(value)]))
}

function* answersOf(people: number): Generator<string> {
  yield `${answerColumns.join(',')}\n`
  for (let person = 0; person < people; person++) {
    yield Array.from({ length: questions }, (_, place) => answerLine(person, place)).join('')
  }
}

/** Answers follow from the person and the question by arithmetic: about one in four opposes. */
function answerLine(person: number, place: number): string {
  const topic = person % topics
  const question = `Should rule ${place + 1} of town ${topic} stay as it is?`
  const opposes = Math.imul(person * questions + place + 1, 0x9e3779b1) >>> 0 < 2 ** 30
  const row: Record<(typeof answerColumns)[number], string | number | boolean> = {
    participant_id: `00000000-0000-4000-8000-${String(person).padStart(12, '0')}`,
    participant_status: 'finished',
    is_simulated: false,
    study_id: 'a6a5f0de-5f0c-4b3e-9a55-0d2f4c1b7e10',
    unit_id: `b1f0c7de-5f0c-4b3e-9a55-${String(topic).padStart(12, '0')}`,
    unit_kind: 'topic',
    country: 'us',
    language: 'en',
    is_controversial: true,
    topic: `Rules of town ${topic}`,
    topic_english: `Rules of town ${topic}`,
    original: question,
    original_english: question,
    is_original: true,
    wording_id: `c2e1d8ef-5f0c-4b3e-9a55-${String(topic * questions + place).padStart(12, '0')}`,
    wording: question,
    text_kind: 'source',
    text_sha256: '0'.repeat(64),
    position: place + 1,
    options_shown: '"[""yes"",""no""]"',
    option_chosen: opposes ? 'no' : 'yes',
    position_chosen: opposes ? 2 : 1,
    stance: opposes ? 'opposes' : 'supports',
    yes_means: 'supports',
    is_abstain_offered: false,
    revision_count: 0,
    answered_at: '2026-03-01T09:30:00.000Z',
  }
  return `${answerColumns.map((column) => row[column]).join(',')}\n`
}

if (import.meta.main) await benchMeasure()
