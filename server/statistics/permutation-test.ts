import type { SeededRandom } from './seeded-random.ts'

export interface PermutationTest {
  /** Two-sided: how likely a statistic as far from 0 is, or farther, if the labels mean nothing. */
  readonly p: number
  /** How many arrangements were looked at. */
  readonly permutations: number
  /** `exact`: every arrangement there is. `sampled`: so many drawn at random. */
  readonly method: 'exact' | 'sampled'
}

/** How many arrangements to draw where there are too many to look at all, and from which stream. */
export interface Permuting {
  readonly permutations: number
  readonly random: SeededRandom
}

/** The values of one person. */
export interface Summed {
  readonly sum: number
  /** How many values there are, above 0. */
  readonly count: number
}

/** People who may change places with each other, as they are alike in what is not asked about. */
export interface Stratum {
  readonly first: readonly Summed[]
  readonly second: readonly Summed[]
}

/** A stratum as a deck of cards: so many are dealt to the smaller group, the others are left to the larger one. */
interface Deck {
  readonly people: Summed[]
  readonly dealt: number
  readonly isDealtToFirst: boolean
  readonly whole: Summed
}

const mostArrangements = 10_000
const mostFlipped = 13

/** Statistics closer than this are as large as each other: they differ by the order in which they were added up. */
const rounding = 1e-12

const nothing: Summed = { sum: 0, count: 0 }

/**
 * Permutation test of whether two groups differ in their mean, people being compared within strata only.
 * The mean of a group is the sum of all its values over their number, whatever the stratum; the statistic is the first
 * mean minus the second. Within every stratum the labels are dealt anew, each group keeping its size there.
 * A person is the sum and the number of their values, so a whole person changes places and not a single value.
 * Up to 10,000 arrangements are all looked at, and p is the share of them as far from 0 as what was seen; beyond that
 * they are drawn, and p is (1 + as far) / (1 + drawn), which is never too small.
 * A stratum with one group alone has nothing to exchange, but counts for the mean.
 * Undefined, with a reason, where no stratum holds both groups.
 *
 * O(people x arrangements). Phipson and Smyth (2010), doi:10.2202/1544-6115.1585.
 * @throws {RangeError} if a person has no values
 * @example stratifiedPermutation([{ first: [{ sum: 0, count: 2 }], second: [{ sum: 1, count: 2 }, { sum: 2, count: 2 }] }],
 *   { permutations: 9999, random: seededRandom(1) }) // { p: 0.6667, permutations: 3, method: 'exact' }
 */
export function stratifiedPermutation(
  strata: readonly Stratum[],
  { permutations, random }: Permuting,
): PermutationTest | { readonly undefined: string } {
  const everybody = strata.flatMap(({ first, second }) => [...first, ...second])
  if (!everybody.every(({ count }) => count > 0)) {
    throw new RangeError('stratifiedPermutation requires a value of each person')
  }
  if (!strata.some(({ first, second }) => first.length > 0 && second.length > 0)) {
    return { undefined: 'no stratum holds both groups' }
  }
  const whole = totalOf(everybody)
  const difference = (first: Summed) => first.sum / first.count - (whole.sum - first.sum) / (whole.count - first.count)
  const observed = difference(totalOf(strata.flatMap(({ first }) => first)))
  const decks = strata.map(deckOf)
  const isExact = decks.reduce((ways, deck) => ways * waysToDeal(deck), 1) <= mostArrangements
  const firsts = isExact
    ? decks.reduce(everyArrangement, [nothing])
    : Array.from({ length: permutations }, () => decks.reduce((total, deck) => dealtAnew(total, deck, random), nothing))
  return judged(observed, firsts.map(difference), isExact ? 'exact' : 'sampled')
}

/**
 * Permutation test of whether paired differences, as of topics in two conditions, are 0 on average: if the conditions
 * mean nothing, each difference could as well have had the other sign. The statistic is their sum.
 * All signs are tried for up to 13 differences, and p is the share that comes as far from 0 as what was seen; else they
 * are drawn, and p is (1 + as far) / (1 + drawn). Differences of 0 stay 0: if all are, p is 1.
 * Undefined, with a reason, where there are no differences.
 *
 * O(differences x arrangements). Fisher (1935), The Design of Experiments, section 21.
 * @example signFlipTest([1, 2, 3], { permutations: 9999, random: seededRandom(1) })
 *   // { p: 0.25, permutations: 8, method: 'exact' }
 */
export function signFlipTest(
  differences: readonly number[],
  { permutations, random }: Permuting,
): PermutationTest | { readonly undefined: string } {
  if (differences.length === 0) return { undefined: 'there are no differences' }
  const observed = differences.reduce((total, one) => total + one, 0)
  if (differences.length <= mostFlipped) {
    const all = differences.reduce((totals, one) => totals.flatMap((total) => [total + one, total - one]), [0])
    return judged(observed, all, 'exact')
  }
  const flipped = () => differences.reduce((total, one) => total + (random.place(2) === 0 ? one : -one), 0)
  return judged(observed, Array.from({ length: permutations }, flipped), 'sampled')
}

function judged(observed: number, arranged: readonly number[], method: PermutationTest['method']): PermutationTest {
  const far = arranged.filter((statistic) => Math.abs(statistic) >= Math.abs(observed) - rounding).length
  const permutations = arranged.length
  return { p: method === 'exact' ? far / permutations : (1 + far) / (1 + permutations), permutations, method }
}

function deckOf({ first, second }: Stratum): Deck {
  const people = [...first, ...second]
  const dealt = Math.min(first.length, second.length)
  return { people, dealt, isDealtToFirst: first.length < second.length, whole: totalOf(people) }
}

function waysToDeal({ people, dealt }: Deck): number {
  let ways = 1
  for (let card = 1; card <= dealt; card++) ways = (ways * (people.length - dealt + card)) / card
  return ways
}

/** Totals of the first group, each continued by every way to deal a further deck. */
function everyArrangement(totals: readonly Summed[], deck: Deck): Summed[] {
  const hands = everyHand(deck).map((hand) => ofFirst(hand, deck))
  return totals.flatMap((total) => hands.map((hand) => plus(total, hand)))
}

/** What is dealt, in every way there is: hands of each size, made larger by one person after the other. */
function everyHand({ people, dealt }: Deck): Summed[] {
  const bySize: Summed[][] = Array.from({ length: dealt + 1 }, (_, size) => (size === 0 ? [nothing] : []))
  for (const person of people) {
    for (let size = dealt; size > 0; size--) {
      for (const hand of bySize[size - 1] ?? []) bySize[size]?.push(plus(hand, person))
    }
  }
  return bySize[dealt] ?? []
}

/** A total of the first group, continued by one way to deal a further deck, drawn at random. */
function dealtAnew(total: Summed, deck: Deck, random: SeededRandom): Summed {
  const { people, dealt } = deck
  for (let card = 0; card < dealt; card++) {
    const other = card + random.place(people.length - card)
    const drawn = people[other] ?? nothing
    people[other] = people[card] ?? nothing
    people[card] = drawn
  }
  return plus(total, ofFirst(totalOf(people.slice(0, dealt)), deck))
}

function ofFirst(hand: Summed, { isDealtToFirst, whole }: Deck): Summed {
  return isDealtToFirst ? hand : { sum: whole.sum - hand.sum, count: whole.count - hand.count }
}

function totalOf(people: readonly Summed[]): Summed {
  return people.reduce(plus, nothing)
}

function plus(one: Summed, other: Summed): Summed {
  return { sum: one.sum + other.sum, count: one.count + other.count }
}
