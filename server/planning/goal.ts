import type { GroupPart } from '../consistency/clusters.ts'
import { type Interval, level, type Undefined } from '../consistency/estimate.ts'
import { intervalAround, type Resampling, rounding } from '../consistency/resampling.ts'
import { InputProblem } from '../platform/input-problem.ts'
import { normalDistribution, normalQuantile } from '../statistics/normal.ts'

/** What a study is planned for. */
export type Wanted =
  /** The mean width of the 95 % interval is at most this. */
  | { readonly width: number }
  /** So likely the 95 % interval leaves out a figure that lies so far below the true one; above it, if negative. */
  | { readonly power: number; readonly difference: number }
  /** So likely two one-sided tests at 5 % find a figure that is the true one equivalent within this bound. */
  | { readonly power: number; readonly equivalence: number }

/** A total and how far it typically comes out from the true one. */
export interface Outcome {
  readonly value: number
  readonly error: number
}

/** What is wanted, and how a study is told that reaches it. */
export interface Goal {
  /** A mean width, or a share of studies. */
  readonly wanted: number
  readonly isMet: (level: number) => boolean
  /** How many of its standard errors a study has to spare, by intervals in closed form; below 0, it falls short.
   *  Undefined where no single study reaches or misses what is wanted. */
  readonly spare: ((outcome: Outcome) => number) | undefined
  /** What an interval counts for: its width; or 1 if it shows what it should, else 0. */
  readonly counts: (interval: Interval) => number
  /** The interval that it takes. */
  readonly intervalOf: (study: Resampling<GroupPart>) => Interval | Undefined
  /** The standard error at which studies come to a level, in closed form. */
  readonly errorAt: (level: number) => number
  /** And the level that they come to at a standard error. */
  readonly levelAt: (error: number) => number
}

const half = normalQuantile((1 + level) / 2)
/** Share of the interval that lies within bounds where two one-sided tests at 5 % say equivalent. */
const equivalenceLevel = 0.9
const equivalenceHalf = normalQuantile((1 + equivalenceLevel) / 2)

/**
 * @param figure the true total
 * @throws {InputProblem} if the figure to be told apart from it is none that anybody could have
 */
export function goalOf(wanted: Wanted, figure: number): Goal {
  if ('width' in wanted) return widthGoal(wanted.width)
  const isMet = (share: number) => share >= wanted.power
  if ('equivalence' in wanted) return { ...equivalenceGoal(figure, wanted.equivalence), isMet, wanted: wanted.power }
  const { power, difference } = wanted
  const other = figure + difference
  if (!(other >= 0 && other <= largestFigure)) {
    const bounds = `${(-figure).toFixed(4)} to ${(largestFigure - figure).toFixed(4)}`
    throw new InputProblem({
      file: '--difference',
      expected: `a number from ${bounds}, as people are expected at ${figure.toFixed(4)}`,
    })
  }
  return { ...differenceGoal(other, Math.abs(difference)), isMet, wanted: power }
}

/** Of three stances, as people may be asked for. */
const largestFigure = 0.564143

type Reaching = Omit<Goal, 'wanted' | 'isMet'>

function widthGoal(width: number): Goal {
  return {
    wanted: width,
    isMet: (mean) => mean <= width,
    spare: undefined,
    counts: ({ low, high }) => high - low,
    intervalOf: defaultInterval,
    errorAt: (mean) => mean / (2 * half),
    levelAt: defaultWidthAt,
  }
}

function differenceGoal(other: number, distance: number): Reaching {
  return {
    spare: ({ value, error }) => Math.abs(value - other) / error - half,
    counts: ({ low, high }) => Number(other < low || other > high),
    intervalOf: defaultInterval,
    errorAt: (share) => distance / Math.max(half + normalQuantile(share), 0),
    levelAt: (error) => normalDistribution(distance / error - half),
  }
}

function equivalenceGoal(figure: number, bound: number): Reaching {
  return {
    spare: ({ value, error }) => (bound - Math.abs(value - figure)) / error - equivalenceHalf,
    counts: ({ low, high }) => Number(low >= figure - bound && high <= figure + bound),
    intervalOf: (study) => {
      const deviations = study.deviations('distances')
      if (deviations.error <= rounding) return { undefined: 'everybody is alike' }
      return intervalAround(study.value('distances'), deviations, {
        unit: 'respondent',
        seed: 0,
        share: equivalenceLevel,
      })
    },
    errorAt: (share) => bound / (equivalenceHalf + normalQuantile((1 + share) / 2)),
    levelAt: (error) => Math.max(0, 2 * normalDistribution(bound / error - equivalenceHalf) - 1),
  }
}

/** Width of the default interval at a standard error, in closed form. */
export function defaultWidthAt(error: number): number {
  return 2 * half * error
}

function defaultInterval(study: Resampling<GroupPart>): Interval | Undefined {
  return study.interval('distances')
}
