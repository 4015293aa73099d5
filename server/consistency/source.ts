import { InputProblem } from '../platform/input-problem.ts'
import type { RecordWishes, StanceRecord } from '../stances/record.ts'
import { AnswerTally, CameAgain, type TallyOptions } from './answer-tally.ts'
import { GroupBook } from './group-figures.ts'
import { MixedStances } from './mixed-stances.ts'
import type { RespondentKind } from './respondent-kind.ts'
import { RespondentSet } from './respondent-set.ts'
import { RetestWithoutFirst } from './retests.ts'
import { areSameAnswers } from './same-answers.ts'
import { ShapeBook } from './shape-book.ts'
import type { Lap } from './stopwatch.ts'

/** Answers of people or of a model, wherever they come from. */
export interface AnswerSource {
  /** What it is called where something is wrong with it: a file, a study. */
  readonly name: string
  readonly kind: RespondentKind
  /** Whether the same respondents may have answered elsewhere, too: then every answer is kept, to be joined. */
  readonly keepsAnswers?: boolean
  /** False where it is not known which side people took, only how they divided. */
  readonly isStanceKnown?: boolean
  /** True where only simulated people answered. */
  readonly isSimulated?: boolean
  /** Hashes of the questions that were asked, where their texts are not known. */
  readonly questionHashes?: ReadonlySet<string>
  /** The answers in batches. Each call begins anew. */
  readonly records: (
    wishes?: RecordWishes,
  ) => AsyncIterable<readonly StanceRecord[]> | Iterable<readonly StanceRecord[]>
}

/** Which answers are measured. */
export interface Filters {
  /** Only questions whose options are a yes and a no, and where a yes supports. */
  readonly isYesSupportsOnly?: boolean
  /** Without questions whose wordings a respondent answered too differently. */
  readonly isSettledOnly?: boolean
  /** Without these people, whose way of answering raised a flag. */
  readonly flagged?: ReadonlySet<string>
  /** Without these questions, whose wordings nobody found equivalent, by the text of the original. */
  readonly notEquivalent?: ReadonlySet<string>
}

export interface Collecting {
  readonly filters?: Filters
  readonly isByRespondent?: boolean
  readonly lap?: Lap | undefined
}

/** The answers of several sources, each counted apart, and what the filters left out. */
export interface Collected {
  readonly tallies: readonly AnswerTally[]
  readonly leftOut: Readonly<Record<FilterName, number>>
}

export const filterNames = ['yesSupportsOnly', 'settledOnly', 'notEquivalent', 'flagged'] as const
export type FilterName = (typeof filterNames)[number]

/**
 * Goes through sources one after another.
 * @throws {InputProblem} if a source holds no answer that counts, or mixes answers with and without abstaining in one
 *   group, or if people are measured and there are not two of them
 */
export async function collect(sources: readonly AnswerSource[], options: Collecting = {}): Promise<Collected> {
  const shared = { shapes: new ShapeBook(), groups: new GroupBook() }
  refuseMixture(sources)
  const leftOut = nothingLeftOut()
  const tallies: AnswerTally[] = []
  for (const source of sources) {
    const one = await collectOne(source, { ...options, shared })
    tallies.push(one.tally)
    for (const name of filterNames) leftOut[name] += one.leftOut[name]
  }
  refuseCopies(sources, tallies)
  assertPeople(sources, tallies)
  return { tallies, leftOut }
}

interface CollectingOne extends Collecting {
  readonly shared: Pick<TallyOptions, 'shapes' | 'groups'>
}

/** Invented people say nothing about real ones. */
function refuseMixture(sources: readonly AnswerSource[]): void {
  const people = sources.filter(({ kind }) => kind === 'people')
  const simulated = people.find(({ isSimulated }) => isSimulated)
  if (simulated && people.some(({ isSimulated }) => !isSimulated)) {
    throw new InputProblem({ file: simulated.name, rule: 'simulated-mixed' })
  }
}

/** Most sources hold the answers of each respondent in one stretch; others are gone through again, holding all. */
async function collectOne(source: AnswerSource, options: CollectingOne) {
  try {
    return await gone({ source, isGrouped: true }, options)
  } catch (error) {
    if (!mayStillCome(error)) throw error
    return await gone({ source, isGrouped: false }, options)
  }
}

/** Whoever came in several stretches, or whose first answer to a wording is missing, may have left too early. */
function mayStillCome(error: unknown): boolean {
  return error instanceof CameAgain || (error instanceof InputProblem && error.rule === 'retest-without-first')
}

async function gone(
  { source, isGrouped }: { source: AnswerSource; isGrouped: boolean },
  { filters = {}, isByRespondent = false, lap, shared }: CollectingOne,
) {
  const { name: file, kind, keepsAnswers = false, isStanceKnown = true, questionHashes, records } = source
  if (questionHashes && (filters.isYesSupportsOnly || filters.notEquivalent)) {
    throw new InputProblem({ file, rule: 'questions-unknown' })
  }
  const { isSettledOnly = false } = filters
  const tally = new AnswerTally({
    ...shared,
    isGrouped,
    kind,
    keepsAnswers,
    isStanceKnown,
    questionHashes,
    isSettledOnly,
    isByRespondent,
  })
  const leftOut = nothingLeftOut()
  const add = (record: StanceRecord) => {
    const filter = filteredBy(record, filters)
    if (filter) leftOut[filter] += 1
    else tally.add(record)
  }
  try {
    for await (const batch of records()) {
      lap?.('read')
      batch.forEach(add)
      lap?.('group')
    }
    tally.close()
  } catch (error) {
    throw located(error, file)
  }
  lap?.('read')
  if (tally.answers === 0) throw new InputProblem({ file, rule: 'no-answers' })
  return { tally, leftOut: { ...leftOut, settledOnly: tally.unsettled } }
}

function located(error: unknown, file: string): unknown {
  if (error instanceof MixedStances) return new MixedStances(error.topic, file)
  if (!(error instanceof RetestWithoutFirst)) return error
  const { respondent, wording } = error
  return new InputProblem({ file, rule: 'retest-without-first', values: { respondent, wording } })
}

function nothingLeftOut(): Record<FilterName, number> {
  return { yesSupportsOnly: 0, settledOnly: 0, notEquivalent: 0, flagged: 0 }
}

function filteredBy(record: StanceRecord, filters: Filters): FilterName | undefined {
  const { yesMeans, original, portrait, respondent } = record
  if (filters.flagged?.has(respondent)) return 'flagged'
  if (portrait) return undefined
  if (filters.isYesSupportsOnly && yesMeans !== 'supports') return 'yesSupportsOnly'
  if (filters.notEquivalent?.has(original)) return 'notEquivalent'
  return undefined
}

/** The same answers in two formats would count everybody twice. */
function refuseCopies(sources: readonly AnswerSource[], tallies: readonly AnswerTally[]): void {
  const copy = tallies.findIndex((tally, n) => tallies.slice(0, n).some((earlier) => areSameAnswers(earlier, tally)))
  const source = sources[copy]
  if (source) throw new InputProblem({ file: source.name, rule: 'file-twice' })
}

/** One person is no sample of people; that a model is one respondent is how models are. */
function assertPeople(sources: readonly AnswerSource[], tallies: readonly AnswerTally[]): void {
  const people = tallies.filter(({ kind }) => kind === 'people')
  const [first] = sources.filter(({ kind }) => kind === 'people')
  if (first && countRespondents(people) < 2) throw new InputProblem({ file: first.name, rule: 'one-person' })
}

/** How many respondents there are in several tallies; one in several counts once. */
export function countRespondents(tallies: readonly AnswerTally[]): number {
  const [first, ...others] = tallies
  if (!first || others.length === 0) return first?.respondents.size ?? 0
  const all = new RespondentSet()
  for (const { respondents } of tallies) all.addAll(respondents)
  return all.size
}

/** What filters left out, as results tell it: nothing where they left nothing out. */
export function leftOutOf(leftOut: Collected['leftOut']): { leftOut?: Partial<Record<FilterName, number>> } {
  const told = filterNames.filter((name) => leftOut[name] > 0)
  return told.length === 0 ? {} : { leftOut: Object.fromEntries(told.map((name) => [name, leftOut[name]])) }
}
