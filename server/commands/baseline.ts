import { Command } from 'commander'
import { computeBaseline } from '../consistency/baseline.ts'
import { findStudy } from '../studies/study.ts'
import { readMeasureOptions } from './measure-options.ts'
import { measureTable } from './measure-table.ts'
import { print, type Tools } from './tools.ts'

/** `stanceline baseline STUDY`: what `measure` tells of files, of a study in the database. */
export function baselineCommand({ withDb }: Tools): Command {
  return new Command('baseline')
    .description('measure how consistent the people of a study are')
    .argument('<study>', 'identifier of the study')
    .option('--kind <kind>', 'only this measure: topic or paraphrase')
    .option('--seed <number>', 'seed of the resampling: the same seed gives the same intervals', '1')
    .option('--as-published', 'treat the answers as the study did')
    .option('--json', 'print JSON and nothing else')
    .action(async (id: string, { json, ...options }: { json?: boolean; kind?: string; seed?: string }) => {
      const { seed, kind, treatment } = readMeasureOptions(options)
      const baseline = await withDb(async (db) =>
        computeBaseline(db, await findStudy(db, id), { seed, kind, treatment }),
      )
      print(json, baseline, measureTable(baseline).trimEnd())
    })
}
