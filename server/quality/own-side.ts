import { logFactorial } from '../statistics/log-factorial.ts'
import { byTopic, type SidedAnswer } from './own-answer.ts'

/** How a person's answers on each topic divide. */
export interface OwnSides {
  /** Answers on each topic with two or more. */
  readonly sizes: readonly number[]
  /** Answers that fall on the stance the person took less often on the topic, over those topics. */
  readonly minority: number
}

export function ownSides(answers: readonly SidedAnswer[]): OwnSides {
  const topics = [...byTopic(answers).values()].filter(({ length }) => length > 1)
  const minorities = topics.map((own) => {
    const supporting = own.filter(({ stance }) => stance === 'supports').length
    return Math.min(supporting, own.length - supporting)
  })
  return { sizes: topics.map(({ length }) => length), minority: minorities.reduce((sum, one) => sum + one, 0) }
}

/**
 * The distribution of the minority over topics of these sizes, for whoever keeps to a side with the dependability:
 * place m holds the chance of m such answers. 0.5 is tossing a coin. Which side is held makes no difference.
 * Exact: the distributions of the topics, each a binomial folded at its middle, convolved. O(answers²).
 * @example minorityDistribution([2, 2], 0.5) // [0.25, 0.5, 0.25]
 */
export function minorityDistribution(sizes: readonly number[], dependability: number): number[] {
  return sizes.map((size) => folded(size, dependability)).reduce(convolved, [1])
}

function folded(size: number, share: number): number[] {
  const masses = Array.from({ length: size + 1 }, (_, k) => binomialMass(size, k, share))
  const most = Math.floor(size / 2)
  return Array.from({ length: most + 1 }, (_, m) => {
    const [low = 0, high = 0] = [masses[m], masses[size - m]]
    return 2 * m === size ? low : low + high
  })
}

function binomialMass(size: number, k: number, share: number): number {
  if (share === 1) return k === size ? 1 : 0
  const ways = logFactorial(size) - logFactorial(k) - logFactorial(size - k)
  return Math.exp(ways + k * Math.log(share) + (size - k) * Math.log1p(-share))
}

function convolved(one: readonly number[], other: readonly number[]): number[] {
  const both = new Array<number>(one.length + other.length - 1).fill(0)
  one.forEach((a, i) => {
    other.forEach((b, j) => {
      both[i + j] = (both[i + j] ?? 0) + a * b
    })
  })
  return both
}

/** Running sums: the chance of at most so many. */
export function cumulative(masses: readonly number[]): number[] {
  let sum = 0
  return masses.map((mass) => {
    sum += mass
    return sum
  })
}
