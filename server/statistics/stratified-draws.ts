import type { SeededRandom } from './seeded-random.ts'
import { sum } from './sum.ts'
import { timesDrawn } from './times-drawn.ts'

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
  { places, members, times }: Stratum,
  { resamples, random }: StratifiedDrawing,
): void {
  const n = sum(times)
  const widening = Math.sqrt(n / (n - 1))
  const widened = places.map((_, at) => Float64Array.from(members, (values) => (values[at] ?? 0) * widening))
  const draw = timesDrawn(times, random)
  for (let resample = 0; resample < resamples; resample++) {
    const drawn = draw()
    places.forEach((place, at) => {
      const figure = deviations[place]
      if (figure) figure[resample] = (figure[resample] ?? 0) + product(drawn, widened[at] ?? none)
    })
  }
}

const none = new Float64Array()

function product(drawn: Float64Array, values: Float64Array): number {
  let total = 0
  for (let k = 0; k < drawn.length; k++) total += (drawn[k] ?? 0) * (values[k] ?? 0)
  return total
}
