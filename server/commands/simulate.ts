import { Command } from 'commander'
import { z } from 'zod'
import { createApp } from '../app.ts'
import { gatherDeps } from '../open.ts'
import type { Db } from '../platform/db/connection.ts'
import { serve } from '../platform/http/serve.ts'
import type { Meanings } from '../simulation/person.ts'
import { simulate } from '../simulation/simulate.ts'
import { findStudy, type Study } from '../studies/study.ts'
import { listStudyWordings } from '../studies/unit.ts'
import { readOptions } from './read-options.ts'
import { print, type Tools } from './tools.ts'

const simulateOptions = z.object({
  participants: z.coerce.number('a whole number from 1').int().min(1).max(100_000),
  consistency: z.coerce.number('a number from 0 to 1').min(0).max(1).default(0.8),
  seed: z.coerce.number('a whole number from 0').int().min(0).default(1),
  url: z.url({ protocol: /^https?$/, error: 'an address such as http://localhost:3000' }).optional(),
  json: z.boolean().default(false),
})

/** `stanceline simulate STUDY`: invented people who walk the real pages; they are marked as such. */
export function simulateCommand({ withDb, config }: Tools): Command {
  return new Command('simulate')
    .description('let invented people take part over HTTP; they are marked and never mixed with real ones')
    .argument('<study>', 'identifier of the study')
    .requiredOption('--participants <number>', 'how many')
    .option('--consistency <x>', 'how often a person keeps to their side of a topic: 1 always, 0.5 by chance (0.8)')
    .option('--seed <number>', 'the same seed invents the same people (1)')
    .option('--url <address>', 'where the server runs; without it, the pages are served for the simulation only')
    .option('--json', 'print JSON and nothing else')
    .action(async (id: string, options: object) => {
      const { participants, consistency, seed, url, json } = readOptions(simulateOptions, options)
      const answers = await withDb(async (db) => {
        const study = await findStudy(db, id)
        const listening = url === undefined ? await serveHere(db) : undefined
        const addresses = study.languages.map((language) => `/take/${study.id}/${language}?simulated=yes`)
        const meanings = await meaningsOf(db, study)
        const origin = url ?? listening?.url ?? ''
        return await simulate({ origin, addresses, participants, consistency, seed, meanings }).finally(() =>
          listening?.close(),
        )
      })
      print(
        json,
        { study: id, participants, answers, seed },
        `${participants} simulated people gave ${answers} answers.`,
      )
    })

  async function serveHere(db: Db) {
    const deps = await gatherDeps(config(), db)
    return serve({ port: 0, isPublic: false }, (baseUrl) => createApp({ ...deps, isPublic: false, baseUrl }))
  }
}

/** What the options of every question of a study mean, by the words people read. */
async function meaningsOf(db: Db, study: Study): Promise<Meanings> {
  const wordings = await listStudyWordings(db, study)
  return new Map(
    wordings.map(({ text, topic, options }) => [
      text,
      { topic, stanceOf: new Map(options.map((option) => [option.text, option.stance])) },
    ]),
  )
}
