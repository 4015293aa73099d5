import { type ConsistencyReport, reportTallies } from '../consistency/report.ts'
import { collect, type FilterName, leftOutOf } from '../consistency/source.ts'
import type { Lap } from '../consistency/stopwatch.ts'
import { heedingFlags } from './flagged.ts'
import { type Collection, collectionOf } from './measure-collection.ts'
import { type MeasureOptions, readMeasureOptions } from './measure-options.ts'
import { withSources } from './sources.ts'
import { type Lookup, noDb } from './tools.ts'

/** What `measure` tells: the report over all sources, and what they say about how they were collected. */
export interface MeasureReport extends ConsistencyReport {
  readonly collection?: Collection
  /** Answers that each filter asked for left out. */
  readonly leftOut?: Partial<Record<FilterName, number>>
}

/**
 * Measures the answers of all sources together; answers of different sources never meet in a group, but those of
 * runs are joined where one respondent answered in several languages or forms.
 * @throws {InputProblem} if an option or a source is refused, or a source holds no answer that can be measured
 */
export async function measureFiles(
  names: readonly string[],
  options: MeasureOptions = {},
  { lap, lookup = noDb }: { lap?: Lap; lookup?: Lookup } = {},
): Promise<MeasureReport> {
  const { report: checked, ...choosing } = await readMeasureOptions(options)
  return await withSources(names, lookup, async (named) => {
    const sources = named.flat()
    const collected = await collect(sources, { ...(await heedingFlags(sources, choosing)), lap })
    const report = reportTallies(collected.tallies, { ...checked, lap })
    const collection = collectionOf(sources)
    return { ...report, ...(collection && { collection }), ...leftOutOf(collected.leftOut) }
  })
}
