import type { Interval, Undefined } from '../consistency/estimate.ts'
import { type Deviations, intervalAround } from '../consistency/resampling.ts'
import { normalDistribution } from '../statistics/normal.ts'

/** Differences between these are too small to matter; to be given before anybody looks at the data. */
export interface EquivalenceBounds {
  readonly low: number
  readonly high: number
}

/** `equivalent`: the difference lies between the bounds. `beyond`: it lies outside. `open`: the data do not tell. */
export type Verdict = 'equivalent' | 'beyond' | 'open'

/** Two one-sided tests of whether a difference lies between bounds. */
export interface Equivalence {
  readonly bounds: EquivalenceBounds
  /** How likely a difference as far above the lower bound is, if it were there; and below the higher one. */
  readonly pLow: number
  readonly pHigh: number
  /** The larger of the two. */
  readonly p: number
  /** Error of the test: the chance of calling sides equivalent that differ by as much as a bound. */
  readonly error: number
  /** Lies between the bounds exactly where the test says equivalent. */
  readonly interval: Interval
  readonly verdict: Verdict
  /** What may be said, and what may not. */
  readonly says: string
  readonly doesNotSay: readonly string[]
}

const error = 0.05

/**
 * Two one-sided tests by the resampling that the interval is made of: each bound is tested by the share of draws that
 * lie beyond it. Schuirmann (1987), doi:10.1007/BF01068419.
 */
export function equivalenceOf(
  value: number,
  deviations: Deviations | Undefined,
  { bounds, seed }: { readonly bounds: EquivalenceBounds; readonly seed: number },
): Equivalence | Undefined {
  if ('undefined' in deviations) return deviations
  const interval = intervalAround(value, deviations, { unit: 'respondent', seed, share: 1 - 2 * error })
  const pLow = shareBelow(bounds.low - value, deviations)
  const pHigh = shareAbove(bounds.high - value, deviations)
  const verdict = verdictOf(interval, bounds)
  return { bounds, pLow, pHigh, p: Math.max(pLow, pHigh), error, interval, verdict, ...sentences(verdict, bounds) }
}

/** How likely a deviation is at most so far; of draws, as if one more were, so that it is never 0. */
function shareBelow(most: number, { error: typical, draws }: Deviations): number {
  if (!draws) return normalDistribution(most / typical)
  return (1 + draws.filter((deviation) => deviation <= most).length) / (1 + draws.length)
}

function shareAbove(least: number, { error: typical, draws }: Deviations): number {
  if (!draws) return normalDistribution(-least / typical)
  return (1 + draws.filter((deviation) => deviation >= least).length) / (1 + draws.length)
}

function verdictOf({ low, high }: Interval, bounds: EquivalenceBounds): Verdict {
  if (low >= bounds.low && high <= bounds.high) return 'equivalent'
  return high < bounds.low || low > bounds.high ? 'beyond' : 'open'
}

function sentences(verdict: Verdict, { low, high }: EquivalenceBounds): Pick<Equivalence, 'says' | 'doesNotSay'> {
  const between = `between ${low} and ${high}`
  const always = 'that the same holds on other questions or topics, or for other people than these were drawn from'
  if (verdict === 'equivalent') {
    return {
      says: `The run's inconsistency minus the baseline's lies ${between} (two one-sided tests, 5 % error): on these questions the two are equivalent within these bounds.`,
      doesNotSay: ['that there is no difference', 'that the two are equivalent within narrower bounds', always],
    }
  }
  if (verdict === 'beyond') {
    return {
      says: `The run's inconsistency minus the baseline's lies outside of ${low} to ${high} (5 % error): on these questions the two are not equivalent within these bounds.`,
      doesNotSay: ['how large the difference is, which the interval tells', always],
    }
  }
  return {
    says: `These data do not tell whether the run's inconsistency minus the baseline's lies ${between}: more respondents, or wider bounds that can be argued for, are needed.`,
    doesNotSay: [
      'that the two are equivalent',
      'that they differ by more than the bounds',
      'that there is no difference',
    ],
  }
}
