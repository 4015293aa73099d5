import { cohenKappaFigure, type KappaWeights } from '../statistics/cohen-kappa.ts'
import { cohenKappaInterval } from '../statistics/cohen-kappa-interval.ts'
import { fleissKappaFigure } from '../statistics/fleiss-kappa.ts'
import { gwetAc1Figure } from '../statistics/gwet-ac1.ts'
import { krippendorffAlphaFigures, type RatingScale } from '../statistics/krippendorff-alpha.ts'
import { percentAgreementFigure } from '../statistics/percent-agreement.ts'
import { sum } from '../statistics/sum.ts'
import type { Patterns, SummedFigure } from '../statistics/summed-figure.ts'
import { estimate, type Figure, patternsOf, type Undefined } from './figure.ts'
import type { Ratings } from './ratings.ts'

export interface AgreementOptions {
  readonly seed: number
  /** Whether the categories stand in an order, which is that of `categories`. */
  readonly scale: RatingScale
}

/** How far raters agree, by every usual figure. Those that heed an order of categories are there on an ordinal scale. */
export interface Agreement extends AgreementOptions {
  readonly items: number
  /** Items with at least two ratings: the others say nothing about agreement. */
  readonly comparedItems: number
  readonly raters: number
  readonly ratings: number
  readonly categories: readonly string[]
  /** Share of the pairs of ratings that agree, chance not taken off. */
  readonly percent: Figure
  readonly fleissKappa: Figure
  /** Only where exactly two people rated. */
  readonly cohenKappa?: {
    readonly plain: Figure
    /** Of the plain one, from its large-sample standard error, as statistics packages print it. */
    readonly largeSample: { readonly low: number; readonly high: number; readonly level: number } | Undefined
    readonly linear?: Figure
    readonly quadratic?: Figure
  }
  readonly krippendorffAlpha: { readonly nominal: Figure; readonly ordinal?: Figure }
  readonly gwetAc1: Figure
}

/**
 * How far raters agree, each figure with an interval over items and a stream of random numbers of its own:
 * equal ratings and an equal seed give equal figures, digit by digit, in any order of the ratings.
 * The time grows with the different ways in which items were rated, hardly with the items.
 */
export function agreementOf(ratings: Ratings, { seed, scale }: AgreementOptions): Agreement {
  const patterns = patternsOf(ratings.items)
  const isOrdinal = scale === 'ordinal'
  const figureOf = (name: string, figure: SummedFigure<readonly number[]>): Figure =>
    missing(patterns) ?? estimate({ figure, patterns, seedParts: [seed, name] }) ?? oneCategory
  return {
    seed,
    scale,
    ...sizesOf(ratings),
    percent: figureOf('percent', percentAgreementFigure),
    fleissKappa: unequal(patterns) ?? figureOf('fleissKappa', fleissKappaFigure),
    ...(ratings.pairs && { cohenKappa: cohenKappas(ratings, { seed, scale }) }),
    krippendorffAlpha: {
      nominal: figureOf('krippendorffAlpha.nominal', krippendorffAlphaFigures.nominal),
      ...(isOrdinal && { ordinal: figureOf('krippendorffAlpha.ordinal', krippendorffAlphaFigures.ordinal) }),
    },
    gwetAc1: figureOf('gwetAc1', gwetAc1Figure),
  }
}

/** A table of more is no table of categories, and takes memory by the square. */
const mostCategories = 50

const oneCategory: Undefined = { undefined: 'every rating is the same category: chance alone explains them' }

function missing({ items }: Patterns<readonly number[]>): Undefined | undefined {
  return items.some((row) => sum(row) > 1) ? undefined : { undefined: 'no item has two ratings' }
}

function unequal({ items }: Patterns<readonly number[]>): Undefined | undefined {
  const isUnequal = new Set(items.map(sum)).size > 1
  return isUnequal ? { undefined: 'items have different numbers of raters' } : undefined
}

function sizesOf({ items, raters, categories }: Ratings) {
  const perItem = items.map(sum)
  const comparedItems = perItem.filter((ratings) => ratings > 1).length
  return { items: items.length, comparedItems, raters, ratings: sum(perItem), categories }
}

function cohenKappas({ pairs = [], categories }: Ratings, { seed, scale }: AgreementOptions) {
  const patterns = patternsOf(pairs)
  const kappa = (name: string, weights: KappaWeights): Figure => {
    if (pairs.length === 0) return { undefined: 'no item was rated by both' }
    if (categories.length > mostCategories) return { undefined: `more than ${mostCategories} different ratings` }
    const figure = cohenKappaFigure(categories.length, weights)
    return estimate({ figure, patterns, seedParts: [seed, `cohenKappa.${name}`] }) ?? oneCategory
  }
  const plain = kappa('plain', 'none')
  const largeSample = largeSampleInterval(pairs, categories.length)
  if (scale === 'nominal') return { plain, largeSample }
  return { plain, largeSample, linear: kappa('linear', 'linear'), quadratic: kappa('quadratic', 'quadratic') }
}

function largeSampleInterval(pairs: readonly (readonly [number, number])[], categories: number) {
  if (pairs.length === 0) return { undefined: 'no item was rated by both' }
  if (categories > mostCategories) return { undefined: `more than ${mostCategories} different ratings` }
  const table = Array.from({ length: categories }, () => Array.from({ length: categories }, () => 0))
  for (const [one, other] of pairs) {
    const row = table[one] ?? []
    row[other] = (row[other] ?? 0) + 1
  }
  const bounds = cohenKappaInterval(table, 0.95)
  return bounds ? { ...bounds, level: 0.95 } : oneCategory
}
