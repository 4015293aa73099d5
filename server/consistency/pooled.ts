import type { Distribution } from '../stances/record.ts'
import { MixedStances } from './mixed-stances.ts'
import { increase } from './obtain.ts'
import { byContent, type Shape } from './shape-book.ts'

/**
 * The mean distribution of many answers, as one shape: what they add up to. The same whatever their order.
 * @param about what was answered
 * @throws {MixedStances} if some answers could abstain and others could not
 */
export function pooled(shapes: ReadonlyMap<Shape, number>, about: string): Shape {
  if (new Set([...shapes.keys()].map(({ distribution }) => distribution.length)).size > 1) throw new MixedStances(about)
  const ordered = [...shapes].sort(([a], [b]) => byContent(a, b))
  const [[first] = [undefined]] = ordered
  if (first && ordered.length === 1) return first
  const total = ordered.reduce((sum, [, count]) => sum + count, 0)
  const shareAt = (place: number) =>
    ordered.reduce((sum, [{ distribution }, count]) => sum + count * (distribution[place] ?? 0), 0) / total
  const distribution: Distribution = (first?.distribution ?? []).map((_, place) => shareAt(place))
  return { id: -1, distribution, likeliest: distribution.indexOf(Math.max(...distribution)) }
}

/** The same for answers listed one by one. */
export function pooledOf(shapes: readonly Shape[], about: string): Shape {
  const counts = new Map<Shape, number>()
  for (const shape of shapes) increase(counts, shape)
  return pooled(counts, about)
}
