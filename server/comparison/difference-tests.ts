import type { SeedParts, Undefined } from '../consistency/estimate.ts'
import { obtain } from '../consistency/obtain.ts'
import type { Row } from '../consistency/reduced.ts'
import { benjaminiHochberg } from '../statistics/benjamini-hochberg.ts'
import {
  type PermutationTest,
  type Stratum,
  type Summed,
  signFlipTest,
  stratifiedPermutation,
} from '../statistics/permutation-test.ts'
import { derivedSeed, seededRandom } from '../statistics/seeded-random.ts'
import { sum } from '../statistics/sum.ts'
import type { Compared } from './difference.ts'
import { meanOf, pairedTopics, type TopicPair } from './topic-pairs.ts'

/** Whether sides differ at all, by permutation: two-sided p-values. */
export interface DifferenceTests {
  /** Respondents change sides within what they answered. */
  readonly respondents: PermutationTest | Undefined
  /** The differences on shared topics change their signs. */
  readonly topics: PermutationTest | Undefined
  /** Topic by topic, respondents changing sides; adjusted for their number by Benjamini and Hochberg. */
  readonly byTopic: readonly TopicTest[] | Undefined
}

export interface TopicTest {
  readonly topic: string
  readonly difference: number
  readonly p: number
  /** Smallest rate of false discoveries at which this topic is one. */
  readonly adjusted: number
}

const permutations = 9999
/** With more respondents than this the interval tells the same, and permuting takes long. */
const mostRespondents = 5000

/** Tests need the answers of both sides; a model that answered once is taken as one more respondent. */
export function differenceTests([baseline, run]: readonly [Compared, Compared], seedParts: SeedParts): DifferenceTests {
  const pairs = pairedTopics(baseline.measure.byTopic, run.measure.byTopic)
  const differences = pairs.map((pair) => meanOf(pair.run) - meanOf(pair.baseline))
  const permuting = (about: string) => ({ permutations, random: seededRandom(derivedSeed([...seedParts, about])) })
  const topics = signFlipTest(differences, permuting('signs'))
  const [own, others] = [baseline.measure.made?.resampling, run.measure.made?.resampling]
  if (!own || !others) return { topics, respondents: figuresOnly, byTopic: figuresOnly }
  if (own.respondents('distances') + others.respondents('distances') > mostRespondents) {
    const tooMany = { undefined: `more than ${mostRespondents} respondents: the interval tells as much` }
    return { topics, respondents: tooMany, byTopic: tooMany }
  }
  const sides: Sides = [own.rows, others.rows]
  const strata = unitStrata(sides, pairs)
  const isShared = strata.some(({ first, second }) => first.length > 0 && second.length > 0)
  const respondents = isShared ? stratifiedPermutation(strata, permuting('respondents')) : askedOtherwise
  return { topics, respondents, byTopic: topicTests(sides, pairs, permuting) }
}

const figuresOnly: Undefined = { undefined: 'of one side only figures are known' }

const askedOtherwise: Undefined = { undefined: 'nobody of one side answered the same topics as somebody of the other' }

type Sides = readonly [readonly Row[], readonly Row[]]

/** Respondents of both sides by the shared topics that they answered; others cannot change sides. */
function unitStrata([own, others]: Sides, pairs: readonly TopicPair[]): Stratum[] {
  const placeOf = new Map(
    pairs.flatMap((pair, place) => [...pair.baseline, ...pair.run].map(({ key }) => [key, place] as const)),
  )
  const strata = new Map<string, { first: Summed[]; second: Summed[] }>()
  const put = (side: 'first' | 'second', row: Row) => {
    const shared = [...row.topics].filter(([topic]) => placeOf.has(topic))
    const unit = [...new Set(shared.map(([topic]) => placeOf.get(topic)))].sort().join()
    const respondent = addedUp(shared.flatMap(([, [first]]) => first ?? []))
    if (respondent.count === 0) return
    const stratum = obtain(strata, unit, () => ({ first: [], second: [] }))
    stratum[side].push(...Array.from({ length: row.times }, () => respondent))
  }
  for (const row of own) put('first', row)
  for (const row of others) put('second', row)
  return [...strata].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, stratum]) => stratum)
}

function addedUp(portions: readonly Summed[]): Summed {
  return { sum: sum(portions.map((one) => one.sum)), count: sum(portions.map(({ count }) => count)) }
}

type Permuting = (about: string) => Parameters<typeof stratifiedPermutation>[1]

function topicTests(sides: Sides, pairs: readonly TopicPair[], permuting: Permuting): TopicTest[] {
  const [own, others] = sides
  const tests = pairs.flatMap((pair) => {
    const stratum = { first: onTopic(own, pair.baseline), second: onTopic(others, pair.run) }
    const test = stratifiedPermutation([stratum], permuting(pair.topic))
    const difference = meanOf(pair.run) - meanOf(pair.baseline)
    return 'undefined' in test ? [] : [{ topic: pair.topic, difference, p: test.p }]
  })
  const adjusted = benjaminiHochberg(tests.map(({ p }) => p))
  return tests.map((test, n) => ({ ...test, adjusted: adjusted[n] ?? 1 }))
}

function onTopic(rows: readonly Row[], topics: TopicPair['run']): Summed[] {
  const keys = new Set(topics.map(({ key }) => key))
  return rows.flatMap((row) => {
    const respondent = addedUp([...row.topics].flatMap(([topic, [first]]) => (keys.has(topic) && first ? first : [])))
    return respondent.count === 0 ? [] : Array.from({ length: row.times }, () => respondent)
  })
}
