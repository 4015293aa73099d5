import { Command } from 'commander'
import { measureFiles } from './measure-files.ts'
import { measureTable } from './measure-table.ts'

/** `stanceline measure FILE…`: how consistent the answers in files are, as a table for people or JSON for programs. */
export function measureCommand(): Command {
  return new Command('measure')
    .description('Measure how consistent answers are, over topics and over paraphrases.')
    .argument('<files...>', 'runs of the study (JSON), crowd batches (CSV) or answers.csv of this program')
    .option('--kind <kind>', 'only this measure: topic or paraphrase')
    .option('--seed <number>', 'seed of the resampling: the same seed gives the same intervals', '1')
    .option('--as-published', 'treat the answers as the study did')
    .option('--json', 'print JSON and nothing else')
    .action(async (files: string[], { json, ...options }: { json?: true; kind?: string; seed: string }) => {
      const report = await measureFiles(files, options)
      process.stdout.write(json ? `${JSON.stringify(report, null, 2)}\n` : measureTable(report))
    })
}
