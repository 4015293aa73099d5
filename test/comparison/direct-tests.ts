import { around, type Band, type Place, places } from './direct.ts'
import { total } from './direct-people.ts'

/** Tests by permutation, by plain loops over every arrangement, or over very many. Nothing here comes from `server`. */

/** The values of one respondent, as a sum over so many. */
export interface Own {
  readonly sum: number
  readonly count: number
}

/** Respondents who may change sides with each other. */
export interface Pool {
  readonly first: readonly Own[]
  readonly second: readonly Own[]
}

const near = 1e-7

/** Two-sided p-value of the difference of two means, respondents changing sides in every way there is. */
export function exactP({ first, second }: Pool): number {
  const all = [...first, ...second]
  const observed = Math.abs(meanOf(first) - meanOf(second))
  let [far, ways] = [0, 0]
  for (let choice = 0; choice < 2 ** all.length; choice++) {
    const chosen = all.filter((_, n) => (choice >> n) % 2 === 1)
    if (chosen.length !== first.length) continue
    const others = all.filter((_, n) => (choice >> n) % 2 === 0)
    ways += 1
    far += Number(Math.abs(meanOf(chosen) - meanOf(others)) > observed - near)
  }
  return far / ways
}

/** The same of many pools at once, by shuffling 10,000 times: where 9,999 other shuffles come out. */
export function shuffledP(pools: readonly Pool[]): Band {
  const sides = (dealt: readonly Pool[]) =>
    meanOf(dealt.flatMap(({ first }) => first)) - meanOf(dealt.flatMap(({ second }) => second))
  const observed = Math.abs(sides(pools))
  const [place, times] = [places(1_125), 10_000]
  let far = 0
  for (let n = 0; n < times; n++)
    far += Number(Math.abs(sides(pools.map((pool) => dealt(pool, place)))) > observed - near)
  const share = far / times
  return around(share, 4 * Math.sqrt((share * (1 - share) * 2) / times))
}

function dealt({ first, second }: Pool, place: Place): Pool {
  const left = [...first, ...second]
  const drawn = first.flatMap(() => left.splice(place(left.length), 1))
  return { first: drawn, second: left }
}

/**
 * Two-sided p-value of differences whose signs mean nothing: of all ways to give them signs, how many have a sum as far
 * from 0. Sums of one half of them are sorted, and those of the other half find their partners.
 */
export function signP(differences: readonly number[]): number {
  const half = differences.length >> 1
  const ones = Float64Array.from(signedSums(differences.slice(0, half))).sort()
  const observed = Math.abs(total(differences)) - near
  if (observed < 0) return 1
  let far = 0
  for (const sum of signedSums(differences.slice(half))) {
    far += below(ones, -observed - sum) + (ones.length - below(ones, observed - sum))
  }
  return far / 2 ** differences.length
}

function signedSums(values: readonly number[]): number[] {
  let sums = [0]
  for (const value of values) sums = sums.flatMap((sum) => [sum + value, sum - value])
  return sums
}

/** How many of sorted numbers are smaller. */
function below(sorted: Float64Array, value: number): number {
  let [from, to] = [0, sorted.length]
  while (from < to) {
    const middle = (from + to) >> 1
    if ((sorted[middle] ?? Infinity) < value) from = middle + 1
    else to = middle
  }
  return from
}

/** Adjusted p-values by their definition: the smallest rate at which each is found among all that are. */
export function adjusted(pValues: readonly number[]): number[] {
  const rates = pValues.map((p) => (p * pValues.length) / pValues.filter((other) => other <= p + near).length)
  return pValues.map((p) => Math.min(1, ...rates.filter((_, n) => (pValues[n] ?? 0) >= p - near)))
}

function meanOf(people: readonly Own[]): number {
  return total(people.map(({ sum }) => sum)) / total(people.map(({ count }) => count))
}
