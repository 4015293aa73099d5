import { resolve } from 'node:path'
import { AnswerTally, MixedStances } from '../consistency/answer-tally.ts'
import { type ConsistencyReport, reportTallies } from '../consistency/report.ts'
import type { Lap } from '../consistency/stopwatch.ts'
import { InputProblem } from '../platform/input-problem.ts'
import { type Collection, collectionOf } from './measure-collection.ts'
import { type MeasureOptions, readMeasureOptions } from './measure-options.ts'
import { openSource, type Source } from './measure-sources.ts'

/** What `measure` tells: the report over all files, and what their sources say about how they were collected. */
export interface MeasureReport extends ConsistencyReport {
  readonly collection?: Collection
}

/**
 * Measures the answers of all files together; answers of different files never meet in a group.
 * @throws {InputProblem} if an option or a file is refused, or a file holds no answer that can be measured
 */
export async function measureFiles(
  files: readonly string[],
  options: MeasureOptions = {},
  lap?: Lap,
): Promise<MeasureReport> {
  const checked = readMeasureOptions(options)
  refuseTwice(files)
  const sources: Source[] = []
  const tallies: AnswerTally[] = []
  for (const file of files) {
    const source = await openSource(file)
    sources.push(source)
    tallies.push(await tallyOf(source, file, lap))
  }
  const report = reportTallies(tallies, { ...checked, lap })
  const collection = collectionOf(sources)
  return { ...report, ...(collection && { collection }) }
}

/** A file given twice would count everybody in it twice. */
function refuseTwice(files: readonly string[]): void {
  const paths = files.map((file) => resolve(file))
  const twice = files.find((_, n) => paths.indexOf(paths[n] ?? '') < n)
  if (twice !== undefined) throw new InputProblem({ file: twice, expected: 'each file once' })
}

async function tallyOf({ records }: Source, file: string, lap?: Lap): Promise<AnswerTally> {
  const tally = new AnswerTally()
  try {
    for await (const record of records) {
      lap?.('read')
      tally.add(record)
      lap?.('group')
    }
  } catch (error) {
    if (!(error instanceof MixedStances)) throw error
    const expected = `all or none of a respondent's answers on ${error.topic} to offer the choice to abstain`
    throw new InputProblem({ file, field: 'stance', expected })
  }
  lap?.('read')
  if (tally.answers === 0) throw new InputProblem({ file, expected: 'at least one respondent whose answers count' })
  return tally
}
