import type { Command } from 'commander'
import { z } from 'zod'
import { readNotEquivalent } from '../audit/equivalence-file.ts'
import { readAttributes, readMargins } from '../consistency/margins-file.ts'
import { measureKinds } from '../consistency/measure-kinds.ts'
import type { ReportOptions } from '../consistency/report.ts'
import type { Collecting } from '../consistency/source.ts'
import type { Weighting } from '../consistency/weighting.ts'
import { InputProblem } from '../platform/input-problem.ts'
import { readOptions, typedSeed } from './read-options.ts'

const twoShares = 'one or more shares above 0.5 and at most 1, as in 0.85,0.95'
const typedShares = z
  .string()
  .transform((typed) => typed.split(',').map((share) => (share.trim() === '' ? NaN : Number(share))))
  .refine((shares) => shares.every((share) => share > 0.5 && share <= 1), { error: twoShares })

const measureOptions = z.object({
  kind: z.enum(measureKinds, { error: `one of ${measureKinds.join(', ')}` }).optional(),
  seed: typedSeed,
  asPublished: z.boolean().default(false),
  judge: z.string().min(1, { error: 'the name of a judge' }).optional(),
  yesSupports: z.boolean().default(false),
  settled: z.boolean().default(false),
  equivalent: z.array(z.string()).default([]),
  byRespondent: z.boolean().default(false),
  keeps: typedShares.optional(),
  margins: z.string().optional(),
  people: z.string().optional(),
  withoutFlagged: z.boolean().default(false),
})

/** `seed` may be the text of a number, as the command line gives it. */
export interface MeasureOptions {
  readonly kind?: string | undefined
  readonly seed?: number | string | undefined
  readonly asPublished?: boolean | undefined
  readonly judge?: string | undefined
  readonly yesSupports?: boolean | undefined
  readonly settled?: boolean | undefined
  readonly equivalent?: readonly string[] | undefined
  readonly byRespondent?: boolean | undefined
  readonly keeps?: string | undefined
  readonly margins?: string | undefined
  readonly people?: string | undefined
  readonly withoutFlagged?: boolean | undefined
}

/** Gives a command the options that measuring takes. */
export function withMeasureOptions(command: Command): Command {
  return command
    .option('--kind <kind>', 'only this measure: topic or paraphrase')
    .option('--seed <number>', 'seed of the resampling: the same seed gives the same intervals', '1')
    .option('--as-published', 'treat the answers as the study did')
    .option('--judge <name>', 'listen to this judge of open answers only; without it, judges are pooled')
    .option('--yes-supports', 'only questions answered by yes or no where yes supports')
    .option(
      '--settled',
      'without questions whose wordings a respondent answered too differently (entropy over 0.72 bits)',
    )
    .option(
      '--equivalent <file>',
      'without questions whose wordings nobody found equivalent in these ratings (CSV); may be given several times',
      (file: string, before: readonly string[] = []) => [...before, file],
    )
    .option(
      '--keeps <shares>',
      'noise floor without a retest: how often people answer by their usual stance',
      '0.85,0.95',
    )
    .option('--without-flagged', 'without people whose way of answering raised a flag: see the command quality')
    .option('--json', 'print JSON and nothing else')
}

/** And the one that a report by itself takes beside them. */
export function withReportOptions(command: Command): Command {
  return withMeasureOptions(command)
    .option('--by-respondent', 'tell the figures of each respondent, too (JSON)')
    .option(
      '--margins <file>',
      'weight people to these shares, beside: CSV with variable, value, share; needs --people',
    )
    .option('--people <file>', 'what is known of people: CSV with participant_id and a column for each variable')
}

/** @throws {InputProblem} naming the option or file that is refused */
export async function readMeasureOptions(
  options: MeasureOptions,
): Promise<{ report: ReportOptions; collecting: Collecting; isWithoutFlagged: boolean }> {
  const read = readOptions(measureOptions, options)
  const { seed, kind, asPublished, judge, yesSupports, settled, equivalent, byRespondent, keeps } = read
  const weighting = await readWeighting(read)
  const filters = {
    isYesSupportsOnly: yesSupports,
    isSettledOnly: settled,
    ...(equivalent.length > 0 && { notEquivalent: await readNotEquivalent(equivalent) }),
  }
  return {
    report: {
      seed,
      kind,
      judge,
      treatment: asPublished ? 'as-published' : 'default',
      keeps,
      weighting,
      tellsRespondents: byRespondent,
    },
    collecting: { filters, isByRespondent: byRespondent || weighting !== undefined },
    isWithoutFlagged: read.withoutFlagged,
  }
}

async function readWeighting({ margins, people }: z.infer<typeof measureOptions>): Promise<Weighting | undefined> {
  if (margins === undefined && people === undefined) return undefined
  if (people === undefined) throw new InputProblem({ file: '--margins', expected: '--people beside it' })
  if (margins === undefined) throw new InputProblem({ file: '--people', expected: '--margins beside it' })
  const shares = await readMargins(margins)
  const attributes = await readAttributes(people, [...shares.keys()])
  return { margins: shares, attributes, files: { margins, people } }
}
