import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads'
import { type Compared, differenceOf } from '../../server/comparison/difference.ts'
import type { Equivalence } from '../../server/comparison/equivalence.ts'
import type { Cluster, GroupPart } from '../../server/consistency/clusters.ts'
import { figuresOf, type GroupFigures } from '../../server/consistency/group-figures.ts'
import { distanceFigure } from '../../server/consistency/group-portions.ts'
import { Resampling } from '../../server/consistency/resampling.ts'
import { publishedFacts } from '../../server/published/facts.ts'
import { derivedSeed, type SeededRandom, seededRandom } from '../../server/statistics/seeded-random.ts'
import { sum } from '../../server/statistics/sum.ts'

/**
 * The equivalence test in the published design, of people beside a figure that does not vary, as a model's, and beside
 * other people. Exactly at a bound, which is the hardest of what is not equivalent, it must say "equivalent" in 3 to
 * 7 % of 2,000 studies. Two groups with three people a unit cannot come near 5 %, however good the test: their
 * difference varies by about 0.027, so an estimate must come within 0.006 of no difference to be told from both bounds
 * of 0.05, which by the normal distribution happens to 3.1 % only. There the test of the near bound alone must hold 3 to
 * 7 %, and both together at most 7 %; with bounds of 0.1 the same people must be found as often as everywhere else.
 * Where truths are equal the share is the power of the test.
 */
const studies = 2000
const designs = [
  { name: 'at the bound, 3 people a unit beside a figure', people: 3, beside: 'figure', bound: 0.05, shift: 0.05 },
  { name: 'at the bound, 10 people a unit beside a figure', people: 10, beside: 'figure', bound: 0.05, shift: 0.05 },
  { name: 'at the bound, 3 people a unit beside 3', people: 3, beside: 'people', bound: 0.05, shift: 0.05, least: 0 },
  { name: 'at a bound of 0.1, 3 people a unit beside 3', people: 3, beside: 'people', bound: 0.1, shift: 0.1 },
  { name: 'at the bound, 10 people a unit beside 10', people: 10, beside: 'people', bound: 0.05, shift: 0.05 },
  { name: 'equal truths, 10 people a unit beside a figure', people: 10, beside: 'figure', bound: 0.05, shift: 0 },
  { name: 'equal truths, 10 people a unit beside 10', people: 10, beside: 'people', bound: 0.05, shift: 0 },
] satisfies Design[]

interface Design {
  readonly name: string
  readonly people: number
  readonly beside: 'figure' | 'people'
  /** Largest difference that does not matter, either way. */
  readonly bound: number
  /** By how much the run's truth lies below that of the people. */
  readonly shift: number
  /** Least share of studies that must be found equivalent at the bound; 0.03 unless said. */
  readonly least?: number
}

/** Questions, and how likely somebody answers none, one or two of them otherwise than the rest. */
interface Unit {
  readonly topic: string
  readonly questions: number
  readonly chances: readonly number[]
}

/** Each topic's own three people half shrunk to everybody who was asked as many questions. */
const units: readonly Unit[] = publishedFacts().human.counts.topic.rows.map(([topic, questions, ...own]) => {
  const pool = publishedFacts().human.counts.topic.rows.flatMap(([, size, ...minorities]) =>
    size === questions ? minorities : [],
  )
  const share = (all: readonly number[], minority: number) => all.filter((one) => one === minority).length / all.length
  return { topic, questions, chances: [0, 1, 2].map((k) => (share(own, k) + share(pool, k)) / 2) }
})

const groups = new Map<string, GroupFigures>()

/** The group of somebody who answers so many of so many questions otherwise. */
function groupOf(questions: number, minority: number): GroupFigures {
  const key = `${questions}/${minority}`
  const shape = (id: number) => ({ id, distribution: id === 0 ? [0, 1] : [1, 0], likeliest: 1 - id })
  const counts = new Map([
    [shape(0), questions - minority] as const,
    ...(minority ? [[shape(1), minority] as const] : []),
  ])
  const found = groups.get(key) ?? figuresOf(counts)
  groups.set(key, found)
  return found
}

const answers = sum(units.map(({ questions }) => questions))
const truth = sum(
  units.map(({ questions, chances }) => sum(chances.map((chance, k) => chance * distanceIn(questions, k)))),
)

function distanceIn(questions: number, minority: number): number {
  if (minority === 0) return 0
  return sum([...groupOf(questions, minority).distances].map(([distance, times]) => distance * times)) / answers
}

/** People of one study; a share of them is perfectly consistent whatever their topic. */
function studied(people: number, steady: number, random: SeededRandom): Cluster<GroupPart>[] {
  return units.flatMap(({ topic, questions, chances }) =>
    Array.from({ length: people }, () => {
      const minority = random.share() < steady ? 0 : drawn(chances, random)
      return { parts: [{ topic, group: groupOf(questions, minority) }], times: 1 }
    }),
  )
}

function drawn(chances: readonly number[], random: SeededRandom): number {
  let left = random.share()
  for (const [k, chance] of chances.entries()) {
    left -= chance
    if (left < 0) return k
  }
  return 0
}

function tested({ people, beside, bound, shift }: Design, study: number): Equivalence {
  const random = seededRandom(derivedSeed([study, people, shift, 'equivalence']))
  const baseline = compared(
    'people',
    new Resampling(studied(people, 0, random), distanceFigure, { seedParts: [study] }),
  )
  const run = beside === 'people' ? otherPeople({ people, shift, study, random }) : figure(truth - shift)
  const { equivalence } = differenceOf([baseline, run], { seedParts: [study], bounds: { low: -bound, high: bound } })
  if (!equivalence || 'undefined' in equivalence) throw new Error('a study without a test')
  return equivalence
}

interface Others {
  readonly people: number
  readonly shift: number
  readonly study: number
  readonly random: SeededRandom
}

function otherPeople({ people, shift, study, random }: Others): Compared {
  const clusters = studied(people, shift / truth, random)
  return compared('people', new Resampling(clusters, distanceFigure, { seedParts: [study, 'others'] }))
}

/** A model that answered once, with this figure. */
function figure(inconsistency: number): Compared {
  const once = [{ parts: [{ topic: 'any', group: groupOf(5, 1) }], times: 1 }]
  return compared('model', new Resampling(once, distanceFigure, { seedParts: [0] }), inconsistency)
}

const none = { undefined: 'not looked at' }

function compared(kind: Compared['kind'], resampling: Resampling<GroupPart>, value?: number): Compared {
  const intervals = { interval: none, intervalOverTopics: none, intervalAsPublished: none }
  const made = { distances: new Map([[0, 1]]), resampling }
  const inconsistency = value ?? resampling.value('distances')
  return { kind, measure: { inconsistency, ...intervals, byTopic: [], made } }
}

/** Shares of all studies. */
interface Shares {
  readonly equivalent: number
  /** Those told from the bound that is at hand, whatever of the other one. */
  readonly beyondNearBound: number
}

function sharesOf(design: Design): Shares {
  const all = Array.from({ length: studies }, (_, study) => tested(design, study))
  const share = (is: (one: Equivalence) => boolean) => all.filter(is).length / studies
  return {
    equivalent: share(({ verdict }) => verdict === 'equivalent'),
    beyondNearBound: share(({ pLow, error }) => pLow <= error),
  }
}

async function inWorker(design: Design): Promise<Shares> {
  const worker = new Worker(new URL(import.meta.url), { workerData: design })
  return await new Promise((resolve, reject) => worker.once('message', resolve).once('error', reject))
}

async function prove(): Promise<void> {
  const waiting = [...designs]
  const found = new Map<Design, Shares>()
  const work = async () => {
    for (let design = waiting.pop(); design; design = waiting.pop()) found.set(design, await inWorker(design))
  }
  await Promise.all([work(), work()])
  for (const design of designs) console.log(`${design.name}: ${told(found.get(design))}`)
  const wrong = [...found].filter(([design, shares]) => !isAsPromised(design, shares))
  if (wrong.length > 0) throw new Error(`not as promised: ${wrong.map(([{ name }]) => name).join('; ')}`)
}

function told(shares: Shares | undefined): string {
  const percent = (share = Number.NaN) => `${(share * 100).toFixed(1)} %`
  return `equivalent in ${percent(shares?.equivalent)}, near bound alone ${percent(shares?.beyondNearBound)}`
}

function isAsPromised({ shift, least = 0.03 }: Design, { equivalent, beyondNearBound }: Shares): boolean {
  if (shift === 0) return true
  return equivalent >= least && equivalent <= 0.07 && beyondNearBound >= 0.03 && beyondNearBound <= 0.07
}

if (isMainThread) await prove()
else parentPort?.postMessage(sharesOf(workerData))
