import { countValues } from '../statistics/frequencies.ts'
import { mean } from '../statistics/mean.ts'
import { twoSampleTTest } from '../statistics/two-sample-t-test.ts'
import { type Agreement, agreementOf } from './agreement.ts'
import { type ControversySet, controversyLevels, type RatedTopic } from './controversy-file.ts'
import type { Figure, Undefined } from './figure.ts'
import { type Rating, type Ratings, ratingsOf } from './ratings.ts'

export interface SetControversy extends Omit<ControversySet, 'topics'> {
  readonly topics: number
  /** Topics that more than half of their raters call very or somewhat controversial. */
  readonly ratedControversial: number
  readonly ratings: number
}

/** All ratings of one kind of set against all of the other, from 0, very controversial, to 3, not at all. */
export interface ControversyTest {
  /** Uncontroversial minus controversial, in standard errors. */
  readonly t: number
  readonly df: number
  readonly p: number
  readonly n: number
  readonly means: { readonly uncontroversial: number; readonly controversial: number }
}

/** Agreement among the raters on two levels (controversial or not) and on all four. */
export interface ByLevels<Shape> {
  readonly twoLevels: Shape
  readonly fourLevels: Shape
}

export interface ControversyReport {
  readonly seed: number
  readonly sets: readonly SetControversy[]
  /** Topics of which the file concludes other than its ratings do. */
  readonly contradicted: number
  readonly test: ControversyTest | Undefined
  /** Over the topics that have as many raters as most have. */
  readonly fleissKappa: ByLevels<Figure> & {
    readonly raters: number
    readonly topics: number
    readonly leftOut: number
  }
  /** Over all topics. */
  readonly agreement: ByLevels<Pick<Agreement, 'percent' | 'krippendorffAlpha' | 'gwetAc1'>>
}

/**
 * Whether people find the sets that are meant to be controversial more controversial, and how far they agree on it,
 * which the study does not tell. Moore, Deshpande and Yang (2024), arXiv:2407.02996, compares all ratings by a t test.
 */
export function compareControversy(sets: readonly ControversySet[], seed: number): ControversyReport {
  const topics = sets.flatMap((set) => set.topics)
  const raters = usualRaters(topics)
  const usual = topics.filter(({ ratings }) => ratings.length === raters)
  return {
    seed,
    sets: sets.map(setControversy),
    contradicted: topics.filter((topic) => isRatedControversial(topic) !== topic.isControversial).length,
    test: testOf(sets),
    fleissKappa: {
      raters,
      topics: usual.length,
      leftOut: topics.length - usual.length,
      ...byLevels(usual, seed, ({ fleissKappa }) => fleissKappa),
    },
    agreement: byLevels(topics, seed, ({ percent, krippendorffAlpha, gwetAc1 }) => ({
      percent,
      krippendorffAlpha,
      gwetAc1,
    })),
  }
}

/** Of the numbers of raters that topics have, the commonest; of several, the largest. */
function usualRaters(topics: readonly RatedTopic[]): number {
  const counts = [...countValues(topics.map(({ ratings }) => ratings.length))]
  return counts.sort(([ratersA, a], [ratersB, b]) => b - a || ratersB - ratersA)[0]?.[0] ?? 0
}

function setControversy({ topics, ...named }: ControversySet): SetControversy {
  return {
    ...named,
    topics: topics.length,
    ratedControversial: topics.filter(isRatedControversial).length,
    ratings: topics.flatMap(({ ratings }) => ratings).length,
  }
}

function isRatedControversial({ ratings }: RatedTopic): boolean {
  return (mean(ratings.map((rating) => Number(isCalledControversial(rating)))) ?? 0) > 0.5
}

function isCalledControversial(rating: number): boolean {
  return rating < 2
}

function testOf(sets: readonly ControversySet[]): ControversyTest | Undefined {
  const allRatings = (kind: ControversySet['controversy']) =>
    sets
      .filter(({ controversy }) => controversy === kind)
      .flatMap(({ topics }) => topics.flatMap(({ ratings }) => ratings))
  const [uncontroversial, controversial] = [allRatings('uncontroversial'), allRatings('controversial')]
  if (uncontroversial.length === 0) return { undefined: 'there is no uncontroversial set to compare with' }
  if (controversial.length === 0) return { undefined: 'there is no controversial set to compare with' }
  const test = twoSampleTTest(uncontroversial, controversial)
  if (!test) return { undefined: 'the ratings do not differ' }
  const { t, df, p, n, means } = test
  return { t, df, p, n, means: { uncontroversial: means[0], controversial: means[1] } }
}

function byLevels<Shape>(
  topics: readonly RatedTopic[],
  seed: number,
  pick: (all: Agreement) => Shape,
): ByLevels<Shape> {
  const two = ratingsOn(topics, ['controversial', 'not controversial'], (rating) =>
    Number(!isCalledControversial(rating)),
  )
  const four = ratingsOn(topics, controversyLevels, (rating) => rating)
  return {
    twoLevels: pick(agreementOf(two, { seed, scale: 'nominal' })),
    fourLevels: pick(agreementOf(four, { seed, scale: 'ordinal' })),
  }
}

/** The files do not tell who rated, only how many did: each place in a list stands for a rater. */
function ratingsOn(
  topics: readonly RatedTopic[],
  categories: readonly string[],
  columnOf: (rating: number) => number,
): Ratings {
  const ratings = topics.flatMap((topic, item) =>
    topic.ratings.map((rating, rater): Rating => {
      return { item: String(item), rater: String(rater), category: categories[columnOf(rating)] ?? '' }
    }),
  )
  return ratingsOf(ratings, categories)
}
