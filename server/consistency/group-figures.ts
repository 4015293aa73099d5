import type { Distribution } from '../stances/record.ts'
import { distancesToCentroid } from '../statistics/distances-to-centroid.ts'
import { entropy } from '../statistics/entropy.ts'
import { countValues } from '../statistics/frequencies.ts'
import type { Shape } from './answer-tally.ts'

/** How far apart the answers of one group are. */
export interface GroupFigures {
  readonly size: number
  /** How often each distance to the group's centroid occurs; the sum is the size. */
  readonly distances: ReadonlyMap<number, number>
  /** How often each share on `supports` occurs; the sum is the size. */
  readonly supports: ReadonlyMap<number, number>
  /** Entropy of the likeliest stances. */
  readonly entropyBits: number
}

/** A group as the shapes of its answers and how often each occurs. */
export type Group = ReadonlyMap<Shape, number>

/**
 * A function from groups to their figures that works out each kind of group once: people's groups take few values.
 * Shapes must come from one tally. Figures depend on the content of a group alone, never on the order of its answers.
 */
export function groupFigures(): (group: Group) => GroupFigures {
  const known = new Map<string, GroupFigures>()
  return (group) => {
    const key = keyOf(group)
    const figures = known.get(key) ?? figuresOf(group)
    known.set(key, figures)
    return figures
  }
}

function keyOf(group: Group): string {
  const parts = [...group].sort(([a], [b]) => a.id - b.id)
  return parts.map(([shape, count]) => `${shape.id}x${count}`).join(' ')
}

function figuresOf(group: Group): GroupFigures {
  const shapes = [...group].sort(([a], [b]) => byContent(a.distribution, b.distribution))
  const distributions = shapes.flatMap(([{ distribution }, count]) => Array<Distribution>(count).fill(distribution))
  const likeliest = [0, 0, 0]
  for (const [shape, count] of shapes) likeliest[shape.likeliest] = (likeliest[shape.likeliest] ?? 0) + count
  return {
    size: distributions.length,
    distances: countValues(distancesToCentroid(distributions)),
    supports: countValues(distributions.map((distribution) => distribution.at(-1) ?? 0)),
    entropyBits: entropy(likeliest) ?? 0,
  }
}

function byContent(a: readonly number[], b: readonly number[]): number {
  const place = a.findIndex((share, k) => share !== b[k])
  return place < 0 ? 0 : (a[place] ?? 0) - (b[place] ?? 0)
}
