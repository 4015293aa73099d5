import {
  type Estimate,
  type Interval,
  level,
  resamples,
  type SeedParts,
  type Undefined,
} from '../consistency/estimate.ts'
import {
  added,
  type Deviations,
  fewestRespondents,
  fewestTopics,
  intervalAround,
  rounding,
  type TooFew,
  tooFew,
} from '../consistency/resampling.ts'
import { differenceInterval } from '../statistics/difference-interval.ts'
import { frequenciesOf } from '../statistics/frequencies.ts'
import { derivedSeed, seededRandom } from '../statistics/seeded-random.ts'
import { stratifiedDraws, stratifiedErrors } from '../statistics/stratified-draws.ts'
import { type Equivalence, type EquivalenceBounds, equivalenceOf } from './equivalence.ts'
import type { Side, SideMeasure } from './side.ts'
import { pairedTopics } from './topic-pairs.ts'

/** How much more inconsistent a run is than the baseline: below 0, it is less. */
export interface Difference extends Estimate {
  /** Topics drawn anew, those that both sides share together. */
  readonly intervalOverTopics: Interval | Undefined
  /** As if all distances of both sides were independent of each other. */
  readonly intervalAsPublished: Interval | Undefined
  /** Against bounds given beforehand, where there are any. */
  readonly equivalence?: Equivalence | Undefined
}

/** One measure of a side, and who answered. */
export interface Compared {
  readonly kind: Side['kind']
  readonly measure: SideMeasure
}

export interface DifferenceOptions {
  readonly seedParts: SeedParts
  readonly bounds?: EquivalenceBounds | undefined
}

/**
 * The difference of two sides, with intervals. Respondents are drawn anew on each side that has some; a model that
 * answered once is what it is, and held fixed.
 */
export function differenceOf(sides: readonly [Compared, Compared], options: DifferenceOptions): Difference {
  const [baseline, run] = sides
  const value = run.measure.inconsistency - baseline.measure.inconsistency
  const deviations = respondentDeviations(sides)
  const seed = Number(options.seedParts[0])
  const about = { unit: 'respondent', seed }
  return {
    value,
    interval: 'undefined' in deviations ? deviations : intervalAround(value, deviations, about),
    intervalOverTopics: overTopics(sides, value, options.seedParts),
    intervalAsPublished: asPublished([baseline.measure, run.measure], value, options.seedParts),
    ...(options.bounds && { equivalence: equivalenceOf(value, deviations, { bounds: options.bounds, seed }) }),
  }
}

/** Deviations of the difference when respondents are drawn anew; or why there are none. */
function respondentDeviations([baseline, run]: readonly [Compared, Compared]): Deviations | Undefined {
  const [own, other] = [sideDeviations(baseline, 'baseline'), sideDeviations(run, 'run')]
  if ('undefined' in own) return own
  if ('undefined' in other) return other
  const both = added(negative(own), other)
  return both.error > rounding
    ? both
    : { undefined: 'each side is a single respondent, or all of its respondents are alike' }
}

function negative({ error, draws }: Deviations): Deviations {
  return { error, ...(draws && { draws: draws.map((deviation) => -deviation) }) }
}

const fixed: Deviations = { error: 0 }

/** Each side is drawn from a stream of its own: the two are independent. */
/** A model that answered once is fixed; so is one of which only figures were published. */
function sideDeviations({ kind, measure: { made } }: Compared, stream: string): Deviations | TooFew {
  const respondents = made?.resampling.respondents('distances') ?? 1
  if (kind === 'model' && respondents === 1) return fixed
  if (!made || respondents < fewestRespondents) return tooFew(respondents, 'respondents')
  return made.resampling.deviations('distances', stream)
}

function overTopics(
  [{ measure: baseline }, { measure: run }]: readonly [Compared, Compared],
  value: number,
  seedParts: SeedParts,
): Interval | Undefined {
  if (!baseline.made || !run.made) return { undefined: 'of one side only figures are known' }
  const own = baseline.made.resampling.topicResiduals('distances')
  const others = run.made.resampling.topicResiduals('distances')
  const pairs = pairedTopics(baseline.byTopic, run.byTopic)
  const taken = new Set(pairs.flatMap((pair) => [...pair.baseline, ...pair.run].map(({ key }) => key)))
  const sumOf = (residuals: ReadonlyMap<string, number>, topics: SideMeasure['byTopic']) =>
    topics.reduce((sum, { key }) => sum + (residuals.get(key ?? '') ?? 0), 0)
  const alone = (measure: SideMeasure) => measure.byTopic.filter(({ key }) => !taken.has(key))
  const members = [
    ...pairs.map((pair) => sumOf(others, pair.run) - sumOf(own, pair.baseline)),
    ...alone(baseline).map((topic) => -sumOf(own, [topic])),
    ...alone(run).map((topic) => sumOf(others, [topic])),
  ]
  if (members.length < fewestTopics) return tooFew(members.length, 'topics')
  const stratum = { places: [0], members: members.map((member) => [member]), times: members.map(() => 1) }
  const random = seededRandom(derivedSeed([...seedParts, 'topics']))
  const [draws] = stratifiedDraws([stratum], { figures: 1, resamples, random })
  const [error = 0] = stratifiedErrors([stratum], 1)
  if (!draws || error <= rounding) return { undefined: 'every topic is alike: drawing anew shows no spread' }
  return intervalAround(value, { error, draws }, { unit: 'topic', seed: Number(seedParts[0]) })
}

function asPublished(
  sides: readonly [SideMeasure, SideMeasure],
  value: number,
  seedParts: SeedParts,
): Interval | Undefined {
  const [baseline, run] = sides
  if (!baseline.made || !run.made) return fromBounds(value, sides)
  const samples = [frequenciesOf(baseline.made.distances), frequenciesOf(run.made.distances)] as const
  const random = seededRandom(derivedSeed(seedParts))
  const bounds = differenceInterval(samples, { resamples, level, random })
  return bounds ? { ...bounds, level, unit: 'answer', seed: Number(seedParts[0]) } : tooAlike
}

const tooAlike: Undefined = { undefined: 'one side has too few different values' }

/** Where only published bounds are known, they are taken as 1.96 standard errors on average. */
function fromBounds(value: number, sides: readonly SideMeasure[]): Interval | Undefined {
  const halves = sides.map(({ intervalAsPublished: interval }) =>
    'undefined' in interval ? undefined : (interval.high - interval.low) / 2,
  )
  const known = halves.filter((half) => half !== undefined)
  if (known.length < halves.length) return tooAlike
  const half = Math.hypot(...known)
  return { low: value - half, high: value + half, level, method: 'normal', resamples: 0, unit: 'answer' }
}
