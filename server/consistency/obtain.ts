/** What is kept under a key; made and kept where nothing is yet. */
export function obtain<Key, Value>(kept: Map<Key, Value>, key: Key, create: () => Value): Value {
  const known = kept.get(key)
  if (known !== undefined) return known
  const created = create()
  kept.set(key, created)
  return created
}
