import {
  type Estimate,
  type Interval,
  level,
  resamples,
  type SeedParts,
  type Undefined,
} from '../consistency/estimate.ts'
import { differenceInterval } from '../statistics/difference-interval.ts'
import { frequenciesOf } from '../statistics/frequencies.ts'
import { derivedSeed, seededRandom } from '../statistics/seeded-random.ts'

type Measured = Pick<Estimate, 'interval'> & {
  readonly inconsistency: number
  readonly distances?: ReadonlyMap<number, number>
}

/** How much more inconsistent a run is than the baseline: below 0, it is less. The two are independent samples. */
export function differenceOf([baseline, run]: readonly [Measured, Measured], seedParts: SeedParts): Estimate {
  const value = run.inconsistency - baseline.inconsistency
  if (!baseline.distances || !run.distances) return { value, interval: fromBounds(value, [baseline, run]) }
  const samples = [frequenciesOf(baseline.distances), frequenciesOf(run.distances)] as const
  const random = seededRandom(derivedSeed(seedParts))
  const bounds = differenceInterval(samples, { resamples, level, random })
  return { value, interval: bounds ? { ...bounds, level, unit: 'answer' } : tooFew }
}

const tooFew: Undefined = { undefined: 'one side has too few different values' }

/** Where only published bounds are known, they are taken as 1.96 standard errors on average. */
function fromBounds(value: number, sides: readonly Measured[]): Interval | Undefined {
  const halves = sides.map(({ interval }) => ('undefined' in interval ? undefined : (interval.high - interval.low) / 2))
  const known = halves.filter((half) => half !== undefined)
  if (known.length < halves.length) return tooFew
  const half = Math.hypot(...known)
  return { low: value - half, high: value + half, level, method: 'normal', resamples: 0, unit: 'answer' }
}
