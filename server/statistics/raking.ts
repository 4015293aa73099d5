import { sum } from './sum.ts'

/** People to be weighted: each alone or, where there are many, as patterns of people who are alike. */
export interface PeopleToWeight {
  /** For each variable the category of every person, or of every pattern. */
  readonly categories: readonly (readonly string[])[]
  /** How many people each pattern stands for; one each where it is left out. */
  readonly times?: readonly number[]
}

/** The share each category of a variable shall have: from 0, sum 1. */
export type Margin = ReadonlyMap<string, number>

export interface RakingLimits {
  /** Largest number of rounds. */
  readonly rounds?: number
  /** A gap so small counts as closed. */
  readonly gap?: number
}

export interface Raked {
  /** One for each person or pattern, from 0, with mean 1 over all people. */
  readonly weights: number[]
  /** How often all variables were gone through; 0 where the people have the wanted shares as they are. */
  readonly rounds: number
  /** Largest difference that remains between a category's weighted share and the wanted one. */
  readonly gap: number
}

/** A variable by places: the shares wanted, and the place among them of what each pattern has. */
interface Variable {
  readonly wanted: readonly number[]
  readonly places: readonly number[]
}

const mostRounds = 1000
const closedGap = 1e-9

/** More than rounding can make of logarithms that should be equal. */
const rounding = 1e-9

/**
 * Raking, or iterative proportional fitting: weights under which people have the shares wanted in every variable at
 * once. Each round goes through the variables and brings one after the other to its shares. Of all weights that do,
 * these are the closest to equal ones in relative entropy: each is a product of one factor per variable.
 * `margins` come in the order of the variables. Shares are taken relative to their sum, so that a margin rounded
 * to a few digits settles too; whether the sum is 1 but for rounding is for the caller to see.
 * A category with share 0 gets weight 0.
 * Undefined, with a reason: where there are no people; where no weights at all reach the shares, as some combination
 * of categories has nobody (the last round proves it: had such weights existed, somebody's weight would have grown
 * more); and where the end was not reached in 1,000 rounds.
 *
 * O(rounds x patterns x variables): give many people as patterns with `times`.
 * Deming and Stephan (1940), doi:10.1214/aoms/1177731829; where it ends: Csiszár (1975), doi:10.1214/aop/1176996454.
 * @throws {RangeError} if variables, `times` or margins differ in length, or a category is named by no margin
 * @example raked({ categories: [['a', 'a', 'b']] }, [new Map([['a', 0.5], ['b', 0.5]])])
 *   // { weights: [0.75, 0.75, 1.5], rounds: 1, gap: 0 }
 */
export function raked(
  people: PeopleToWeight,
  margins: readonly Margin[],
  limits: RakingLimits = {},
): Raked | { readonly undefined: string } {
  const masses = massesOf(people)
  const variables = variablesOf(people, margins)
  if (!(sum(masses) > 0)) return { undefined: 'there are no people' }
  const { moved, rounds, gap } = settled(variables, masses, limits)
  if (gap <= (limits.gap ?? closedGap)) return { weights: meanOne(moved, masses), rounds, gap }
  if (isOutOfReach(variables, moved, masses)) {
    return { undefined: 'no weights reach these shares, as some combinations of categories have nobody' }
  }
  return { undefined: `the shares were not reached in ${rounds} rounds` }
}

/** Round after round, until the gap is closed or the rounds are used up: what each pattern stands for then. */
function settled(variables: readonly Variable[], masses: readonly number[], limits: RakingLimits) {
  const { rounds: atMost = mostRounds, gap: closed = closedGap } = limits
  const moved = [...masses]
  let rounds = 0
  let gap = largestGap(variables, moved)
  while (!(gap <= closed) && rounds < atMost) {
    for (const variable of variables) multiply(moved, variable, factorsOf(variable, sharesOf(variable, moved)))
    gap = largestGap(variables, moved)
    rounds += 1
  }
  return { moved, rounds, gap }
}

/** What share of all people each pattern stands for. */
function massesOf({ categories, times }: PeopleToWeight): number[] {
  const length = times?.length ?? categories[0]?.length ?? 0
  if (categories.some((one) => one.length !== length)) {
    throw new RangeError('raked requires a category of every variable for each person')
  }
  const counts = times ?? Array.from({ length }, () => 1)
  const whole = sum(counts)
  return counts.map((count) => count / whole)
}

function variablesOf({ categories }: PeopleToWeight, margins: readonly Margin[]): Variable[] {
  if (margins.length !== categories.length) throw new RangeError('raked requires one margin for each variable')
  return margins.map((margin, v) => {
    const placeOf = new Map([...margin.keys()].map((category, place) => [category, place]))
    const whole = sum([...margin.values()])
    const places = (categories[v] ?? []).map((category) => {
      const place = placeOf.get(category)
      if (place === undefined) throw new RangeError(`raked requires a share for the category ${category}`)
      return place
    })
    return { wanted: [...margin.values()].map((share) => share / whole), places }
  })
}

/** The share each category of a variable has now. */
function sharesOf({ wanted, places }: Variable, moved: readonly number[]): number[] {
  const shares = wanted.map(() => 0)
  for (let n = 0; n < places.length; n++) {
    const place = places[n] ?? 0
    shares[place] = (shares[place] ?? 0) + (moved[n] ?? 0)
  }
  return shares
}

/** What to multiply each category by; where nobody is left in it, there is nothing to multiply. */
function factorsOf({ wanted }: Variable, shares: readonly number[]): number[] {
  return wanted.map((share, place) => (shares[place] ? share / shares[place] : 0))
}

function multiply(moved: number[], { places }: Variable, factors: readonly number[]): void {
  for (let n = 0; n < places.length; n++) moved[n] = (moved[n] ?? 0) * (factors[places[n] ?? 0] ?? 0)
}

function largestGap(variables: readonly Variable[], moved: readonly number[]): number {
  const gaps = variables.flatMap((variable) => {
    const shares = sharesOf(variable, moved)
    return variable.wanted.map((share, place) => Math.abs(share - (shares[place] ?? 0)))
  })
  return gaps.reduce((most, gap) => Math.max(most, gap), 0)
}

function meanOne(moved: readonly number[], masses: readonly number[]): number[] {
  const whole = sum(moved)
  return moved.map((mass, n) => (masses[n] === 0 ? 0 : mass / (masses[n] ?? 0) / whole))
}

/**
 * Whether a further round shows that the shares are out of reach. Weights that reach them would weigh the growth of
 * everybody's logarithm in that round to a mean of just what the shares make of the factors' logarithms; so where
 * nobody grows as much, there are none.
 */
function isOutOfReach(variables: readonly Variable[], moved: readonly number[], masses: readonly number[]): boolean {
  const round = [...moved]
  const growth = moved.map(() => 0)
  let needed = 0
  for (const variable of variables) {
    const shares = sharesOf(variable, round)
    const factors = factorsOf(variable, shares)
    needed += sum(
      variable.wanted.map((share, place) => (share === 0 ? 0 : share * Math.log(share / (shares[place] ?? 0)))),
    )
    variable.places.forEach((place, n) => {
      growth[n] = (growth[n] ?? 0) + Math.log(factors[place] ?? 0)
    })
    multiply(round, variable, factors)
  }
  const most = growth.reduce((largest, one, n) => (masses[n] === 0 ? largest : Math.max(largest, one)), -Infinity)
  return needed > most + rounding
}
