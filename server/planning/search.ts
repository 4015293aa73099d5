import type { Goal } from './goal.ts'
import type { Trial, Trials } from './trials.ts'

/** Numbers of people to choose among, both ends included. */
export interface Sizes {
  readonly least: number
  readonly most: number
}

export interface Found {
  readonly size: number
  readonly trial: Trial
}

/**
 * The smallest size at which simulated studies reach what is wanted; undefined if none does. Looks for it in closed
 * form, put right by intervals that were drawn at the size found before, until both agree.
 */
export function smallestReaching(
  trials: Trials,
  goal: Goal,
  { guess, least, most }: Sizes & { readonly guess: number },
): Found | undefined {
  const between = { least, most }
  let found: Found | undefined
  let [right, size] = [1, guess]
  for (;;) {
    size = smallestSize(size, between, (any) => goal.isMet(right * trials.closed(any)))
    if (size > between.most) return found
    const trial = trials.drawn(size)
    right = ratioOf(trial.level, trials.closed(size)) ?? right
    if (goal.isMet(trial.level)) {
      found = { size, trial }
      between.most = size - 1
    } else between.least = size + 1
  }
}

/** Undefined where it would say nothing. */
function ratioOf(drawn: number, closed: number): number | undefined {
  const ratio = drawn / closed
  return ratio > 0 && ratio < Infinity ? ratio : undefined
}

/**
 * The smallest size that does, where every larger one does, too; one above the most if none does. Looks around a guess
 * in doubled steps, then halves what lies between.
 */
export function smallestSize(guess: number, { least, most }: Sizes, does: (size: number) => boolean): number {
  let [low, high] = [least - 1, most + 1]
  let size = guess
  for (let step = 1; high - low > 1; step *= 2) {
    size = Math.min(Math.max(size, low + 1), high - 1)
    const isEnough = does(size)
    if (isEnough) high = size
    else low = size
    const isBetween = low >= least && high <= most
    size = isBetween ? (low + high) >> 1 : size + (isEnough ? -step : step)
  }
  return high
}
