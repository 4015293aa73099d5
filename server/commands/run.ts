import { Command } from 'commander'
import { listRuns, removeRun } from '../model-runs/stored-run.ts'
import { runLine } from './import-run.ts'
import { print, type Tools } from './tools.ts'

/** `stanceline run list|remove`. */
export function runCommand(tools: Tools): Command {
  return new Command('run')
    .description('list or remove stored runs of language models')
    .addCommand(listCommand(tools))
    .addCommand(removeCommand(tools))
}

function listCommand({ withDb }: Tools): Command {
  return new Command('list')
    .description('list the stored runs by model')
    .option('--json', 'print JSON and nothing else')
    .action(async ({ json }: { json?: boolean }) => {
      const runs = await withDb(listRuns)
      print(json, { runs }, runs.map(runLine).join('\n') || 'There is no run yet. To store one: stanceline import run')
    })
}

function removeCommand({ withDb }: Tools): Command {
  return new Command('remove')
    .description('remove a stored run; its file can be imported again')
    .argument('<run>', 'identifier of the run')
    .option('--json', 'print JSON and nothing else')
    .action(async (id: string, { json }: { json?: boolean }) => {
      await withDb((db) => removeRun(db, id))
      print(json, { run: id, removed: true }, `The run ${id} is removed.`)
    })
}
