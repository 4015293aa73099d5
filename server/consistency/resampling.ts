import { normalQuantile } from '../statistics/normal.ts'
import { percentileInterval } from '../statistics/percentile-interval.ts'
import { derivedSeed, type SeededRandom, seededRandom } from '../statistics/seeded-random.ts'
import { type Stratum, sizeOf, stratifiedDraws, stratifiedErrors } from '../statistics/stratified-draws.ts'
import { sum } from '../statistics/sum.ts'
import type { Cluster } from './clusters.ts'
import { type Interval, level, resamples, type SeedParts, type Undefined } from './estimate.ts'
import { increase, obtain } from './obtain.ts'
import { type MeanFigure, type Row, reduced } from './reduced.ts'
import { type Means, meansIn, type NamedStratum, respondentStrata, topicStratum } from './strata.ts'

/** Fewer people than this leave no interval: with three, each bound would be the most extreme of them. */
export const fewestRespondents = 5
export const fewestTopics = 5

/** More respondents than this get the limit of many resamples, in closed form. */
const mostDrawn = 500
/** Deviations that are nothing but rounding: sums are kept to 8 digits. */
export const rounding = 1e-8

/** Fewer respondents, or topics, than an interval takes. */
export interface TooFew extends Undefined {
  readonly found: number
  readonly fewest: number
}

/** How far a figure comes out from its value when respondents are drawn anew: each time, or only how far typically,
 *  where the sample is large. */
export interface Deviations {
  readonly error: number
  readonly draws?: Float64Array
}

export interface ResamplingOptions {
  /** The seed of the report, and what the figures are about. */
  readonly seedParts: SeedParts
  /** Whether the first figure is wanted for each topic, too; it goes by the key of the topic then. */
  readonly isByTopic?: boolean
}

/**
 * Means over respondents, and how sure they are: all figures of one object come from the same draws. Respondents are
 * drawn anew within their unit, which is the set of topics they answered; whoever was alone with theirs is drawn
 * together with others who were. Deviations are widened by √(n/(n−1)). Each mean is a ratio of sums, whose deviations
 * are taken as straight in what each respondent adds.
 */
export class Resampling<Part extends { readonly topic: string }> {
  readonly #figures: readonly MeanFigure<Part>[]
  readonly #options: ResamplingOptions
  readonly #rows: readonly Row[]
  readonly #means: Means
  readonly #drawn = new Map<string, readonly Deviations[]>()
  #drawnTopics: readonly Deviations[] | undefined

  constructor(clusters: readonly Cluster<Part>[], figures: readonly MeanFigure<Part>[], options: ResamplingOptions) {
    this.#figures = figures
    this.#options = options
    this.#rows = reduced(clusters, figures)
    this.#means = meansIn(this.#rows, figures.length, options.isByTopic ?? false)
  }

  /** Respondents by what they add, as rows that are alike. */
  get rows(): readonly Row[] {
    return this.#rows
  }

  /** How many respondents add to a figure. */
  respondents(name: string): number {
    return this.#means.respondents[this.#placeOf(name)] ?? 0
  }

  value(name: string): number {
    return this.#means.values[this.#placeOf(name)] ?? 0
  }

  /** Respondents drawn anew within their units. */
  interval(name: string): Interval | Undefined {
    const n = this.respondents(name)
    if (n < fewestRespondents) return tooFew(n, 'respondents')
    return this.#bounds(name, { deviations: this.deviations(name), unit: 'respondent' })
  }

  /** Topics drawn anew, each with its respondents; where respondents answered several topics, they are drawn, too. */
  intervalOverTopics(name: string): Interval | Undefined {
    const { topics } = this.#means
    if (topics.length < fewestTopics) return tooFew(topics.length, 'topics')
    const deviations = this.#topicDeviations()[this.#placeOf(name)] ?? none
    return this.#bounds(name, { deviations, unit: this.#isCrossed ? 'topic and respondent' : 'topic' })
  }

  /** How far a figure comes out from its value when respondents are drawn anew. Figures that are set beside each other
   *  need streams of their own: drawn alike, they would err alike. */
  deviations(name: string, stream = 'respondent'): Deviations {
    const drawn = obtain(this.#drawn, stream, () => this.#drawAll(respondentStrata(this.#rows, this.#means), stream))
    return drawn[this.#placeOf(name)] ?? none
  }

  /** What each topic adds to a figure beyond its mean, as a share of the whole. */
  topicResiduals(name: string): ReadonlyMap<string, number> {
    const place = this.#placeOf(name)
    const { members } = topicStratum(this.#rows, this.#means)
    return new Map(this.#means.topics.map((topic, n) => [topic, members[n]?.[place] ?? 0]))
  }

  get #isCrossed(): boolean {
    return this.respondents(this.#figures[0]?.name ?? '') >= fewestRespondents && this.#means.isCrossed
  }

  #topicDeviations(): readonly Deviations[] {
    this.#drawnTopics ??= this.#drawAll([topicStratum(this.#rows, this.#means)], 'topic').map((over, place) =>
      this.#isCrossed ? added(over, this.deviations(this.#figures[place]?.name ?? '')) : over,
    )
    return this.#drawnTopics
  }

  #drawAll(strata: readonly NamedStratum[], stream: string): Deviations[] {
    const figures = this.#means.values.length
    const errors = [...stratifiedErrors(strata, figures)]
    if (sum(strata.map(sizeOf)) > mostDrawn) return errors.map((error) => ({ error }))
    const draws = errors.map(() => new Float64Array(resamples))
    const times = new Map<string, number>() // a name comes several times where there are several languages
    for (const { name, ...stratum } of strata) {
      increase(times, name)
      const seedParts = [...this.#options.seedParts, stream, name, times.get(name) ?? 0]
      addDraws(draws, stratum, seededRandom(derivedSeed(seedParts)))
    }
    return errors.map((error, place) => ({ error, draws: draws[place] ?? new Float64Array() }))
  }

  #bounds(name: string, { deviations, unit }: { deviations: Deviations; unit: string }): Interval | Undefined {
    if (deviations.error <= rounding) return { undefined: `every ${unit} is alike: drawing anew shows no spread` }
    const [seed] = this.#options.seedParts
    return intervalAround(this.value(name), deviations, { unit, seed: Number(seed), least: 0 })
  }

  #placeOf(name: string): number {
    const place = this.#figures.findIndex((figure) => figure.name === name)
    const topic = this.#means.topics.indexOf(name)
    return place >= 0 || topic < 0 ? place : this.#figures.length + topic
  }
}

/** Adds the draws of one stratum to the figures that it has a part in. */
function addDraws(draws: readonly Float64Array[], { places, ...members }: Stratum, random: SeededRandom): void {
  const own = { ...members, places: [...places.keys()] }
  const deviations = stratifiedDraws([own], { figures: places.length, resamples, random })
  places.forEach((place, at) => {
    const figure = draws[place]
    deviations[at]?.forEach((deviation, n) => {
      if (figure) figure[n] = (figure[n] ?? 0) + deviation
    })
  })
}

const none: Deviations = { error: 0 }

export function tooFew(found: number, what: 'respondents' | 'topics'): TooFew {
  const fewest = what === 'topics' ? fewestTopics : fewestRespondents
  return { undefined: `too few answers: ${found} ${what}, and an interval takes at least ${fewest}`, found, fewest }
}

/** Two independent deviations together. */
export function added(one: Deviations, other: Deviations): Deviations {
  if (one.error === 0) return other
  if (other.error === 0) return one
  const error = Math.hypot(one.error, other.error)
  if (!one.draws || !other.draws) return { error }
  const { draws } = other
  return { error, draws: one.draws.map((deviation, n) => deviation + (draws[n] ?? 0)) }
}

export interface IntervalAbout {
  readonly unit: string
  readonly seed: number
  /** Where bounds end, whatever the draws. */
  readonly least?: number
  readonly share?: number
}

/** The interval that deviations make around a value: by percentiles of the draws, or normal where nothing was drawn. */
export function intervalAround(value: number, { error, draws }: Deviations, about: IntervalAbout): Interval {
  const { unit, seed, least = -Infinity, share = level } = about
  const half = normalQuantile((1 + share) / 2) * error
  const bounds = draws
    ? percentileInterval(
        draws.map((deviation) => value + deviation),
        share,
      )
    : { low: value - half, high: value + half }
  const drawn = draws ? { method: 'percentile', resamples: draws.length } : { method: 'normal', resamples: 0 }
  return { low: Math.max(least, bounds.low), high: bounds.high, level: share, ...drawn, unit, seed }
}
