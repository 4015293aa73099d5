import { type Distribution, type Stance, stances } from '../stances/record.ts'

/** A distribution as it occurs among answers, and its likeliest stance. Equal ones are the same object. */
export interface Shape {
  readonly id: number
  readonly distribution: Distribution
  /** The likeliest stance by its place in the distribution. */
  readonly likeliest: number
}

/** Keeps each shape once. Shapes of one book alone can be compared by identity. */
export class ShapeBook {
  readonly #shapes = new Map<string, Shape>()
  readonly #whole = new Map<Distribution, Shape>()

  /** The shape of an answer; ties of stances go to the likeliest one named, else to the first. */
  of(distribution: Distribution, likeliest?: Stance): Shape {
    return this.#whole.get(distribution) ?? this.#found(distribution, likeliest)
  }

  #found(distribution: Distribution, likeliest?: Stance): Shape {
    const place = placeOf(distribution, likeliest)
    const key = `${distribution.join(' ')} ${place}`
    const known = this.#shapes.get(key)
    if (known) return known
    const shape = { id: this.#shapes.size, distribution, likeliest: place }
    this.#shapes.set(key, shape)
    if (distribution.includes(1)) this.#whole.set(distribution, shape) // one object for all answers by choice
    return shape
  }
}

function placeOf(distribution: Distribution, likeliest?: Stance): number {
  if (likeliest === undefined) return distribution.indexOf(Math.max(...distribution))
  return placeOfStance(distribution, likeliest)
}

/** Where a stance stands in a distribution; -1 for neutral where abstaining was not offered. */
export function placeOfStance({ length }: Distribution, stance: Stance): number {
  return stances.indexOf(stance) - (stances.length - length)
}

/** The stance at a place of a distribution. */
export function stanceAt({ length }: Distribution, place: number): Stance {
  return stances[place + stances.length - length] ?? 'supports'
}

/** Whether several stances share the largest probability. */
export function isTied({ distribution }: Shape): boolean {
  const most = Math.max(...distribution)
  return distribution.indexOf(most) !== distribution.lastIndexOf(most)
}

/** In the order of their content, whatever order they were met in: figures must not depend on it. */
export function byContent(a: Shape, b: Shape): number {
  const place = a.distribution.findIndex((share, k) => share !== b.distribution[k])
  if (place < 0) return a.likeliest - b.likeliest
  return (a.distribution[place] ?? 0) - (b.distribution[place] ?? 0)
}
