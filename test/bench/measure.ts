import { execFile } from 'node:child_process'
import { createWriteStream } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { answersOf, softRunOf } from './given-answers.ts'

const answersEach = 5
/** How many answers, and how often they are measured: the middle time counts. */
const sizes = [
  [5_000, 5],
  [50_000, 3],
  [1_000_000, 3],
  [10_000_000, 1],
] as const
const softAnswers = 50_000
const most = { beyondReading5k: 250, beyondReading1m: 2_000, megabytes10m: 512, softWall: 5_000, exponent: 1.05 }

/** What one run took; times in milliseconds. */
export interface MeasureRun {
  readonly answers: number
  readonly wall: number
  readonly read: number
  readonly group: number
  readonly resample: number
  readonly megabytes: number
}

/** Times `measure` on answers of people, from 5,000 to 10,000,000, and on 50,000 soft answers of a model, beside the
 *  same figures computed row by row, and prints tables. Needs 5 GB of disk for a while.
 *  @throws if the times do not add up, or a run is slower or larger than promised */
export async function benchMeasure(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'stanceline-bench-'))
  try {
    const soft = await timedSoft(join(folder, 'soft.json'))
    const runs: MeasureRun[] = []
    for (const [answers, times] of sizes) runs.push(await timedPeople(join(folder, 'answers.csv'), { answers, times }))
    console.table([...runs.map((run) => shown('people', run)), shown('model, soft', soft)])
    const exponents = runs.slice(1).map((run, n) => exponentOf(runs[n] ?? run, run))
    console.log(`growth of group + resample, exponents: ${exponents.map((exponent) => exponent.toFixed(2)).join(', ')}`)
    check(runs, soft)
  } finally {
    await rm(folder, { recursive: true })
  }
}

async function timedPeople(file: string, { answers, times }: { answers: number; times: number }): Promise<MeasureRun> {
  await pipeline(Readable.from(answersOf(answers / answersEach)), createWriteStream(file))
  const runs: MeasureRun[] = []
  for (let n = 0; n < times; n++) runs.push(await childRun('measure-once.ts', file))
  if (answers === sizes[0][0]) await besideRowByRow(file, middle(runs))
  return middle(runs)
}

async function timedSoft(file: string): Promise<MeasureRun> {
  await writeFile(file, softRunOf(softAnswers))
  const runs: MeasureRun[] = []
  for (let n = 0; n < 3; n++) runs.push(await childRun('measure-once.ts', file))
  return middle(runs)
}

async function besideRowByRow(file: string, run: MeasureRun): Promise<void> {
  const { computing } = await childRun<{ computing: number }>('row-by-row.ts', file)
  const ours = beyondReading(run)
  console.log(
    `${run.answers} answers, total and topics: ${ours.toFixed(0)} ms beside ${computing.toFixed(0)} ms row by row, ` +
      `ratio ${(ours / computing).toFixed(2)}`,
  )
}

async function childRun<Result = MeasureRun>(script: string, file: string): Promise<Result> {
  const child = fileURLToPath(new URL(script, import.meta.url))
  const { stdout } = await promisify(execFile)(process.execPath, [child, file])
  return JSON.parse(stdout)
}

function middle(runs: readonly MeasureRun[]): MeasureRun {
  const [first] = runs
  if (!first) throw new RangeError('there is no run')
  return runs.toSorted((one, other) => beyondReading(one) - beyondReading(other))[runs.length >> 1] ?? first
}

function beyondReading({ group, resample }: MeasureRun): number {
  return group + resample
}

/** 1 where the time grows as the answers do. */
function exponentOf(small: MeasureRun, large: MeasureRun): number {
  return Math.log(beyondReading(large) / beyondReading(small)) / Math.log(large.answers / small.answers)
}

function check(runs: readonly MeasureRun[], soft: MeasureRun): void {
  const [smallest, , million, largest] = runs
  if (!smallest || !million || !largest) throw new RangeError('a size is missing')
  const problems = [
    ...[...runs, soft].filter(isUnaccounted).map(({ answers }) => `${answers}: the stages do not add up to the whole`),
    ...(beyondReading(smallest) > most.beyondReading5k ? ['5,000 answers: more than 250 ms beyond reading'] : []),
    ...(beyondReading(million) > most.beyondReading1m ? ['1,000,000 answers: more than 2 s beyond reading'] : []),
    ...(largest.megabytes > most.megabytes10m ? ['10,000,000 answers: more than 512 MB'] : []),
    ...(exponentOf(million, largest) > most.exponent ? ['the time grows faster than the answers'] : []),
    ...(soft.wall > most.softWall ? ['50,000 soft answers: more than 5 s'] : []),
  ]
  if (problems.length > 0) throw new Error(problems.join('; '))
}

function isUnaccounted({ wall, read, group, resample }: MeasureRun): boolean {
  return Math.abs(wall - read - group - resample) / wall > 0.05
}

function shown(who: string, run: MeasureRun): Record<string, number | string> {
  const rounded = Object.entries(run).map(([name, value]) => [name, Math.round(value)])
  return { who, ...Object.fromEntries(rounded), beyondReading: Math.round(beyondReading(run)) }
}

if (import.meta.main) await benchMeasure()
