import type { Cluster, GroupPart } from '../consistency/clusters.ts'
import type { SeedParts } from '../consistency/estimate.ts'
import { distanceFigure } from '../consistency/group-portions.ts'
import { Resampling } from '../consistency/resampling.ts'
import { derivedSeed, seededRandom } from '../statistics/seeded-random.ts'
import type { PersonKind, Population } from './population.ts'

/** How many people a unit has, and what decides who they are. */
export interface StudyDraw {
  readonly size: number
  readonly seedParts: SeedParts
}

/** Studies of a population, in which as many people answer every unit. Figures and intervals are made as those of real
 *  studies. */
export function studiesOf(population: Population): (draw: StudyDraw) => Resampling<GroupPart> {
  const peopleDrawn = drawingOf(population)
  return (draw) => studyOf(peopleDrawn(draw), draw)
}

export function studyOf(people: readonly Cluster<GroupPart>[], { seedParts }: StudyDraw): Resampling<GroupPart> {
  return new Resampling(people, distanceFigure, { seedParts })
}

/** The people of such studies. With equal seeds, a larger study holds those of a smaller one, so that sizes can be
 *  compared. */
export function drawingOf(population: Population): (draw: StudyDraw) => Cluster<GroupPart>[] {
  const passed = population.map(passedShares)
  return ({ size, seedParts }) => {
    const random = seededRandom(derivedSeed([...seedParts, 'people']))
    const times = population.map((kinds) => new Uint32Array(kinds.length))
    for (let person = 0; person < size; person++) {
      passed.forEach((sums, unit) => {
        const kind = kindAt(sums, random.share())
        const counts = times[unit]
        if (counts) counts[kind] = (counts[kind] ?? 0) + 1
      })
    }
    return clustersOf(population, times)
  }
}

/** The share of a kind and all before it. */
function passedShares(kinds: readonly PersonKind[]): number[] {
  let passed = 0
  return kinds.map(({ share }) => {
    passed += share
    return passed
  })
}

function kindAt(passed: readonly number[], share: number): number {
  const kind = passed.findIndex((sum) => share < sum)
  return kind < 0 ? passed.length - 1 : kind // shares may add up to a little less than 1
}

function clustersOf(population: Population, times: readonly Uint32Array[]): Cluster<GroupPart>[] {
  return population.flatMap((kinds, unit) =>
    kinds.flatMap(({ parts }, kind) => {
      const drawn = times[unit]?.[kind] ?? 0
      return drawn > 0 ? [{ parts, times: drawn }] : []
    }),
  )
}
