#!/usr/bin/env node
import { Command, CommanderError } from 'commander'
import manifest from '../package.json' with { type: 'json' }
import { agreementCommand } from './commands/agreement.ts'
import { baselineCommand } from './commands/baseline.ts'
import { compareCommand } from './commands/compare.ts'
import { controversyCommand } from './commands/controversy.ts'
import { exportCommand } from './commands/export.ts'
import { importQuestionsCommand } from './commands/import-questions.ts'
import { importRunCommand } from './commands/import-run.ts'
import { measureCommand } from './commands/measure.ts'
import { paymentsCommand } from './commands/payments.ts'
import { planCommand } from './commands/plan.ts'
import { qualityCommand } from './commands/quality.ts'
import { referenceCommand } from './commands/reference.ts'
import { runCommand } from './commands/run.ts'
import { signInLinkCommand } from './commands/sign-in-link.ts'
import { simulateCommand } from './commands/simulate.ts'
import { studyCommand } from './commands/study.ts'
import type { Tools } from './commands/tools.ts'
import { openMigrated } from './open.ts'
import { readConfig } from './platform/config.ts'
import { isDatabaseThere } from './platform/db/connection.ts'
import { InputProblem } from './platform/input-problem.ts'
import { Refusal } from './platform/refusal.ts'
import { StartProblem } from './platform/start-problem.ts'
import { SimulationProblem } from './simulation/simulation-problem.ts'
import { DesignProblem } from './studies/design-problem.ts'

const config = () => readConfig(process.env)
const tools: Tools = {
  config,
  now: () => new Date(),
  isDbThere: () => isDatabaseThere(config().databaseUrl),
  withDb: async (deed) => {
    const db = await openMigrated(config())
    try {
      return await deed(db)
    } finally {
      await db.destroy()
    }
  },
}

const program = new Command('stanceline')
  .version(manifest.version)
  .description('Measures how consistent people are over value-laden questions. DATABASE_URL names the database.')
  .addCommand(
    new Command('import')
      .description('import files')
      .addCommand(importQuestionsCommand(tools))
      .addCommand(importRunCommand(tools)),
  )
  .addCommand(runCommand(tools))
  .addCommand(studyCommand(tools))
  .addCommand(measureCommand(tools))
  .addCommand(baselineCommand(tools))
  .addCommand(compareCommand(tools))
  .addCommand(qualityCommand(tools))
  .addCommand(planCommand(tools))
  .addCommand(agreementCommand())
  .addCommand(controversyCommand())
  .addCommand(referenceCommand())
  .addCommand(exportCommand(tools))
  .addCommand(paymentsCommand(tools))
  .addCommand(simulateCommand(tools))
  .addCommand(signInLinkCommand(tools))

/** 0: done. 1: a rule said no. 2: the command, its input or the configuration cannot be used. */
function exitCodeFor(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2
  if (error instanceof InputProblem || error instanceof StartProblem) return 2
  return 1
}

function messageFor(error: unknown): string | undefined {
  if (error instanceof CommanderError) return undefined // already printed
  if (error instanceof Refusal) return refusals[error.code] ?? `Refused: ${error.code}`
  const isExpected = [InputProblem, StartProblem, DesignProblem, SimulationProblem].some(
    (kind) => error instanceof kind,
  )
  return isExpected && error instanceof Error ? error.message : String(error instanceof Error ? error.stack : error)
}

const refusals: Partial<Record<Refusal['code'], string>> = {
  'run-unknown': 'There is no run with this identifier. To see which there are: npx stanceline run list',
  'study-unknown': 'There is no study with this identifier. To see which there are: npx stanceline study list',
}

function printJson(error: unknown): void {
  if (error instanceof InputProblem) console.log(JSON.stringify(error, null, 2))
  if (error instanceof Refusal) console.log(JSON.stringify({ error: { code: error.code } }, null, 2))
}

function exitByThrowing(command: Command): void {
  command.exitOverride()
  command.commands.forEach(exitByThrowing)
}

exitByThrowing(program)
program.parseAsync().catch((error) => {
  const message = messageFor(error)
  if (process.argv.includes('--json')) printJson(error)
  if (message) console.error(message)
  process.exitCode = exitCodeFor(error)
})
