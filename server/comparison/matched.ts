import type { Estimate, Undefined } from '../consistency/estimate.ts'
import type { MeasureKind } from '../consistency/measure-kinds.ts'
import type { ReportOptions } from '../consistency/report.ts'
import type { Collecting } from '../consistency/source.ts'
import { answeredQuestionsOf } from '../consistency/support.ts'
import { type Correlation, correlationOf } from './correlation.ts'
import { type Compared, type Difference, type DifferenceOptions, differenceOf } from './difference.ts'
import { type DifferenceTests, differenceTests } from './difference-tests.ts'
import type { EquivalenceBounds } from './equivalence.ts'
import { hardenedSide } from './hardened.ts'
import { askedAs, indexByHash, indexByText, type QuestionIndex } from './question-index.ts'
import { type Side, type SideAnswers, tellingTallies } from './side.ts'

/** A run as it would have come out in the design of the baseline: on the questions that were asked there, with one
 *  answer to each, the likeliest. */
export interface Matched extends Omit<Correlation, 'byTopic'> {
  /** `matched` only if the run answered every question of the baseline, with the same choice of stances. */
  readonly label: 'matched' | 'not matched'
  /** Why not. */
  readonly reasons: readonly string[]
  readonly questions: number
  readonly answered: number
  readonly inconsistency: number
  readonly interval: Estimate['interval']
  readonly intervalOverTopics: Estimate['interval']
  readonly intervalAsPublished: Estimate['interval']
  readonly difference: Difference
  readonly tests: DifferenceTests
  readonly byTopic: Correlation['byTopic']
}

export interface MatchedOptions extends ReportOptions, Collecting {
  readonly kind: MeasureKind
  readonly bounds?: EquivalenceBounds | undefined
}

/** Undefined, with a reason, where the answers or questions of a side are not known, or share nothing. */
export async function matchedOf(
  [baseline, run]: readonly [Side, Side],
  options: MatchedOptions,
): Promise<Matched | Undefined> {
  const { kind, seed } = options
  const own = baseline.measures[kind]
  if (!own || !baseline.answers || !run.answers) return { undefined: 'of one side only figures are known' }
  if (run.answers.tallies.some(({ questionHashes }) => questionHashes)) {
    return { undefined: 'the texts of the questions of the run are not known' }
  }
  if (baseline.kind === 'model') return { undefined: 'the baseline is a model, which has no design of people to match' }
  const index = questionsOf(baseline.answers, kind)
  const hardened = await hardenedSide(run, index, options)
  const measure = hardened?.measures[kind]
  if (!hardened?.answers || !measure) return { undefined: 'the run answered no group of questions of the baseline' }
  const answered = countAnswered(hardened.answers, index)
  const reasons = reasonsAgainst({
    baseline: baseline.answers,
    run: hardened.answers,
    kind,
    missing: index.size - answered,
    isFiltered: Object.values(options.filters ?? {}).some(Boolean),
  })
  return {
    label: reasons.length === 0 ? 'matched' : 'not matched',
    reasons,
    questions: index.size,
    answered,
    ...figures(
      [
        { kind: baseline.kind, measure: own },
        { kind: hardened.kind, measure },
      ],
      {
        seedParts: [seed, 'matched', kind],
        bounds: options.bounds,
      },
    ),
  }
}

function figures(sides: readonly [Compared, Compared], options: DifferenceOptions) {
  const [{ measure: own }, { measure }] = sides
  const { inconsistency, interval, intervalOverTopics, intervalAsPublished, byTopic } = measure
  return {
    inconsistency,
    interval,
    intervalOverTopics,
    intervalAsPublished,
    difference: differenceOf(sides, options),
    tests: differenceTests(sides, options.seedParts),
    ...correlationOf([own.byTopic, byTopic], options.seedParts),
  }
}

/** The questions that made one measure of a side. */
function questionsOf(answers: SideAnswers, kind: MeasureKind): QuestionIndex {
  const telling = tellingTallies(answers, kind)
  const hashes = telling.flatMap(({ questionHashes = [] }) => [...questionHashes])
  if (hashes.length > 0) return indexByHash(new Set(hashes))
  const asked = telling.flatMap((tally) => answeredQuestionsOf(tally, answers.form))
  return indexByText(asked.filter(({ kinds }) => kinds.has(kind)).map(askedAs))
}

/** How many questions of the index were answered; by a model, at every repetition. */
function countAnswered({ tallies, form }: SideAnswers, index: QuestionIndex): number {
  const asked = tallies.flatMap((tally) => answeredQuestionsOf(tally, form))
  const found = asked.flatMap((question) => index.find(askedAs(question)) ?? [])
  const models = tallies.filter(({ kind }) => kind === 'model')
  const kept = models.flatMap((tally) => tally.kept.filter(({ question }) => question.taskForm === form))
  const byRepetition = Map.groupBy(kept, ({ respondent, repetition }) => JSON.stringify([respondent, repetition]))
  let all = new Set(found)
  for (const answers of byRepetition.values()) {
    const own = answers.map(({ question }) => index.find(askedAs(question)))
    all = all.intersection(new Set(own))
  }
  return all.size
}

interface Matching {
  readonly baseline: SideAnswers
  readonly run: SideAnswers
  readonly kind: MeasureKind
  readonly missing: number
  readonly isFiltered: boolean
}

function reasonsAgainst({ baseline, run, kind, missing, isFiltered }: Matching): string[] {
  const [ones, others] = [stancesIn(baseline, kind), stancesIn(run, kind)]
  return [
    ...(missing > 0
      ? [`the run did not answer ${missing} of the questions${isFiltered ? ', or a filter left them out' : ''}`]
      : []),
    ...(ones === others ? [] : ['only one side could abstain']),
    ...(baseline.form === run.form ? [] : ['only one side chose among options']),
  ]
}

/** How many stances could be taken, of all who were asked. */
function stancesIn(answers: SideAnswers, kind: MeasureKind): string {
  const shapes = tellingTallies(answers, kind).flatMap((tally) =>
    answeredQuestionsOf(tally, answers.form).flatMap((question) => [...question.shapes.keys()]),
  )
  return [...new Set(shapes.map(({ distribution }) => distribution.length))].sort().join()
}
