import type { Command } from 'commander'
import { z } from 'zod'
import { measureKinds } from '../consistency/grouping.ts'
import type { ReportOptions } from '../consistency/report.ts'
import { readOptions } from './read-options.ts'

const wholeSeed = 'a whole number from 0 to 9007199254740991'
const measureOptions = z.object({
  kind: z.enum(measureKinds, { error: `one of ${measureKinds.join(', ')}` }).optional(),
  seed: z.coerce.number({ error: wholeSeed }).int(wholeSeed).nonnegative(wholeSeed).default(1),
  asPublished: z.boolean().default(false),
})

/** `seed` may be the text of a number, as the command line gives it. */
export interface MeasureOptions {
  readonly kind?: string | undefined
  readonly seed?: number | string | undefined
  readonly asPublished?: boolean | undefined
}

/** Gives a command the options that measuring takes. */
export function withMeasureOptions(command: Command): Command {
  return command
    .option('--kind <kind>', 'only this measure: topic or paraphrase')
    .option('--seed <number>', 'seed of the resampling: the same seed gives the same intervals', '1')
    .option('--as-published', 'treat the answers as the study did')
    .option('--json', 'print JSON and nothing else')
}

/** @throws {InputProblem} naming the option that is refused */
export function readMeasureOptions(options: MeasureOptions): ReportOptions {
  const { seed, kind, asPublished } = readOptions(measureOptions, options)
  return { seed, kind, treatment: asPublished ? 'as-published' : 'default' }
}
