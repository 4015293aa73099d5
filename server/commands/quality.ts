import { Command } from 'commander'
import { z } from 'zod'
import { collect } from '../consistency/source.ts'
import { InputProblem } from '../platform/input-problem.ts'
import { flagRespondents, type QualityReport, usualDependability } from '../quality/report.ts'
import { qualityTable } from './quality-table.ts'
import { readOptions } from './read-options.ts'
import { withSources } from './sources.ts'
import { type Lookup, noDb, print } from './tools.ts'

const aboveHalf = 'a share above 0.5 and at most 1'
const qualityOptions = z.object({
  dependability: z.coerce.number({ error: aboveHalf }).gt(0.5, aboveHalf).lte(1, aboveHalf).default(usualDependability),
})

/** `dependability` may be the text of a number, as the command line gives it. */
export interface QualityOptions {
  readonly dependability?: number | string | undefined
}

/** `stanceline quality SOURCE…`: whose way of answering is suspicious, as a table for people or JSON for programs. */
export function qualityCommand(lookup: Lookup): Command {
  return new Command('quality')
    .description('flag people whose way of answering is suspicious, by rule and with its rate of false alarms')
    .argument(
      '<sources...>',
      'answers.csv or the folder that holds it, crowd batches (CSV), runs of people (JSON), identifiers of studies or stored runs',
    )
    .option(
      '--dependability <share>',
      'chance that an honest person, who holds a side on a topic, keeps to it in an answer',
      String(usualDependability),
    )
    .option('--json', 'print JSON and nothing else')
    .action(async (names: string[], { json, ...options }: QualityOptions & { json?: boolean }) => {
      const report = await flagNamed(names, options, lookup)
      print(json, report, qualityTable(report))
    })
}

/**
 * Flags people in all sources together.
 * @throws {InputProblem} if an option or a source is refused, as by `measure`, or no people answered
 */
export async function flagNamed(
  names: readonly string[],
  options: QualityOptions = {},
  lookup: Lookup = noDb,
): Promise<QualityReport> {
  const read = readOptions(qualityOptions, options)
  return await withSources(names, lookup, async (named) => {
    const sources = named.flat()
    const people = sources.filter(({ kind }) => kind === 'people')
    if (people.length === 0) throw new InputProblem({ file: names.join(', '), expected: 'answers of people' })
    await collect(people) // refuses what cannot be measured
    return await flagRespondents(people, read)
  })
}
