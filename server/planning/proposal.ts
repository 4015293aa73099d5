import { fewestRespondents } from '../consistency/resampling.ts'
import { InputProblem } from '../platform/input-problem.ts'
import { quantile } from '../statistics/quantile.ts'
import type { Goal } from './goal.ts'
import type { Origin } from './origin.ts'
import type { Moments } from './population.ts'
import { type Found, type Sizes, smallestReaching } from './search.ts'
import { Trials } from './trials.ts'

/** What a number of people is looked for with. */
export interface Planning {
  readonly origin: Origin
  readonly moments: Moments
  readonly goal: Goal
  readonly seed: number
  /** How many studies of a size are simulated. */
  readonly studies: number
}

const mostPeople = 1000
const fewestPeople = 2

/**
 * The smallest number of people per unit that does.
 * @throws {InputProblem} if the most would not
 */
export function sizeFound(planning: Planning): Found {
  const { origin, moments, goal, seed, studies } = planning
  const sizes = sizesOf(origin)
  const guess = Math.ceil(moments.variance / goal.errorAt(goal.wanted) ** 2)
  if (guess > 2 * sizes.most) throw outOfReach(planning, sizes)
  const trials = new Trials({ population: origin.population, goal, seed, studies })
  const found = smallestReaching(trials, goal, { guess, ...sizes })
  if (!found) throw outOfReach(planning, sizes)
  return found
}

/** Between which numbers of people a plan would have come out, had it rested on populations that are as likely. */
export function rangeAround({ size, trial }: Found, { origin, moments, goal, seed, studies }: Planning) {
  const reached = goal.spare ? Math.min(Math.max(trial.level, 0.5 / studies), 1 - 0.5 / studies) : trial.level
  const needed = (Math.sqrt(moments.variance / size) * goal.errorAt(goal.wanted)) / goal.errorAt(reached)
  const variances = origin.variances(seed)
  const { least } = sizesOf(origin)
  const asked = variances.map((variance) => Math.max(least, Math.ceil(variance / needed ** 2))).sort((a, b) => a - b)
  const [low, high] = [(1 - origin.middle) / 2, (1 + origin.middle) / 2].map((share) =>
    Math.round(quantile(asked, share)),
  )
  return {
    low: Math.min(size, low ?? size),
    high: Math.max(size, high ?? size),
    middle: origin.middle,
    populations: variances.length,
  }
}

function sizesOf({ population }: Origin): Sizes {
  return { least: Math.max(fewestPeople, Math.ceil(fewestRespondents / population.length)), most: mostPeople }
}

function outOfReach({ moments, goal }: Planning, { most }: Sizes): InputProblem {
  const reached = goal.levelAt(Math.sqrt(moments.variance / most))
  const expected = goal.spare
    ? `a power of at most ${(Math.floor(reached * 1000) / 1000).toFixed(3)}`
    : `a width of at least ${(Math.ceil(reached * 10_000) / 10_000).toFixed(4)}`
  return new InputProblem({
    file: goal.spare ? '--power' : '--width',
    expected: `${expected}, which ${most} people per unit reach`,
  })
}
