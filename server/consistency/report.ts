import type { AnswerTally } from './answer-tally.ts'
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
import { answeredQuestions, supportBook, supportByTopic, type TopicSupport } from './support.ts'
import { taskFormMeasure } from './task-form.ts'
import { type YesSaying, yesSayingOf } from './yes-saying.ts'

/** `as-published`: as the study did: a group of one answer scores 0, a question asked in one language too, and languages
 *  are joined by the running number of wordings. The default leaves the first two out and joins translations. */
export type Treatment = 'as-published' | 'default'

export interface ReportOptions {
  readonly seed: number
  /** Restricts the report to one measure. */
  readonly kind?: MeasureKind | undefined
  readonly treatment?: Treatment | undefined
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
  const byRespondent = respondentFigures(tallies, { keepsSingletons, form, kinds: kindsIn(options) })
  lap?.('group')
  const report = {
    respondents: countRespondents(tallies),
    answers: tallies.reduce((sum, { answers }) => sum + answers, 0),
    seed,
    treatment,
    measures: measuresOf(tallies, all, { ...options, form }),
    support: supportByTopic(support),
    yesSaying: yesSayingOf(answeredQuestions(tallies, form), seed),
    controversy: controversyOf(tallies, { ...options, form }),
    ...(byRespondent && { byRespondent }),
  }
  lap?.('resample')
  return report
}

type Form = 'choice' | 'open'

function measuresOf(
  tallies: readonly AnswerTally[],
  all: readonly AnswerTally[],
  options: ReportOptions & { readonly form: Form },
): Measures {
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
  /** Beside measures of the other form, whose intervals have their own streams. */
  readonly isBeside?: boolean
}

function formMeasures(tallies: readonly AnswerTally[], options: FormOptions): Partial<Record<MeasureKind, Measure>> {
  const { seed, form, isBeside } = options
  const keepsSingletons = options.treatment === 'as-published'
  const support = supportBook(tallies, form)
  const measures: Partial<Record<MeasureKind, Measure>> = {}
  for (const kind of kindsIn(options)) {
    const named = isBeside ? (`${form}-${kind}` as const) : kind
    const measure = measureOf(topicGroups(tallies, { kind, form }), { kind: named, seed, keepsSingletons, support })
    if (measure) measures[kind] = measure
  }
  return measures
}

function controversyOf(tallies: readonly AnswerTally[], options: FormOptions): ConsistencyReport['controversy'] {
  const { seed, form } = options
  const keepsSingletons = options.treatment === 'as-published'
  const splits: Partial<Record<MeasureKind, ControversySplit>> = {}
  for (const kind of kindsIn(options)) {
    const split = controversySplit(topicGroups(tallies, { kind, form }), { kind, seed, keepsSingletons })
    if (split) splits[kind] = split
  }
  return splits
}

function kindsIn({ kind }: ReportOptions): readonly MeasureKind[] {
  return measureKinds.filter((any) => kind === undefined || any === kind)
}
