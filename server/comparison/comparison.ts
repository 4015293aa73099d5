import type { Undefined } from '../consistency/estimate.ts'
import { type MeasureKind, measureKinds } from '../consistency/measure-kinds.ts'
import type { ReportOptions, Treatment } from '../consistency/report.ts'
import { areSameAnswers } from '../consistency/same-answers.ts'
import { type Collecting, type FilterName, leftOutOf } from '../consistency/source.ts'
import { InputProblem } from '../platform/input-problem.ts'
import { type Alignment, alignmentOf } from './alignment.ts'
import { type Correlation, correlationOf } from './correlation.ts'
import { type Compared, type Difference, differenceOf } from './difference.ts'
import { type DifferenceTests, differenceTests } from './difference-tests.ts'
import type { EquivalenceBounds } from './equivalence.ts'
import { type Matched, matchedOf } from './matched.ts'
import type { Side, SideMeasure } from './side.ts'

/** People, or whatever is the baseline, beside runs. */
export interface Comparison {
  readonly seed: number
  readonly treatment: Treatment
  readonly baseline: SideSummary
  readonly runs: readonly RunComparison[]
}

export interface SideSummary {
  readonly name: string
  readonly kind: Side['kind']
  /** Absent where only figures were published. */
  readonly respondents?: number
  readonly answers?: number
  /** Answers that each filter left out. */
  readonly leftOut?: Partial<Record<FilterName, number>>
  /** Present where only simulated people answered. */
  readonly isSimulated?: true
  readonly measures: Partial<Record<MeasureKind, Omit<SideMeasure, 'made'>>>
}

export interface RunComparison extends SideSummary {
  readonly topic?: KindComparison
  readonly paraphrase?: KindComparison
  readonly alignment: Alignment | Undefined
}

/** One measure of a run beside that of the baseline. */
export interface KindComparison extends Correlation {
  /** Run minus baseline: below 0, the run is more consistent. */
  readonly difference: Difference
  readonly tests: DifferenceTests
  /** The same in the design of the baseline. */
  readonly matched: Matched | Undefined
}

export interface CompareOptions extends ReportOptions, Collecting {
  /** Within which differences do not matter. */
  readonly bounds?: EquivalenceBounds | undefined
}

/**
 * Compares each run with the baseline on every measure that both have. Intervals hold the sides for independent.
 * @throws {InputProblem} if a run shares no measure with the baseline
 */
export async function compareSides(
  baseline: Side,
  runs: readonly Side[],
  options: CompareOptions,
): Promise<Comparison> {
  refuseFiltersOn([baseline, ...runs], options)
  refuseCopies(baseline, runs)
  const compared: RunComparison[] = []
  for (const run of runs) compared.push(await compareRun(baseline, run, options))
  const { seed, treatment = 'default' } = options
  return { seed, treatment, baseline: summaryOf(baseline), runs: compared }
}

/** Whoever is compared with themselves differs by nothing but chance of the resampling. */
function refuseCopies(baseline: Side, runs: readonly Side[]): void {
  const own = baseline.answers?.tallies ?? []
  const copy = runs.find(({ answers }) =>
    answers?.tallies.some((tally) => own.some((other) => areSameAnswers(other, tally))),
  )
  if (copy) throw new InputProblem({ file: copy.name, rule: 'file-twice' })
}

/** Published figures were made of all answers. */
function refuseFiltersOn(sides: readonly Side[], { filters = {} }: Collecting): void {
  const bare = sides.find(({ answers }) => !answers)
  if (bare && Object.values(filters).some(Boolean))
    throw new InputProblem({ file: bare.name, rule: 'questions-unknown' })
}

async function compareRun(baseline: Side, run: Side, options: CompareOptions): Promise<RunComparison> {
  const { seed } = options
  const shared = measureKinds.filter((kind) => baseline.measures[kind] && run.measures[kind])
  if (shared.length === 0)
    throw new InputProblem({ file: run.name, rule: 'nothing-shared', values: { baseline: baseline.name } })
  const kinds: Partial<Record<MeasureKind, KindComparison>> = {}
  for (const kind of shared) {
    const [own, other] = [baseline.measures[kind], run.measures[kind]]
    if (!own || !other) continue
    const sides = comparedOn([baseline, run], [own, other])
    kinds[kind] = {
      difference: differenceOf(sides, { seedParts: [seed, 'difference', kind], bounds: options.bounds }),
      tests: differenceTests(sides, [seed, 'tests', kind]),
      ...correlationOf([own.byTopic, other.byTopic], [seed, 'correlation', kind]),
      matched: await matchedOf([baseline, run], { ...options, kind }),
    }
  }
  const alignment = alignmentOf([baseline.answers, run.answers], [seed, 'alignment'])
  return { ...summaryOf(run), ...kinds, alignment }
}

/** Two sides on one measure. */
function comparedOn(sides: readonly [Side, Side], measures: readonly [SideMeasure, SideMeasure]): [Compared, Compared] {
  const [[baseline, run], [own, other]] = [sides, measures]
  return [
    { kind: baseline.kind, measure: own },
    { kind: run.kind, measure: other },
  ]
}

function summaryOf({ name, kind, answers, measures }: Side): SideSummary {
  const told = Object.entries(measures).map(([measure, { made: _, byTopic, ...figures }]) => [
    measure,
    { ...figures, byTopic: byTopic.map(({ key: _key, ...topic }) => topic) },
  ])
  const isSimulated = answers?.sources.some((source) => source.isSimulated)
  return {
    name,
    kind,
    ...(answers && { respondents: answers.report.respondents, answers: answers.report.answers }),
    ...(isSimulated && { isSimulated }),
    ...(answers && leftOutOf(answers.leftOut)),
    measures: Object.fromEntries(told),
  }
}
