import { dependability } from '../statistics/dependability.ts'
import { expectedInconsistency } from '../statistics/expected-distance.ts'
import { sum } from '../statistics/sum.ts'
import type { Cluster, GroupPart } from './clusters.ts'
import type { Estimate, Interval, Undefined } from './estimate.ts'
import type { GroupFigures } from './group-figures.ts'
import { portionOf } from './group-portions.ts'
import { obtain } from './obtain.ts'
import type { MeanFigure } from './reduced.ts'
import { Resampling } from './resampling.ts'

/** What chance alone makes of somebody whose stance never moves: below this no figure tells of a change of mind. */
export interface NoiseFloor {
  /** Expected inconsistency, at these numbers of questions, of whoever keeps to a stance with a fixed probability. */
  readonly chance: readonly { readonly keeps: number; readonly inconsistency: number }[]
  /** Where the same wording was asked several times. */
  readonly retest: RetestFloor | Undefined
  /** Distance between the halves of what one respondent answered, over all ways to halve it. */
  readonly splitHalf: Estimate | Undefined
  /** Where to draw it: what the retest says, else between the stated probabilities. */
  readonly band: { readonly low: number; readonly high: number; readonly from: 'retest' | 'stated' }
}

export interface RetestFloor {
  readonly respondents: number
  /** How many times a wording was put to somebody several times. */
  readonly wordings: number
  /** How often two answers of one respondent to one wording differ. */
  readonly differing: Estimate
  /** Mean distance of answers to the same wording to their centroid. */
  readonly distance: Estimate
  /** How often respondents keep to their usual stance, by that; everything else spread evenly. */
  readonly keeps: number
  /** Expected inconsistency of whoever answers as dependably as that, at these numbers of questions. */
  readonly floor: Estimate
}

/** Shares of answers that people are taken to give by their usual stance, where no retest tells. */
export const statedKeeps: readonly number[] = [0.85, 0.95]

export interface FloorOptions {
  /** Groups that count, with how often each occurs. */
  readonly groups: ReadonlyMap<GroupFigures, number>
  readonly keeps?: readonly number[] | undefined
  readonly splitHalf: Estimate | Undefined
  readonly retests: readonly Cluster<GroupPart>[]
  readonly seedParts: readonly (number | string)[]
}

export function noiseFloorOf({ groups, keeps = statedKeeps, splitHalf, retests, seedParts }: FloorOptions): NoiseFloor {
  const chance = keeps
    .toSorted((one, other) => one - other)
    .map((probability) => ({ keeps: probability, inconsistency: chanceAlone(groups, probability) }))
  const retest = retestFloor(groups, retests, seedParts)
  const stated = chance.map(({ inconsistency }) => inconsistency)
  const told = 'undefined' in retest ? undefined : boundsOf(retest.floor.interval)
  const band = told
    ? { ...told, from: 'retest' as const }
    : { low: Math.min(...stated), high: Math.max(...stated), from: 'stated' as const }
  return { chance, retest, splitHalf, band }
}

function boundsOf(interval: Interval | Undefined): { low: number; high: number } | undefined {
  return 'undefined' in interval ? undefined : { low: interval.low, high: interval.high }
}

/** Expected inconsistency of whoever keeps to one stance with a probability, in groups of these sizes. */
function chanceAlone(groups: FloorOptions['groups'], keeps: number): number {
  const sizes = new Map<string, { size: number; stances: number; answers: number }>()
  for (const [{ size, stances }, times] of groups) {
    obtain(sizes, `${size}/${stances}`, () => ({ size, stances, answers: 0 })).answers += size * times
  }
  const all = [...sizes.values()].sort((one, other) => one.size - other.size || one.stances - other.stances)
  const weighed = all.map(({ size, stances, answers }) => answers * expectedOf(size, stances, keeps))
  return sum(weighed) / sum(all.map(({ answers }) => answers))
}

function expectedOf(size: number, stances: number, keeps: number): number {
  const propensities = Array.from({ length: stances }, (_, n) => (n === 0 ? keeps : (1 - keeps) / (stances - 1)))
  return expectedInconsistency(Array.from({ length: size }, () => propensities)) ?? 0
}

const retestFigures: readonly MeanFigure<GroupPart>[] = [
  { name: 'differing', portion: ({ group }) => ({ sum: differingIn(group), count: 1 }) },
  { name: 'distance', portion: ({ group }) => portionOf(group.distances) },
]

/** How likely two answers of a group differ, where each is drawn by its probabilities. */
function differingIn({ answers, size }: GroupFigures): number {
  let alike = 0
  for (const [n, [one, count]] of answers.entries()) {
    alike += (count * (count - 1) * sameStance(one, one)) / 2
    for (const [other, otherCount] of answers.slice(n + 1)) alike += count * otherCount * sameStance(one, other)
  }
  return 1 - alike / ((size * (size - 1)) / 2)
}

function sameStance(one: readonly number[], other: readonly number[]): number {
  return sum(one.map((share, place) => share * (other[place] ?? 0)))
}

function retestFloor(
  groups: FloorOptions['groups'],
  retests: FloorOptions['retests'],
  seedParts: FloorOptions['seedParts'],
): RetestFloor | Undefined {
  const wordings = sum(retests.map(({ parts, times }) => parts.length * times))
  if (wordings === 0) return { undefined: 'no wording was put to anybody several times' }
  const resampling = new Resampling(retests, retestFigures, { seedParts: [...seedParts, 'retest'] })
  const differing = estimated(resampling, 'differing')
  const stances = [...groups.keys()].every((group) => group.stances === 3) ? 3 : 2
  const floorAt = (share: number) => chanceAlone(groups, dependability(Math.min(1, Math.max(0, share)), stances))
  const { value, interval } = differing
  const floor =
    'undefined' in interval ? interval : { ...interval, low: floorAt(interval.low), high: floorAt(interval.high) }
  return {
    respondents: resampling.respondents('differing'),
    wordings,
    differing,
    distance: estimated(resampling, 'distance'),
    keeps: dependability(value, stances),
    floor: { value: floorAt(value), interval: floor },
  }
}

function estimated(resampling: Resampling<GroupPart>, name: string): Estimate {
  return { value: resampling.value(name), interval: resampling.interval(name) }
}
