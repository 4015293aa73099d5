import { around, average, type Band, type Pair, pearson, percentileBands, shareBand, spearman } from './direct.ts'
import { type Draw, drawnAnew, type Person, peopleDrawn, topicPulls, total, unitOf } from './direct-people.ts'
import { adjusted, exactP, type Own, type Pool, shuffledP, signP } from './direct-tests.ts'
import { type Measured, percentile, tooFew, type Wanted } from './expected.ts'

/** Within which differences are to be called equivalent. */
export interface Margin {
  readonly low: number
  readonly high: number
}

type Sides = readonly [baseline: Measured, run: Measured]

/** Run less baseline, how sure that is, and whether both are inconsistent on the same topics. */
export function between(sides: Sides, margin?: Margin) {
  const [baseline, run] = sides
  const shared = [...baseline.byTopic].flatMap(([topic, one]) => {
    const other = run.byTopic.get(topic)
    return other === undefined ? [] : [{ topic, baseline: one, run: other }]
  })
  const pairs = shared.map((one): Pair => [one.baseline, one.run])
  return {
    difference: difference(sides, margin),
    tests: {
      respondents: respondentsTest(sides),
      topics: topicsTest(pairs.map(([one, other]) => other - one)),
      byTopic: topicTests(sides, shared),
    },
    sharedTopics: shared.length,
    pearson: correlation(pearson, pairs),
    spearman: correlation(spearman, pairs),
    byTopic: shared,
  }
}

/** The same with the run in the design of the baseline, all of whose questions it answered. */
export function matched(sides: Sides, questions: number, margin?: Margin): Wanted {
  const of = { label: 'matched', reasons: [], questions, answered: questions }
  return { ...of, ...sides[1].figures, ...between(sides, margin) }
}

function difference([baseline, run]: Sides, margin: Margin | undefined) {
  const value = average(run.distances) - average(baseline.distances)
  const [own, other] = [drawnSide(baseline.people), drawnSide(run.people)]
  const few = [baseline, run].find(({ people }) => people.length > 1 && people.length < 5)
  const draw: Draw = (place) => other(place) - own(place)
  const drawn = { ...percentileBands((place) => value + draw(place)), ...percentile, unit: 'respondent' }
  const published = percentileBands((place) => drawnMean(run.distances, place) - drawnMean(baseline.distances, place))
  return {
    value,
    interval: few ? tooFew(few.people.length, 'respondents') : drawn,
    intervalOverTopics: overTopics([baseline, run], value),
    intervalAsPublished: { ...published, ...percentile, unit: 'answer' },
    ...(margin && { equivalence: equivalence(value, draw, margin) }),
  }
}

/** Whoever answered once and alone is what they are. */
function drawnSide(people: readonly Person[]): Draw {
  return people.length === 1 ? () => 0 : peopleDrawn(people)
}

/** Topics that both sides share are drawn together. */
function overTopics([baseline, run]: Sides, value: number): Wanted {
  const [own, others] = [topicPulls(baseline.people), topicPulls(run.people)]
  const topics = [...new Set([...own.keys(), ...others.keys()])]
  const members = topics.map((topic) => (others.get(topic) ?? 0) - (own.get(topic) ?? 0))
  if (members.length < 5) return tooFew(members.length, 'topics')
  return { ...percentileBands((place) => value + drawnAnew(members, place)), ...percentile, unit: 'topic' }
}

/** Respondents change sides within what they answered, as far as both sides were asked about it. */
function respondentsTest([baseline, run]: Sides): Wanted {
  const shared = new Set(run.byTopic.keys()).intersection(new Set(baseline.byTopic.keys()))
  const pooled = (people: readonly Person[]) => {
    const own = people.map((person) => person.filter(({ topic }) => shared.has(topic)))
    return Map.groupBy(
      own.filter(({ length }) => length > 0),
      unitOf,
    )
  }
  const [ones, others] = [pooled(baseline.people), pooled(run.people)]
  const units = [...new Set([...ones.keys(), ...others.keys()])]
  if (units.every((unit) => !ones.has(unit) || !others.has(unit))) {
    return { undefined: 'nobody of one side answered the same topics as somebody of the other' }
  }
  const pools = units.map((unit): Pool => ({ first: sumsOf(ones.get(unit)), second: sumsOf(others.get(unit)) }))
  return { p: shuffledP(pools), permutations: 9999, method: 'sampled' }
}

function sumsOf(people: readonly Person[] = []): Own[] {
  return people.map((person) => ({
    sum: total(person.map(({ sum }) => sum)),
    count: total(person.map(({ count }) => count)),
  }))
}

function topicsTest(differences: readonly number[]): Wanted {
  const p = signP(differences)
  if (differences.length < 14) return { p, permutations: 2 ** differences.length, method: 'exact' }
  return { p: around(p, 4 * Math.sqrt((p * (1 - p)) / 9999)), permutations: 9999, method: 'sampled' }
}

/** Few enough people a topic to try every way in which they could change sides. */
function topicTests(
  [baseline, run]: Sides,
  shared: readonly { readonly topic: string; readonly baseline: number; readonly run: number }[],
): Wanted {
  const on = (topic: string, { people }: Measured) =>
    sumsOf(people.map((person) => person.filter((added) => added.topic === topic)).filter(({ length }) => length > 0))
  const pValues = shared.map(({ topic }) => exactP({ first: on(topic, baseline), second: on(topic, run) }))
  const rates = adjusted(pValues)
  return shared.map(({ topic, ...one }, n) => ({
    topic,
    difference: one.run - one.baseline,
    p: pValues[n] ?? NaN,
    adjusted: rates[n] ?? NaN,
  }))
}

const always = 'that the same holds on other questions or topics, or for other people than these were drawn from'

/** What may be said of each outcome, and what may not. */
const sentences = {
  equivalent: ({ low, high }: Margin) => ({
    says: `The run's inconsistency minus the baseline's lies between ${low} and ${high} (two one-sided tests, 5 % error): on these questions the two are equivalent within these bounds.`,
    doesNotSay: ['that there is no difference', 'that the two are equivalent within narrower bounds', always],
  }),
  beyond: ({ low, high }: Margin) => ({
    says: `The run's inconsistency minus the baseline's lies outside of ${low} to ${high} (5 % error): on these questions the two are not equivalent within these bounds.`,
    doesNotSay: ['how large the difference is, which the interval tells', always],
  }),
  open: ({ low, high }: Margin) => ({
    says: `These data do not tell whether the run's inconsistency minus the baseline's lies between ${low} and ${high}: more respondents, or wider bounds that can be argued for, are needed.`,
    doesNotSay: [
      'that the two are equivalent',
      'that they differ by more than the bounds',
      'that there is no difference',
    ],
  }),
}

/** Two one-sided tests at 5 %, which are the 90 % interval. */
function equivalence(value: number, draw: Draw, margin: Margin): Wanted {
  const drawn: Draw = (place) => value + draw(place)
  const bands = percentileBands(drawn, 0.9)
  const [pLow, pHigh] = [shareBand(drawn, (one) => one <= margin.low), shareBand(drawn, (one) => one > margin.high)]
  const verdict = verdictOf(bands, margin)
  const p: Band = { from: Math.max(pLow.from, pHigh.from), to: Math.max(pLow.to, pHigh.to) }
  const interval = { ...bands, ...percentile, level: 0.9, unit: 'respondent' }
  return { bounds: { ...margin }, pLow, pHigh, p, error: 0.05, interval, verdict, ...sentences[verdict](margin) }
}

function verdictOf({ low, high }: { low: Band; high: Band }, margin: Margin): keyof typeof sentences {
  const inside = (bound: Band) => [bound.from, bound.to].map((at) => at > margin.low && at < margin.high)
  if ([...inside(low), ...inside(high)].every(Boolean)) return 'equivalent'
  return high.to < margin.low || low.from > margin.high ? 'beyond' : 'open'
}

function drawnMean(values: readonly number[], place: (size: number) => number): number {
  let sum = 0
  for (let n = 0; n < values.length; n++) sum += values[place(values.length)] ?? NaN
  return sum / values.length
}

/** Resamples on which one side is the same throughout have no correlation; if they are many, there is no interval. */
function correlation(coefficient: (pairs: readonly Pair[]) => number | undefined, pairs: readonly Pair[]): Wanted {
  const value = coefficient(pairs) ?? NaN
  let [told, all] = [0, 0]
  const bounds = percentileBands((place) => {
    const found = coefficient(pairs.flatMap(() => [pairs[place(pairs.length)] ?? [NaN, NaN]]))
    told += Number(found !== undefined)
    all += 1
    return found
  })
  const share = told / all
  if (share < 0.95) return { value, interval: { undefined: 'too many resamples are the same on every topic' } }
  const { from, to } = around(9999 * share, 9999 * 6 * Math.sqrt((share * (1 - share)) / 9999))
  return { value, interval: { ...bounds, ...percentile, resamples: share === 1 ? 9999 : { from, to }, unit: 'topic' } }
}
