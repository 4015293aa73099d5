import type { AnswerTally } from './answer-tally.ts'
import { groupClusters, retestClusters, weightedClusters } from './clusters.ts'
import { type ControversySplit, controversySplit } from './controversy-split.ts'
import type { Undefined } from './estimate.ts'
import { heard } from './heard.ts'
import type { JointMeasure } from './joint-measure.ts'
import { type JudgeAgreement, judgeAgreement } from './judges.ts'
import { type LanguageMeasure, languageGroupMeasures, languageMeasures } from './language-measures.ts'
import { type Measure, measureOf } from './measure.ts'
import { type MeasureKind, measureKinds } from './measure-kinds.ts'
import { type RespondentFigures, respondentFigures } from './respondent-figures.ts'
import { countRespondents } from './source.ts'
import { mainForm, topicGroups } from './spread.ts'
import { type RespondentSteerability, steerabilities } from './steerabilities.ts'
import type { Lap } from './stopwatch.ts'
import { supportBook, supportByTopic, type TopicSupport } from './support.ts'
import { taskFormMeasure } from './task-form.ts'
import { type Weighting, type Weights, type WeightsSummary, weightsOf } from './weighting.ts'
import { type YesSaying, yesSayingOf } from './yes-saying.ts'

/** `as-published`: as the study did: a group of one answer scores 0, a question asked in one language too, and languages
 *  are joined by the running number of wordings. The default leaves the first two out and joins translations. */
export type Treatment = 'as-published' | 'default'

export interface ReportOptions {
  readonly seed: number
  /** Restricts the report to one measure. */
  readonly kind?: MeasureKind | undefined
  readonly treatment?: Treatment | undefined
  /** How often people are taken to answer by their usual stance, for the noise floor where no retest tells. */
  readonly keeps?: readonly number[] | undefined
  /** People are weighted to margins, beside every figure that takes each alike; needs tallies by respondent. */
  readonly weighting?: Weighting | undefined
  /** False where tallies were made by respondent for another purpose than telling of each. */
  readonly tellsRespondents?: boolean | undefined
  /** Of several judges of open answers, the only one to be listened to. */
  readonly judge?: string | undefined
  readonly lap?: Lap | undefined
}

/** A measure with nothing to compare is absent. */
export interface Measures extends Partial<Record<MeasureKind, Measure>> {
  /** Topic and paraphrase inconsistency of open answers, beside those of choices. */
  readonly open?: Partial<Record<MeasureKind, Measure>>
  readonly taskForm?: JointMeasure
  /** Within respondents who answered in several languages. */
  readonly languages?: readonly LanguageMeasure[]
  /** Between the pooled answers of people in several languages. */
  readonly languageGroups?: readonly LanguageMeasure[] | Undefined
  readonly judges?: JudgeAgreement
  readonly steerability?: readonly RespondentSteerability[]
}

export interface ConsistencyReport {
  readonly respondents: number
  readonly answers: number
  readonly seed: number
  readonly treatment: Treatment
  readonly measures: Measures
  /** Where people were weighted. */
  readonly weights?: WeightsSummary
  /** Support of each topic, where it is known which side people took. */
  readonly support: readonly TopicSupport[]
  readonly yesSaying: readonly YesSaying[]
  /** Controversial topics beside uncontroversial ones. */
  readonly controversy: Partial<Record<MeasureKind, ControversySplit>>
  /** Only where asked for. */
  readonly byRespondent?: readonly RespondentFigures[]
}

/**
 * How consistent the answers in tallies are, wherever they come from: equal answers and an equal seed give equal
 * figures, digit by digit, in any order and under any names of respondents. A respondent in several tallies is one.
 */
export function reportTallies(all: readonly AnswerTally[], options: ReportOptions): ConsistencyReport {
  const { seed, treatment = 'default', judge, lap } = options
  const tallies = heard(all, judge)
  const form = mainForm(tallies)
  const support = supportBook(tallies, form)
  const keepsSingletons = treatment === 'as-published'
  const respondents = respondentFigures(tallies, { keepsSingletons, form, kinds: kindsIn(options) })
  const byRespondent = options.tellsRespondents === false ? undefined : respondents
  const weights = options.weighting && weightsOf(tallies, options.weighting)
  lap?.('group')
  const report = {
    respondents: countRespondents(tallies),
    answers: tallies.reduce((sum, { answers }) => sum + answers, 0),
    seed,
    treatment,
    ...(weights && { weights: weights.summary }),
    measures: measuresOf(tallies, all, { ...options, form, weights }),
    support: supportByTopic(support),
    yesSaying: yesSayingOf(tallies, form, seed),
    controversy: controversyOf(tallies, { ...options, form }),
    ...(byRespondent && { byRespondent }),
  }
  lap?.('resample')
  return report
}

type Form = 'choice' | 'open'

function measuresOf(tallies: readonly AnswerTally[], all: readonly AnswerTally[], options: FormOptions): Measures {
  const own = formMeasures(tallies, options)
  if (options.kind !== undefined) return own
  const { seed, treatment, judge, form } = options
  const judges = judgeAgreement(all, { seed, isOneWanted: judge !== undefined })
  return {
    ...own,
    ...present('open', form === 'choice' ? formMeasures(tallies, { ...options, form: 'open', isBeside: true }) : {}),
    ...present('taskForm', taskFormMeasure(tallies, seed)),
    ...present('languages', languageMeasures(tallies, { seed, isAsPublished: treatment === 'as-published', form })),
    ...present('languageGroups', languageGroupMeasures(tallies, seed)),
    ...present('judges', judges),
    ...present('steerability', steerabilities(tallies, seed)),
  }
}

/** A measure under its name, unless there is nothing of it. */
function present<Name extends keyof Measures>(name: Name, measure: Measures[Name]): Pick<Measures, Name> | object {
  return measure !== undefined && Object.keys(measure).length > 0 ? { [name]: measure } : {}
}

interface FormOptions extends ReportOptions {
  readonly form: Form
  readonly weights?: Weights | undefined
  /** Beside measures of the other form, whose intervals have their own streams. */
  readonly isBeside?: boolean
}

function formMeasures(tallies: readonly AnswerTally[], options: FormOptions): Partial<Record<MeasureKind, Measure>> {
  const { seed, form, keeps, weights, isBeside } = options
  const keepsSingletons = options.treatment === 'as-published'
  const shared = { seed, keeps, keepsSingletons, support: supportBook(tallies, form) }
  const retests = retestClusters(tallies, form)
  const measures: Partial<Record<MeasureKind, Measure>> = {}
  for (const kind of kindsIn(options)) {
    const named = isBeside ? (`${form}-${kind}` as const) : kind
    const grouping = { kind, form, keepsSingletons }
    const clusters = groupClusters(tallies, grouping)
    const weighted = weights && weightedClusters(tallies, grouping, weights.of)
    const about = { ...shared, kind: named, clusters, retests, weighted }
    const measure = measureOf(topicGroups(tallies, grouping), about)
    if (measure) measures[kind] = measure
  }
  return measures
}

function controversyOf(tallies: readonly AnswerTally[], options: FormOptions): ConsistencyReport['controversy'] {
  const { seed, form } = options
  const keepsSingletons = options.treatment === 'as-published'
  const splits: Partial<Record<MeasureKind, ControversySplit>> = {}
  for (const kind of kindsIn(options)) {
    const clusters = groupClusters(tallies, { kind, form, keepsSingletons })
    const split = controversySplit(topicGroups(tallies, { kind, form }), { kind, seed, keepsSingletons, clusters })
    if (split) splits[kind] = split
  }
  return splits
}

function kindsIn({ kind }: ReportOptions): readonly MeasureKind[] {
  return measureKinds.filter((any) => kind === undefined || any === kind)
}
