import { binomialDraw } from './binomial-draw.ts'
import type { Frequencies } from './frequencies.ts'
import type { SeededRandom } from './seeded-random.ts'

/** Counting a value costs about as much as drawing so many single places. */
const drawsPerCount = 6

/**
 * Means of `resamples` samples drawn with replacement from a sample, each as large as the sample itself.
 * In the order drawn; beyond these means nothing is kept, so memory does not grow with the sample.
 * Where values repeat, draws how often each value occurs (multinomial) and never looks at the single values;
 * where most are distinct, draws places. Time: resamples x (distinct values, or size of the sample).
 *
 * Efron (1979), doi:10.1214/aos/1176344552.
 */
export function bootstrapMeans(sample: Frequencies, resamples: number, random: SeededRandom): Float64Array {
  const drawMean = isRepetitive(sample) ? countingMean(sample, random) : placingMean(sample, random)
  const means = new Float64Array(resamples)
  for (let n = 0; n < resamples; n++) means[n] = drawMean()
  return means
}

/** How much work one resample is, in draws of single places. */
export function drawsPerResample(sample: Frequencies): number {
  return isRepetitive(sample) ? sample.values.length * drawsPerCount : sample.total
}

function isRepetitive({ values, total }: Frequencies): boolean {
  return values.length * drawsPerCount <= total
}

function countingMean({ values, counts, total }: Frequencies, random: SeededRandom): () => number {
  let ahead = total
  const chances = counts.map((count) => {
    const chance = count / ahead
    ahead -= count
    return chance
  })
  return () => {
    let left = total
    let sum = 0
    for (let k = 0; k < values.length; k++) {
      const drawn = binomialDraw(left, chances[k] ?? 1, random)
      sum += drawn * (values[k] ?? 0)
      left -= drawn
    }
    return sum / total
  }
}

function placingMean(sample: Frequencies, random: SeededRandom): () => number {
  const all = expanded(sample)
  return () => {
    let sum = 0
    for (let drawn = 0; drawn < all.length; drawn++) sum += all[random.place(all.length)] ?? 0
    return sum / all.length
  }
}

function expanded({ values, counts, total }: Frequencies): Float64Array {
  const all = new Float64Array(total)
  let filled = 0
  values.forEach((value, k) => {
    const next = filled + (counts[k] ?? 0)
    all.fill(value, filled, next)
    filled = next
  })
  return all
}
