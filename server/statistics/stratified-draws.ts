import { binomialDraw } from './binomial-draw.ts'
import { tabledBinomial } from './binomial-table.ts'
import type { SeededRandom } from './seeded-random.ts'
import { sum } from './sum.ts'

/** Counting a member costs about as much as drawing so many one by one. */
const drawsPerCount = 4
/** The largest strata whose draws come from tables. */
const mostTabled = 200

/** Members that are drawn for each other, as people who were asked the same: the distinct ones, and how often each
 *  occurs. Each adds `members[k][n]` to the figure at `places[n]`. */
export interface Stratum {
  readonly places: readonly number[]
  readonly members: readonly (readonly number[])[]
  readonly times: readonly number[]
}

export interface StratifiedDrawing {
  /** How many figures the members add to. */
  readonly figures: number
  readonly resamples: number
  readonly random: SeededRandom
}

/**
 * How far each figure, a sum over all members, comes out from its value when members are drawn anew within their
 * strata, as many as there are, with replacement. Few members a stratum make such sums vary too little: deviations are
 * widened by √(n/(n−1)), so that their variance is that of the stratified estimator. One array a figure, in the order
 * drawn. A stratum of one member adds nothing; it should be joined with others beforehand.
 *
 * Time: resamples x (distinct members, or members where they are few) x figures of a member.
 * Rao and Wu (1988), doi:10.1080/01621459.1988.10478591, with as many draws as members.
 */
export function stratifiedDraws(strata: readonly Stratum[], drawing: StratifiedDrawing): Float64Array[] {
  const { figures, resamples } = drawing
  const deviations = Array.from({ length: figures }, () => new Float64Array(resamples))
  for (const stratum of strata) if (sizeOf(stratum) > 1) addDeviations(deviations, centred(stratum), drawing)
  return deviations
}

/** Standard deviation of those draws for ever more resamples, in closed form, for each figure. */
export function stratifiedErrors(strata: readonly Stratum[], figures: number): Float64Array {
  const variances = new Float64Array(figures)
  for (const stratum of strata) {
    const n = sizeOf(stratum)
    if (n < 2) continue
    const { places, members, times } = centred(stratum)
    members.forEach((values, k) => {
      const weight = ((times[k] ?? 0) * n) / (n - 1)
      places.forEach((place, at) => {
        variances[place] = (variances[place] ?? 0) + weight * (values[at] ?? 0) ** 2
      })
    })
  }
  return variances.map(Math.sqrt)
}

/** How many members a stratum has, those that are alike each by themselves. */
export function sizeOf({ times }: Stratum): number {
  return sum(times)
}

/** The stratum with the mean taken off every figure. */
function centred({ places, members, times }: Stratum): Stratum {
  const n = sum(times)
  const means = places.map((_, at) => sum(members.map((values, k) => (values[at] ?? 0) * (times[k] ?? 0))) / n)
  return { places, members: members.map((values) => values.map((value, at) => value - (means[at] ?? 0))), times }
}

function addDeviations(
  deviations: readonly Float64Array[],
  stratum: Stratum,
  { resamples, random }: StratifiedDrawing,
) {
  const adder = new Adder(deviations, stratum)
  const take = (member: number, often: number) => adder.add(member, often)
  const draw = drawer(stratum, random)
  for (adder.resample = 0; adder.resample < resamples; adder.resample++) draw(take)
}

/** Adds what is drawn of one stratum to the deviations of its figures, without making anything new for each draw. */
class Adder {
  resample = 0
  readonly #figures: readonly Float64Array[]
  readonly #members: readonly Float64Array[]

  constructor(deviations: readonly Float64Array[], stratum: Stratum) {
    const n = sizeOf(stratum)
    const widening = Math.sqrt(n / (n - 1))
    this.#figures = stratum.places.flatMap((place) => deviations[place] ?? [])
    this.#members = stratum.members.map((values) => Float64Array.from(values, (value) => value * widening))
  }

  add(member: number, often: number): void {
    const values = this.#members[member]
    if (!values) return
    for (let at = 0; at < values.length; at++) {
      const figure = this.#figures[at]
      if (figure) figure[this.resample] = (figure[this.resample] ?? 0) + often * (values[at] ?? 0)
    }
  }
}

type Take = (member: number, often: number) => void

/** Draws as many members as there are: one by one where most are distinct, else how often each distinct one occurs. */
function drawer({ times }: Stratum, random: SeededRandom): (take: Take) => void {
  const n = sum(times)
  if (times.length * drawsPerCount > n) {
    const memberAt = times.flatMap((often, member) => new Array<number>(often).fill(member))
    return (take) => {
      for (let drawn = 0; drawn < n; drawn++) take(memberAt[random.place(n)] ?? 0, 1)
    }
  }
  const draws = chancesOf(times, n)
  return (take) => {
    let left = n
    for (let member = 0; member < draws.length; member++) {
      const often = draws[member]?.(left, random) ?? 0
      if (often > 0) take(member, often)
      left -= often
    }
  }
}

/** How often each member comes among what is left for it and those after it. */
function chancesOf(times: readonly number[], n: number): ((left: number, random: SeededRandom) => number)[] {
  let ahead = n
  return times.map((often) => {
    const chance = often / ahead
    ahead -= often
    if (n <= mostTabled) return tabledBinomial(chance)
    return (left, random) => binomialDraw(left, chance, random)
  })
}
