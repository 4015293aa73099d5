import { binomialDraw } from './binomial-draw.ts'
import type { SeededRandom } from './seeded-random.ts'
import { sum } from './sum.ts'

/** Counting a pattern costs about as much as drawing so many single items. */
const drawsPerCount = 6

/**
 * Draws a sample with replacement, as large as the one it is drawn from: each call tells how often each distinct item
 * comes, in an array that the next call writes over. Where items repeat, draws how often each distinct one occurs
 * (multinomial) and never looks at the single items; where most are distinct, draws places.
 * @param times how often each distinct item occurs
 */
export function timesDrawn(times: readonly number[], random: SeededRandom): () => Float64Array {
  return times.length * drawsPerCount <= sum(times) ? counting(times, random) : placing(times, random)
}

/** Draws how often each pattern occurs, one after the other among what is left. */
function counting(times: readonly number[], random: SeededRandom): () => Float64Array {
  const total = sum(times)
  let ahead = total
  const chances = times.map((count) => {
    const chance = count / ahead
    ahead -= count
    return chance
  })
  const drawn = new Float64Array(times.length)
  return () => {
    let left = total
    chances.forEach((probability, k) => {
      const often = binomialDraw(left, probability, random)
      drawn[k] = often
      left -= often
    })
    return drawn
  }
}

function placing(times: readonly number[], random: SeededRandom): () => Float64Array {
  const patternAt = times.flatMap((count, k) => new Array<number>(count).fill(k))
  const drawn = new Float64Array(times.length)
  return () => {
    drawn.fill(0)
    for (let item = 0; item < patternAt.length; item++) {
      const k = patternAt[random.place(patternAt.length)] ?? 0
      drawn[k] = (drawn[k] ?? 0) + 1
    }
    return drawn
  }
}
