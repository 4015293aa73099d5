import { Command } from 'commander'
import { measureFiles } from './measure-files.ts'
import { type MeasureOptions, withMeasureOptions } from './measure-options.ts'
import { measureTable } from './measure-table.ts'
import { print } from './tools.ts'

/** `stanceline measure FILE…`: how consistent the answers in files are, as a table for people or JSON for programs. */
export function measureCommand(): Command {
  const command = new Command('measure')
    .description('measure how consistent answers are, over topics and over paraphrases')
    .argument('<files...>', 'runs of the study (JSON), crowd batches (CSV) or answers.csv of this program')
  return withMeasureOptions(command).action(
    async (files: string[], { json, ...options }: MeasureOptions & { json?: boolean }) => {
      const report = await measureFiles(files, options)
      print(json, report, measureTable(report).trimEnd())
    },
  )
}
