import { Command } from 'commander'
import { exportedFiles, exportStudy } from '../exports/export-study.ts'
import { findStudy } from '../studies/study.ts'
import { print, type Tools } from './tools.ts'

/** `stanceline export STUDY --out DIR`. */
export function exportCommand({ withDb }: Tools): Command {
  return new Command('export')
    .description(`write ${exportedFiles.join(', ')} of a study into a new folder`)
    .argument('<study>', 'identifier of the study')
    .requiredOption('--out <folder>', 'folder to make')
    .option('--json', 'print JSON and nothing else')
    .action(async (id: string, { out, json }: { out: string; json?: boolean }) => {
      await withDb(async (db) => exportStudy(db, await findStudy(db, id), out))
      print(json, { study: id, folder: out, files: exportedFiles }, `Written to ${out}: ${exportedFiles.join(', ')}`)
    })
}
