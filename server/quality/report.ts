import type { AnswerSource } from '../consistency/source.ts'
import { InputProblem } from '../platform/input-problem.ts'
import { alwaysFirstPosition } from './always-first-position.ts'
import { alwaysNo, alwaysYes } from './always-yes.ts'
import { AnswerBook } from './answer-book.ts'
import { nearRandom } from './near-random.ts'
import { paceOf, type StudyPace, studyPace } from './pace.ts'
import { mostFalseAlarms, type Rule } from './rule.ts'
import { type Flag, type RuleReport, RuleTally } from './rule-tally.ts'
import { straightLining } from './straight-lining.ts'
import { tooFast } from './too-fast.ts'

const rules: readonly Rule[] = [alwaysYes, alwaysNo, alwaysFirstPosition, straightLining, tooFast, nearRandom]

/** Of honest people, who hold a side on a topic, the chance to keep to it in a single answer, unless told otherwise. */
export const usualDependability = 0.85

export interface QualityReport {
  readonly people: number
  readonly answers: number
  readonly dependability: number
  /** No rule is applied to a person whom it would flag with a larger chance, were they honest. */
  readonly mostFalseAlarms: number
  /** How fast people are; absent where too few have a pace. */
  readonly pace?: StudyPace
  readonly rules: readonly RuleReport[]
  /** By name. */
  readonly flagged: readonly FlaggedRespondent[]
}

export interface FlaggedRespondent {
  readonly respondent: string
  readonly flags: readonly Flag[]
}

/**
 * Flags people whose way of answering breaks a rule, with the evidence, and tells how often each rule flags honest
 * people. Nobody is left out of anything by that. Somebody of one name in several sources is one person. The same
 * answers give the same flags, whatever the order of rows or sources. Models are not looked at, nor open answers.
 * Goes through the sources once and keeps two numbers of each answer.
 * @throws {InputProblem} if it is not known which side people took
 */
export async function flagRespondents(
  sources: readonly AnswerSource[],
  { dependability = usualDependability }: { readonly dependability?: number } = {},
): Promise<QualityReport> {
  const book = await gathered(sources.filter(({ kind }) => kind === 'people'))
  const pace = paceIn(book)
  const tallies = rules.map((rule) => new RuleTally(rule))
  const flagged: FlaggedRespondent[] = []
  for (const person of book.people()) {
    const flags = tallies.flatMap((tally) => tally.apply(person, { dependability, pace }) ?? [])
    if (flags.length > 0) flagged.push({ respondent: person.respondent, flags })
  }
  return {
    people: book.size,
    answers: book.answers,
    dependability,
    mostFalseAlarms,
    ...(pace && { pace }),
    rules: tallies.map((tally) => tally.report()),
    flagged,
  }
}

/** Whom a report flags, by name: to be left out where that is wanted. */
export function flaggedNames({ flagged }: Pick<QualityReport, 'flagged'>): ReadonlySet<string> {
  return new Set(flagged.map(({ respondent }) => respondent))
}

async function gathered(sources: readonly AnswerSource[]): Promise<AnswerBook> {
  const book = new AnswerBook()
  for (const { name: file, isStanceKnown = true, records } of sources) {
    if (!isStanceKnown) throw new InputProblem({ file, expected: 'answers of which it is known which side they take' })
    for await (const batch of records({ withParadata: true })) for (const record of batch) book.add(record)
  }
  return book
}

function paceIn(book: AnswerBook): StudyPace | undefined {
  const paces: number[] = []
  for (const { answers } of book.people()) {
    const pace = paceOf(answers)
    if (pace !== undefined) paces.push(pace)
  }
  return studyPace(paces)
}
