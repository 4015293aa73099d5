import type { GroupPart } from '../consistency/clusters.ts'
import { obtain } from '../consistency/obtain.ts'
import { intervalAround, type Resampling, rounding } from '../consistency/resampling.ts'
import { meansIn, respondentStrata } from '../consistency/strata.ts'
import { mean } from '../statistics/mean.ts'
import { stratifiedErrors } from '../statistics/stratified-draws.ts'
import type { Goal, Outcome } from './goal.ts'
import { type MeanWidth, meanWidth } from './mean-width.ts'
import { momentsOf, type Population } from './population.ts'
import { type StudyDraw, studiesOf } from './simulated-study.ts'

/** What many studies of one size come to. */
export interface Trial {
  /** Of what is wanted: the mean width, or the share of studies that reach it. NaN where too many studies have no
   *  interval for a mean width to say anything. */
  readonly level: number
  readonly levelError: number
  /** Of the default interval, in the studies that have one. */
  readonly width: MeanWidth
}

export interface TrialOptions {
  readonly population: Population
  readonly goal: Goal
  readonly seed: number
  readonly studies: number
}

/** Drawing intervals takes long: for their mean width so many are drawn, which tell how far closed form is off. */
const drawnForWidth = 60
/** More studies than this without an interval, as everybody was alike, and their mean width says nothing. */
const mostWithout = 0.05

/**
 * Studies drawn from a population, size by size; those of all sizes have their people in common. A study is told by
 * its interval in closed form, the limit of many resamples, or by the interval itself where the two might differ.
 */
export class Trials {
  readonly #options: TrialOptions
  readonly #study: (draw: StudyDraw) => Resampling<GroupPart>
  readonly #skewness: number
  readonly #outcomes = new Map<number, readonly Outcome[]>()

  constructor(options: TrialOptions) {
    this.#options = options
    this.#study = studiesOf(options.population)
    this.#skewness = Math.abs(momentsOf(options.population).skewness)
  }

  /** The level that studies of a size come to in closed form. */
  closed(size: number): number {
    const outcomes = this.#outcomesOf(size)
    return this.#levelOf(outcomes, meanWidth(outcomes.map(widthOf), []).value, [])
  }

  /** The same with intervals drawn, as many as closed form leaves open. */
  drawn(size: number): Trial {
    const outcomes = this.#outcomesOf(size)
    const shown = outcomes.map((outcome, n) =>
      this.#isOpen(outcome, { size, n }) ? this.#shownBy(this.#studyOf(size, n)) : undefined,
    )
    const width = meanWidth(
      outcomes.map(widthOf),
      shown.map((one) => one?.width),
    )
    const level = this.#levelOf(
      outcomes,
      width.value,
      shown.map((one) => one?.counts),
    )
    const levelError = this.#options.goal.spare ? Math.sqrt((level * (1 - level)) / outcomes.length) : width.error
    return { level, levelError, width }
  }

  #levelOf(outcomes: readonly Outcome[], width: number, counts: readonly (number | undefined)[]): number {
    const { spare } = this.#options.goal
    if (spare)
      return mean(outcomes.map((outcome, n) => counts[n] ?? Number(hasInterval(outcome) && spare(outcome) >= 0))) ?? 0
    const without = outcomes.filter((outcome) => !hasInterval(outcome)).length
    return without > mostWithout * outcomes.length ? NaN : width
  }

  /** Percentiles of draws differ from the normal ones by chance, and as draws are skewed, the more so the fewer
   *  people there are. */
  #isOpen(outcome: Outcome, { size, n }: { size: number; n: number }): boolean {
    if (!hasInterval(outcome)) return false
    const {
      goal: { spare },
      population,
    } = this.#options
    if (!spare) return n < drawnForWidth
    const most = 0.1 + this.#skewness / Math.sqrt(size) / 2 + 10 / (size * population.length)
    return Math.abs(spare(outcome)) <= most
  }

  #shownBy(study: Resampling<GroupPart>): { readonly width: number | undefined; readonly counts: number } {
    const { goal } = this.#options
    const [interval, own] = [study.interval('distances'), goal.intervalOf(study)]
    return {
      width: 'undefined' in interval ? undefined : interval.high - interval.low,
      counts: 'undefined' in own ? 0 : goal.counts(own),
    }
  }

  #outcomesOf(size: number): readonly Outcome[] {
    return obtain(this.#outcomes, size, () =>
      Array.from({ length: this.#options.studies }, (_, n) => outcomeOf(this.#studyOf(size, n))),
    )
  }

  #studyOf(size: number, n: number): Resampling<GroupPart> {
    return this.#study({ size, seedParts: [this.#options.seed, 'study', n] })
  }
}

/** The total of a study and its standard error, in closed form. */
function outcomeOf(study: Resampling<GroupPart>): Outcome {
  const [error = 0] = stratifiedErrors(respondentStrata(study.rows, meansIn(study.rows, 1, false)), 1)
  return { value: study.value('distances'), error }
}

function hasInterval({ error }: Outcome): boolean {
  return error > rounding
}

/** Of the interval in closed form. */
function widthOf(outcome: Outcome): number | undefined {
  if (!hasInterval(outcome)) return undefined
  const { low, high } = intervalAround(outcome.value, outcome, { unit: 'respondent', seed: 0, least: 0 })
  return high - low
}
