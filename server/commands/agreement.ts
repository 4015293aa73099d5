import { Command } from 'commander'
import { z } from 'zod'
import { type Agreement, agreementOf } from '../audit/agreement.ts'
import type { Figure } from '../audit/figure.ts'
import { readRatings } from '../audit/ratings-file.ts'
import { readOptions, typedSeed } from './read-options.ts'
import { print } from './tools.ts'

const lowToHigh = 'at least two different ratings from the lowest to the highest, separated by commas'
const agreementOptions = z
  .object({
    scale: z.enum(['nominal', 'ordinal'], { error: 'nominal or ordinal' }).default('nominal'),
    order: z
      .string()
      .transform((text) => text.split(',').map((rating) => rating.trim()))
      .refine((order) => order.length > 1 && !order.includes('') && new Set(order).size === order.length, lowToHigh)
      .optional(),
    seed: typedSeed,
  })
  .refine(({ scale, order }) => scale === 'nominal' || order, { path: ['order'], error: lowToHigh })

interface Options {
  readonly scale?: string
  readonly order?: string
  readonly seed?: string
  readonly json?: boolean
}

/** `stanceline agreement FILE`: how far raters agree, as a table for people or JSON for programs. */
export function agreementCommand(): Command {
  return new Command('agreement')
    .description('measure how far raters agree')
    .argument('<file>', 'ratings (CSV): a row for each item, rater and rating, in columns of these names')
    .option('--scale <scale>', 'nominal: ratings merely differ; ordinal: they stand in an order', 'nominal')
    .option('--order <list>', 'the ratings from the lowest to the highest, separated by commas: no,maybe,yes')
    .option('--seed <number>', 'seed of the resampling: the same seed gives the same intervals', '1')
    .option('--json', 'print JSON and nothing else')
    .action(async (file: string, { json, ...options }: Options) => {
      const { scale, order, seed } = readOptions(agreementOptions, options)
      const agreement = agreementOf(await readRatings(file, order), { seed, scale })
      print(json, agreement, agreementTable(agreement))
    })
}

function agreementTable({ items, comparedItems, raters, ratings, seed, ...figures }: Agreement): string {
  const { percent, fleissKappa, cohenKappa, krippendorffAlpha, gwetAc1 } = figures
  return [
    `${items} items, ${comparedItems} of them with two ratings or more, ${raters} raters, ${ratings} ratings, seed ${seed}`,
    '',
    ...figureTable({
      'share of pairs that agree': percent,
      "Fleiss' kappa": fleissKappa,
      "Cohen's kappa": cohenKappa?.plain,
      "Cohen's kappa, linear weights": cohenKappa?.linear,
      "Cohen's kappa, quadratic weights": cohenKappa?.quadratic,
      "Krippendorff's alpha, nominal": krippendorffAlpha.nominal,
      "Krippendorff's alpha, ordinal": krippendorffAlpha.ordinal,
      "Gwet's AC1": gwetAc1,
    }),
  ].join('\n')
}

/** Figures by name with their intervals, as lines to read; those that are not there are left out. */
export function figureTable(figures: Readonly<Record<string, Figure | undefined>>): string[] {
  const rows = Object.entries(figures).flatMap(([name, figure]) => (figure ? [[name, ...figureCells(figure)]] : []))
  const named = [['figure', 'value', '95 % interval over items'], ...rows]
  const width = Math.max(...named.map(([name = '']) => name.length))
  return named.map(([name = '', value = '', interval = '']) =>
    `${name.padEnd(width)}  ${value.padStart(7)}  ${interval}`.trimEnd(),
  )
}

function figureCells(figure: Figure): string[] {
  if ('undefined' in figure) return ['none', figure.undefined]
  const { value, interval } = figure
  if ('undefined' in interval) return [value.toFixed(4), `none: ${interval.undefined}`]
  return [value.toFixed(4), `${interval.low.toFixed(4)} – ${interval.high.toFixed(4)}`]
}
