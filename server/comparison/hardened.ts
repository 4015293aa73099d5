import type { KeptAnswer } from '../consistency/kept-answer.ts'
import type { ReportOptions } from '../consistency/report.ts'
import type { AnswerSource, Collecting } from '../consistency/source.ts'
import { InputProblem } from '../platform/input-problem.ts'
import { oneHot } from '../stances/distribution.ts'
import { type StanceRecord, stances } from '../stances/record.ts'
import type { QuestionIndex } from './question-index.ts'
import { answeringSide, type Side } from './side.ts'

type Wanted = (record: StanceRecord) => boolean

/** A side on the questions of an index alone, each answer hardened to its likeliest stance. Which questions a model is
 *  settled on is decided before that. Undefined where nothing is left to measure. */
export async function hardenedSide(
  side: Side,
  index: QuestionIndex,
  options: ReportOptions & Collecting,
): Promise<Side | undefined> {
  const isDecided = options.filters?.isSettledOnly === true && side.kind === 'model'
  const isSettled = isDecided ? settledIn(side) : () => true
  const isWanted: Wanted = (record) => !record.portrait && index.find(record) !== undefined && isSettled(record)
  const flagged = side.answers?.flagged
  const filters = { ...options.filters, ...(isDecided && { isSettledOnly: false }), ...(flagged && { flagged }) }
  const sources = (side.answers?.sources ?? []).map((source) => hardened(source, isWanted))
  return await answeringSide(side.name, sources, { ...options, filters }).catch(nothingLeft)
}

function nothingLeft(error: unknown): undefined {
  if (error instanceof InputProblem && (error.rule === 'no-answers' || error.rule === 'one-person')) return undefined
  throw error
}

function hardened(source: AnswerSource, isWanted: Wanted): AnswerSource {
  async function* records(): AsyncGenerator<readonly StanceRecord[]> {
    for await (const batch of source.records()) yield batch.filter(isWanted).map(withOneAnswer)
  }
  return { ...source, records }
}

/** All the weight on the likeliest stance; of several as likely, on the one that was offered first. */
function withOneAnswer(record: StanceRecord): StanceRecord {
  const { distribution, likeliest } = record
  const offered = stances.slice(stances.length - distribution.length)
  const stance = likeliest ?? offered[distribution.indexOf(Math.max(...distribution))] ?? 'supports'
  return { ...record, distribution: oneHot(stance, { isAbstainOffered: distribution.length === 3 }) }
}

/** Whether an answer is among those that a filter for settled questions left. */
function settledIn({ answers }: Side): Wanted {
  const kept = new Set((answers?.tallies ?? []).flatMap((tally) => tally.kept.map(keptKey)))
  return ({ respondent, repetition, original, wording }) =>
    kept.has(JSON.stringify([respondent, repetition, original, wording]))
}

function keptKey({ respondent, repetition, question: { original, wording } }: KeptAnswer): string {
  return JSON.stringify([respondent, repetition, original, wording])
}
