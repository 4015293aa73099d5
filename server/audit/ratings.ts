import type { RatingCounts } from '../statistics/rating-counts.ts'

/** One rater's judgement of one item. */
export interface Rating {
  readonly item: string
  readonly rater: string
  readonly category: string
}

/** What raters made of items; not every rater need have judged every item. */
export interface Ratings {
  /** Row = item, column = category, in the order of `categories`: how many raters chose it. */
  readonly items: RatingCounts
  readonly categories: readonly string[]
  readonly raters: number
  /** Only where two people rated: of each item that both rated, the columns of what either chose. */
  readonly pairs?: readonly (readonly [number, number])[]
}

/**
 * Brings single ratings together by item. The order of the ratings makes no difference to any figure.
 * @param categories what could be chosen, in order; without it, whatever was chosen, in alphabetical order
 * @throws {RangeError} if a rater rates an item twice, or chose none of the categories
 */
export function ratingsOf(ratings: Iterable<Rating>, categories?: readonly string[]): Ratings {
  const byItem = new Map<string, Map<string, string>>()
  const [raters, chosen] = [new Set<string>(), new Set<string>()]
  for (const { item, rater, category } of ratings) {
    const byRater = byItem.get(item) ?? new Map<string, string>()
    if (byRater.has(rater)) throw new RangeError('ratingsOf requires one rating of an item from each rater')
    byItem.set(item, byRater.set(rater, category))
    raters.add(rater)
    chosen.add(category)
  }
  const columns = new Map((categories ?? [...chosen].sort()).map((category, column) => [category, column]))
  if ([...chosen].some((category) => !columns.has(category)))
    throw new RangeError('ratingsOf requires known categories')
  const rows = [...byItem.values()]
  const pairs = raters.size === 2 ? { pairs: pairsIn(rows, { raters, columns }) } : {}
  return {
    items: rows.map((row) => countsIn(row, columns)),
    categories: [...columns.keys()],
    raters: raters.size,
    ...pairs,
  }
}

function countsIn(byRater: ReadonlyMap<string, string>, columns: ReadonlyMap<string, number>): number[] {
  const counts = Array.from(columns, () => 0)
  for (const category of byRater.values()) {
    const column = columns.get(category) ?? 0
    counts[column] = (counts[column] ?? 0) + 1
  }
  return counts
}

interface Sides {
  readonly raters: ReadonlySet<string>
  readonly columns: ReadonlyMap<string, number>
}

/** The first side is the rater whose name comes first, so that the order of the ratings decides nothing. */
function pairsIn(
  rows: readonly ReadonlyMap<string, string>[],
  { raters, columns }: Sides,
): (readonly [number, number])[] {
  const [one = '', other = ''] = [...raters].sort()
  return rows.flatMap((row) => {
    const [first, second] = [row.get(one), row.get(other)]
    if (first === undefined || second === undefined) return []
    return [[columns.get(first) ?? 0, columns.get(second) ?? 0] as const]
  })
}
