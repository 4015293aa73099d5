import { sum } from '../statistics/sum.ts'

/** What is kept under a key; made and kept where nothing is yet. */
export function obtain<Key, Value>(kept: Map<Key, Value>, key: Key, create: () => Value): Value {
  const known = kept.get(key)
  if (known !== undefined) return known
  const created = create()
  kept.set(key, created)
  return created
}

/** Adds to what is counted under a key. */
export function increase<Key>(counts: Map<Key, number>, key: Key, by = 1): void {
  counts.set(key, (counts.get(key) ?? 0) + by)
}

/** How much is counted in all. */
export function totalOf(counts: ReadonlyMap<unknown, number>): number {
  return sum([...counts.values()])
}

/** Adds all that is counted elsewhere, so many times over. */
export function increaseAll<Key>(counts: Map<Key, number>, more: ReadonlyMap<Key, number>, times = 1): void {
  for (const [key, count] of more) increase(counts, key, count * times)
}
