import { sum } from '../statistics/sum.ts'
import type { Cluster } from './clusters.ts'
import { obtain } from './obtain.ts'

/** What something adds to a figure that is a mean: a sum over so many answers, pairs or groups. */
export interface Portion {
  readonly sum: number
  readonly count: number
}

/** A figure that is a mean over all that respondents add. */
export interface MeanFigure<Part> {
  readonly name: string
  /** Undefined where a part has nothing to do with the figure. */
  readonly portion: (part: Part) => Portion | undefined
}

/** Respondents who add the same, by topic: one portion for each figure. */
export interface Row {
  readonly topics: ReadonlyMap<string, readonly Portion[]>
  readonly times: number
  readonly weight: number
}

/** Sums of distances that mirror each other differ by the rounding of their centroids; they are one. */
const digits = 8

/**
 * Clusters as rows that add the same, in an order of their own: figures made of them are the same, digit by digit,
 * whatever order respondents and answers came in.
 */
export function reduced<Part extends { readonly topic: string }>(
  clusters: readonly Cluster<Part>[],
  figures: readonly MeanFigure<Part>[],
): Row[] {
  const rows = new Map<string, { topics: Map<string, Portion[]>; times: number; weight: number }>()
  for (const { parts, times, weight = 1 } of clusters) {
    const topics = byTopic(parts, figures)
    if (topics.size === 0) continue
    const key = JSON.stringify([weight, ...topics])
    obtain(rows, key, () => ({ topics, times: 0, weight })).times += times
  }
  return [...rows].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, row]) => row)
}

function byTopic<Part extends { readonly topic: string }>(
  parts: readonly Part[],
  figures: readonly MeanFigure<Part>[],
): Map<string, Portion[]> {
  const [first, ...others] = parts
  const isOne = first !== undefined && others.every(({ topic }) => topic === first.topic)
  const groups = isOne ? new Map([[first.topic, parts]]) : Map.groupBy(parts, ({ topic }) => topic)
  const portions = [...groups].map(([topic, own]) => [topic, figures.map((figure) => added(figure, own))] as const)
  const some = portions.filter(([, all]) => all.some(({ count }) => count > 0))
  return new Map(some.sort(([one], [other]) => (one < other ? -1 : 1)))
}

/** All that parts add to a figure, from the smallest upwards. */
function added<Part>({ portion }: MeanFigure<Part>, parts: readonly Part[]): Portion {
  const portions = parts.flatMap((part) => portion(part) ?? [])
  const sums = portions.map((one) => one.sum).sort((one, other) => one - other)
  return { sum: Number(sum(sums).toFixed(digits)), count: sum(portions.map(({ count }) => count)) }
}
