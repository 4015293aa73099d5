import type { GroupPart } from './clusters.ts'
import type { GroupFigures } from './group-figures.ts'
import { halfDistance } from './half-distance.ts'
import { totalOf } from './obtain.ts'
import type { MeanFigure, Portion } from './reduced.ts'
import type { Counts } from './spread.ts'

const pages = new WeakMap<GroupFigures, Readonly<Record<string, Portion | undefined>>>()

/** What a group adds to the figures of its measure; worked out once for each kind of group. */
function portionsOf(group: GroupFigures): Readonly<Record<string, Portion | undefined>> {
  const known = pages.get(group)
  if (known) return known
  const { distances, toMean, pairwise, generalised, entropyBits } = group
  const half = halfDistance(group)
  const portions = {
    distances: portionOf(distances),
    entropies: { sum: entropyBits, count: 1 },
    toMean: portionOf(toMean),
    pairwise: pairwise && portionOf(pairwise),
    generalised: portionOf(generalised),
    halves: half === undefined ? undefined : { sum: half, count: 1 },
  }
  pages.set(group, portions)
  return portions
}

const names = ['distances', 'entropies', 'toMean', 'pairwise', 'generalised', 'halves']

/** The figures of groups, that of distances first. */
export const groupFigures: readonly MeanFigure<GroupPart>[] = names.map((name) => ({
  name,
  portion: ({ group }) => portionsOf(group)[name],
}))

/** Distances alone, for figures that are about nothing else. */
export const distanceFigure: readonly MeanFigure<GroupPart>[] = groupFigures.slice(0, 1)

export function portionOf(counts: Counts | GroupFigures['distances']): Portion {
  const ordered = [...counts].sort(([one], [other]) => one - other)
  return { sum: ordered.reduce((sum, [value, count]) => sum + value * count, 0), count: totalOf(counts) }
}
