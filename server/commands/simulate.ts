import { Command } from 'commander'
import { z } from 'zod'
import { createApp } from '../app.ts'
import { gatherDeps } from '../open.ts'
import type { Db } from '../platform/db/connection.ts'
import { serve } from '../platform/http/serve.ts'
import type { Meanings } from '../simulation/person.ts'
import { simulate } from '../simulation/simulate.ts'
import { quantile } from '../statistics/quantile.ts'
import { findStudy, type Study } from '../studies/study.ts'
import { listStudyWordings } from '../studies/unit.ts'
import { readOptions } from './read-options.ts'
import { print, type Tools } from './tools.ts'

const simulateOptions = z.object({
  participants: z.coerce.number('a whole number from 1').int().min(1).max(100_000),
  consistency: z.coerce.number('a number from 0 to 1').min(0).max(1).default(0.8),
  seed: z.coerce.number('a whole number from 0').int().min(0).default(1),
  atOnce: z.coerce.number('a whole number from 1').int().min(1).max(10_000).default(8),
  think: z.coerce.number('seconds from 0 to 600').min(0).max(600).default(0),
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
    .option('--at-once <number>', 'how many are there at the same time (8)')
    .option('--think <seconds>', 'how long everybody looks at each page (0)')
    .option('--url <address>', 'where the server runs; without it, the pages are served for the simulation only')
    .option('--json', 'print JSON and nothing else')
    .action(async (id: string, options: object) => {
      const { participants, url, json, think: thinkSeconds, ...wishes } = readOptions(simulateOptions, options)
      const { answers, milliseconds } = await withDb(async (db) => {
        const study = await findStudy(db, id)
        const listening = url === undefined ? await serveHere(db) : undefined
        const addresses = study.languages.map((language) => `/take/${study.id}/${language}?simulated=yes`)
        const meanings = await meaningsOf(db, study)
        const origin = url ?? listening?.url ?? ''
        return await simulate({ origin, addresses, participants, meanings, thinkSeconds, ...wishes }).finally(() =>
          listening?.close(),
        )
      })
      print(
        json,
        {
          study: id,
          participants,
          answers,
          seed: wishes.seed,
          requests: milliseconds.length,
          ...spreadOf(milliseconds),
        },
        `${participants} simulated people gave ${answers} answers. ${told(milliseconds)}`,
      )
    })

  async function serveHere(db: Db) {
    const deps = await gatherDeps(config(), db)
    return serve({ port: 0, isPublic: false, log: deps.log }, (baseUrl) =>
      createApp({ ...deps, isPublic: false, baseUrl }),
    )
  }
}

/** How long a request took in the middle, and for 99 of 100. */
function spreadOf(milliseconds: readonly number[]) {
  return { medianMilliseconds: quantile(milliseconds, 0.5), p99Milliseconds: quantile(milliseconds, 0.99) }
}

function told(milliseconds: readonly number[]): string {
  const { medianMilliseconds, p99Milliseconds } = spreadOf(milliseconds)
  return `Of ${milliseconds.length} requests half took at most ${medianMilliseconds.toFixed(1)} ms, 99 of 100 at most ${p99Milliseconds.toFixed(1)} ms.`
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
