/** A sample as its distinct values, ascending, and how often each occurs: small however large the sample is. */
export interface Frequencies {
  readonly values: Float64Array
  readonly counts: Float64Array
  /** Size of the sample: the sum of the counts. */
  readonly total: number
}

/** Counts by value, in any order, as frequencies: equal samples give equal frequencies, digit by digit. */
export function frequenciesOf(counts: ReadonlyMap<number, number>): Frequencies {
  const values = Float64Array.from(counts.keys()).sort()
  const ordered = new Float64Array(values.length).fill(1) // most values of a large sample occur once
  let total = values.length
  for (const [value, count] of counts) {
    if (count === 1) continue
    ordered[placeOf(values, value)] = count
    total += count - 1
  }
  return { values, counts: ordered, total }
}

/** Where a value is among ascending ones that it is one of. */
function placeOf(ascending: Float64Array, value: number): number {
  let [low, high] = [0, ascending.length - 1]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((ascending[middle] ?? 0) < value) low = middle + 1
    else high = middle
  }
  return low
}

/** Counts how often each value occurs. */
export function countValues(values: Iterable<number>): Map<number, number> {
  const counts = new Map<number, number>()
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1)
  return counts
}

/** Arithmetic mean of the whole sample, each value as often as it occurs. Undefined for an empty sample. */
export function meanOfFrequencies({ values, counts, total }: Frequencies): number | undefined {
  if (total === 0) return undefined
  return values.reduce((sum, value, place) => sum + value * (counts[place] ?? 0), 0) / total
}

/**
 * The middle value of the whole sample, or halfway between the two middle ones. Undefined for an empty sample.
 * @example medianOfFrequencies(frequenciesOf(countValues([0, 1, 1]))) // 1
 */
export function medianOfFrequencies(sample: Frequencies): number | undefined {
  if (sample.total === 0) return undefined
  const middle = (sample.total - 1) / 2
  return (valueAt(sample, Math.floor(middle)) + valueAt(sample, Math.ceil(middle))) / 2
}

function valueAt({ values, counts }: Frequencies, place: number): number {
  let passed = 0
  const at = counts.findIndex((count) => {
    passed += count
    return passed > place
  })
  return values[at] ?? 0
}
