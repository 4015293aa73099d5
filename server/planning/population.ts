import type { GroupPart } from '../consistency/clusters.ts'
import { distanceFigure } from '../consistency/group-portions.ts'
import type { Portion } from '../consistency/reduced.ts'
import { sum } from '../statistics/sum.ts'

/** People of a unit who are alike: the groups that the answers of each make, and how large a share of the unit they
 *  are. */
export interface PersonKind {
  readonly parts: readonly GroupPart[]
  readonly share: number
}

/** Who there is to be asked: for each unit the kinds of people who may answer it, whose shares add up to 1. */
export type Population = readonly (readonly PersonKind[])[]

/** What studies of a population come to, in closed form. */
export interface Moments {
  /** The total that studies aim at, with as many people in every unit. */
  readonly figure: number
  /** How many answers a person gives who counts. */
  readonly answersPerPerson: { readonly least: number; readonly most: number }
  /** Answers to be expected of one person in every unit. */
  readonly answers: number
  /** Of the total, with one person in every unit; with n people it is the nth part. */
  readonly variance: number
  /** The same way; it falls as √n rises. */
  readonly skewness: number
}

/** The total is a mean over answers, taken as straight in what each person adds, as its interval takes it. */
export function momentsOf(population: Population): Moments {
  const units = population.map((kinds) => kinds.map(({ parts, share }) => ({ ...personPortion(parts), share })))
  const all = units.flat()
  const answers = sum(all.map(({ count, share }) => count * share))
  const figure = answers === 0 ? 0 : sum(all.map((kind) => kind.sum * kind.share)) / answers
  const centred = units.map((kinds) => {
    const pulls = kinds.map((kind) => (kind.sum - figure * kind.count) / answers)
    const middle = sum(pulls.map((pull, n) => pull * (kinds[n]?.share ?? 0)))
    return pulls.map((pull, n) => ({ pull: pull - middle, share: kinds[n]?.share ?? 0 }))
  })
  const moment = (power: number) => sum(centred.flat().map(({ pull, share }) => share * pull ** power))
  const variance = moment(2)
  const counts = all.map(({ count }) => count)
  return {
    figure,
    answersPerPerson: { least: Math.min(...counts), most: Math.max(...counts) },
    answers,
    variance,
    skewness: variance > 0 ? moment(3) / variance ** 1.5 : 0,
  }
}

/** What a person adds to the total. */
export function personPortion(parts: readonly GroupPart[]): Portion {
  const portions = parts.map(portionOfPart)
  return { sum: sum(portions.map((one) => one.sum)), count: sum(portions.map(({ count }) => count)) }
}

export function portionOfPart(part: GroupPart): Portion {
  return distanceFigure[0]?.portion(part) ?? { sum: 0, count: 0 }
}
