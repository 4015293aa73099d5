import { readFile } from 'node:fs/promises'
import { Command } from 'commander'
import { dataFileIn } from '../model-runs/data-file-name.ts'
import { type StoredRun, storeRun } from '../model-runs/stored-run.ts'
import { InputProblem } from '../platform/input-problem.ts'
import { print, type Tools } from './tools.ts'

/** `run FILE…`: stores runs in the study's format. Belongs under `import`. */
export function importRunCommand({ withDb, now }: Pick<Tools, 'withDb' | 'now'>): Command {
  return new Command('run')
    .description('store runs of language models, so that they can be measured and compared by their identifiers')
    .argument('<files...>', 'runs in the format of the study (JSON)')
    .option('--json', 'print JSON and nothing else')
    .action(async (files: readonly string[], { json }: { json?: boolean }) => {
      const texts = await Promise.all(files.map(readRun))
      const runs = await withDb(async (db) => {
        const stored: StoredRun[] = []
        for (const run of texts) stored.push(await storeRun(db, { ...run, importedAt: now() }))
        return stored
      })
      print(json, { runs }, runs.map(runLine).join('\n'))
    })
}

async function readRun(file: string): Promise<{ fileName: string; text: string }> {
  try {
    const text = await readFile(file, 'utf8')
    return { fileName: tellingPart(file), text: text.replace(/^\uFEFF/, '') }
  } catch {
    throw new InputProblem({ file, rule: 'file-unreadable' })
  }
}

/** As much of a path as the study names its data file in, which tells set and language; at least three parts. */
function tellingPart(file: string): string {
  const parts = file.split(/[\\/]/)
  const wanted = JSON.stringify(dataFileIn(file))
  const least = parts.findLastIndex((_, n) => JSON.stringify(dataFileIn(parts.slice(n).join('/'))) === wanted)
  return parts.slice(Math.max(0, Math.min(least, parts.length - 3))).join('/')
}

export function runLine({ id, model, task, judge, answers, fileName }: StoredRun): string {
  const read = judge ? `, read by ${judge}` : ''
  return `${id}   ${model}   ${task}${read}   ${answers} answers   ${fileName}`
}
