import type { Distribution } from '../stances/record.ts'
import { distancesToCentroid } from '../statistics/distances-to-centroid.ts'
import { distancesToMean } from '../statistics/distances-to-mean.ts'
import { entropy } from '../statistics/entropy.ts'
import { countValues } from '../statistics/frequencies.ts'
import { generalisedDivergence } from '../statistics/generalised-divergence.ts'
import { pairDistance } from '../statistics/pair-distance.ts'
import { increase, obtain } from './obtain.ts'
import { byContent, type Shape } from './shape-book.ts'

/** A group as the shapes of its answers and how often each occurs. */
export type Group = ReadonlyMap<Shape, number>

const mostPaired = 200

/** How often each number occurs. */
type Counts = ReadonlyMap<number, number>

/** How far apart the answers of one group are, by every distance the study knows. */
export interface GroupFigures {
  /** Its number in the book that worked it out; -1 outside of books. */
  readonly id: number
  /** What was answered and how often, in the order of content. */
  readonly answers: readonly (readonly [Distribution, number])[]
  readonly size: number
  /** How many stances could be taken: 2, or 3 where abstaining was offered. */
  readonly stances: number
  /** Distances to the group's centroid, once an answer. */
  readonly distances: Counts
  /** Distances to the arithmetic mean, once an answer. */
  readonly toMean: Counts
  /** Distances of pairs, once a pair; undefined where there are too many different answers to pair them all. */
  readonly pairwise: Counts | undefined
  /** The generalised divergence, once an answer. */
  readonly generalised: Counts
  /** Entropy of the likeliest stances. */
  readonly entropyBits: number
}

/**
 * Works out each kind of group once: people's groups take few values. Shapes must come from one book.
 * Equal groups have the same figures object, so that groups can be counted by it.
 */
export class GroupBook {
  readonly #known = new Map<string, GroupFigures>()
  readonly #singles = new Map<Shape, GroupFigures>()

  /** The figures of a group of one answer. */
  single(shape: Shape): GroupFigures {
    return obtain(this.#singles, shape, () => this.of(new Map([[shape, 1]])))
  }

  of(group: Group): GroupFigures {
    const key = keyOf(group)
    const known = this.#known.get(key)
    if (known) return known
    const figures = { ...figuresOf(group), id: this.#known.size }
    this.#known.set(key, figures)
    return figures
  }
}

function keyOf(group: Group): string {
  if (group.size === 1) for (const [{ id }, count] of group) return `${id}x${count}`
  const parts = [...group].sort(([a], [b]) => a.id - b.id)
  let key = ''
  for (const [{ id }, count] of parts) key += `${id}x${count} `
  return key
}

/** The figures of one group. They depend on its content alone, never on the order of its answers. */
export function figuresOf(group: Group): GroupFigures {
  const shapes = [...group].sort(([a], [b]) => byContent(a, b))
  const distributions = shapes.flatMap(([{ distribution }, count]) => Array.from({ length: count }, () => distribution))
  const likeliest = [0, 0, 0]
  for (const [shape, count] of shapes) likeliest[shape.likeliest] = (likeliest[shape.likeliest] ?? 0) + count
  const size = distributions.length
  return {
    id: -1,
    answers: shapes.map(([{ distribution }, count]) => [distribution, count]),
    size,
    stances: distributions[0]?.length ?? 0,
    distances: countValues(distancesToCentroid(distributions)),
    toMean: countValues(distancesToMean(distributions)),
    pairwise: shapes.length > mostPaired ? undefined : pairsOf(shapes),
    generalised: new Map([[generalisedDivergence(distributions) ?? 0, size]]),
    entropyBits: entropy(likeliest) ?? 0,
  }
}

/** Distances of all pairs of answers, by their shapes: equal answers are 0 apart. */
function pairsOf(shapes: readonly (readonly [Shape, number])[]): Counts {
  const pairs = new Map<number, number>()
  for (const [n, [one, count]] of shapes.entries()) {
    if (count > 1) increase(pairs, 0, (count * (count - 1)) / 2)
    for (const [other, otherCount] of shapes.slice(n + 1)) {
      increase(pairs, pairDistance(one.distribution, other.distribution), count * otherCount)
    }
  }
  return pairs
}
