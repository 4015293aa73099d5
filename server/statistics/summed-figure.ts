/** A figure that items decide only through the sum of what each of them adds, however many they are. */
export interface SummedFigure<Item> {
  /** What one item adds; as many terms for every item. */
  readonly terms: (item: Item) => readonly number[]
  /** The figure at these sums. Undefined where it does not exist. */
  readonly at: (sums: readonly number[]) => number | undefined
}

/** Items as the distinct ones and how often each occurs: small however many items there are. */
export interface Patterns<Item> {
  readonly items: readonly Item[]
  readonly times: readonly number[]
}

/**
 * A figure over items, each as often as it occurs. Undefined where the figure does not exist, or there are no items.
 * O(distinct items x terms).
 * @throws {RangeError} if there is not one count for each item
 */
export function figureOver<Item>({ terms, at }: SummedFigure<Item>, { items, times }: Patterns<Item>) {
  if (items.length !== times.length) throw new RangeError('figureOver requires one count for each item')
  const [first, ...others] = items.map((item, k) => terms(item).map((term) => term * (times[k] ?? 0)))
  return first && at(others.reduce((sums, added) => sums.map((sum, place) => sum + (added[place] ?? 0)), first))
}

/** The same over items of which each occurs once. */
export function figureOfItems<Item>(figure: SummedFigure<Item>, items: readonly Item[]): number | undefined {
  return figureOver(figure, { items, times: items.map(() => 1) })
}
