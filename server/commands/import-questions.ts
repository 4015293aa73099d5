import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { Command } from 'commander'
import { InputProblem } from '../platform/input-problem.ts'
import { importQuestions } from '../questionnaires/import.ts'
import type { InputFile } from '../questionnaires/json-lines.ts'
import { reportText } from '../questionnaires/report-text.ts'
import { print, type Tools } from './tools.ts'

interface Options {
  readonly questionnaire: string
  readonly json?: boolean
}

/** `questions FILE…`: imports question files and prints the report. Belongs under `import`. */
export function importQuestionsCommand({ withDb, now }: Pick<Tools, 'withDb' | 'now'>): Command {
  return new Command('questions')
    .description('import question files (JSON lines) and report what is in them')
    .argument('<files...>', 'files named like controversial_english_us.jsonl or pvq_english.jsonl')
    .option(
      '--questionnaire <name>',
      'what the questions belong to: small letters, digits, hyphens',
      'valueconsistency',
    )
    .option('--json', 'print the report as JSON')
    .action(async (paths: readonly string[], { questionnaire, json }: Options) => {
      if (!/^[a-z0-9-]+$/.test(questionnaire))
        throw new InputProblem({ file: '--questionnaire', expected: 'small letters, digits and hyphens' })
      const files = await Promise.all(paths.map(inputFile))
      const report = await withDb((db) => importQuestions(db, { questionnaire, files, importedAt: now() }))
      print(json, report, reportText(report))
    })
}

async function inputFile(path: string): Promise<InputFile> {
  try {
    return { name: basename(path), content: await readFile(path) }
  } catch {
    throw new InputProblem({ file: path, expected: 'a file that can be read' })
  }
}
