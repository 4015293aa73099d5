import { Command } from 'commander'
import { computeBaseline } from '../consistency/baseline.ts'
import { studySource } from '../consistency/study-source.ts'
import { findStudy } from '../studies/study.ts'
import { heedingFlags } from './flagged.ts'
import { type MeasureOptions, readMeasureOptions, withReportOptions } from './measure-options.ts'
import { measureTable } from './measure-table.ts'
import { print, type Tools } from './tools.ts'

/** `stanceline baseline STUDY`: what `measure` tells of files, of a study in the database. */
export function baselineCommand({ withDb }: Tools): Command {
  const command = new Command('baseline')
    .description('measure how consistent the people of a study are')
    .argument('<study>', 'identifier of the study')
  return withReportOptions(command).action(
    async (id: string, { json, ...options }: MeasureOptions & { json?: boolean }) => {
      const { report, ...choosing } = await readMeasureOptions(options)
      const baseline = await withDb(async (db) => {
        const source = await studySource(db, await findStudy(db, id))
        const collecting = await heedingFlags([source], choosing)
        return await computeBaseline(source, { ...report, ...collecting })
      })
      print(json, baseline, measureTable(baseline).trimEnd())
    },
  )
}
