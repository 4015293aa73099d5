import { Command } from 'commander'
import { measureFiles } from './measure-files.ts'
import { type MeasureOptions, withReportOptions } from './measure-options.ts'
import { measureTable } from './measure-table.ts'
import { type Lookup, noDb, print } from './tools.ts'

/** `stanceline measure SOURCE…`: how consistent answers are, as a table for people or JSON for programs. */
export function measureCommand(lookup: Lookup = noDb): Command {
  const command = new Command('measure')
    .description('measure how consistent answers are: over topics, paraphrases, languages and forms of answering')
    .argument(
      '<sources...>',
      'runs of the study (JSON), crowd batches (CSV), answers.csv or the folder that holds it, ' +
        'identifiers of studies or stored runs, published:human',
    )
  return withReportOptions(command).action(
    async (names: string[], { json, ...options }: MeasureOptions & { json?: boolean }) => {
      const report = await measureFiles(names, options, { lookup })
      print(json, report, measureTable(report).trimEnd())
    },
  )
}
