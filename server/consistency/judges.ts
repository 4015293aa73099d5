import { type Agreement, agreementOf } from '../audit/agreement.ts'
import { ratingsOf } from '../audit/ratings.ts'
import { InputProblem } from '../platform/input-problem.ts'
import type { AnswerTally } from './answer-tally.ts'
import type { Undefined } from './estimate.ts'
import type { KeptAnswer } from './kept-answer.ts'
import { obtain } from './obtain.ts'
import { pooledOf } from './pooled.ts'
import { isTied, stanceAt } from './shape-book.ts'
import { questionKey } from './task-form.ts'

/** How far several judges read the same out of the same open answers. */
export interface JudgeAgreement {
  readonly judges: readonly string[]
  /** Answers that every judge took a side on; one whose likeliest readings tie has none from that judge. */
  readonly items: number
  /** Over those answers. */
  readonly fleissKappa: number | Undefined
  /** The same and other figures with their intervals. */
  readonly agreement: Agreement
}

/**
 * Agreement of the judges of open answers, joined by respondent and wording. Categories are a yes, a no and abstaining
 * where the options are those, else the stances. Readings of one answer by the same judge are pooled. A filter for
 * settled questions may leave each judge others, and who listens to one judge need not have the others complete: then
 * those answers count that all read. Respondents whom not every judge read are left out. Undefined for fewer than two
 * judges, or where they read nothing in common.
 * @throws {InputProblem} if the judges did not read the same answers
 */
export function judgeAgreement(
  tallies: readonly AnswerTally[],
  { seed, isOneWanted }: { readonly seed: number; readonly isOneWanted: boolean },
): JudgeAgreement | undefined {
  const byJudge = readingsByJudge(tallies)
  if (byJudge.size < 2) return undefined
  if (!isOneWanted && tallies.every(({ unsettled }) => unsettled === 0)) assertSameItems(byJudge)
  const judges = [...byJudge.keys()].sort()
  const items = [...(byJudge.get(judges[0] ?? '')?.keys() ?? [])].sort()
  const complete = items.filter((item) => judges.every((judge) => readingOf(byJudge.get(judge)?.get(item))))
  if (complete.length === 0) return undefined
  const triples = complete.flatMap((item) =>
    judges.map((rater) => ({ item, rater, category: readingOf(byJudge.get(rater)?.get(item)) ?? '' })),
  )
  const agreement = agreementOf(ratingsOf(triples), { seed, scale: 'nominal' })
  const { fleissKappa } = agreement
  const kappa = 'undefined' in fleissKappa ? fleissKappa : fleissKappa.value
  return { judges, items: complete.length, fleissKappa: kappa, agreement }
}

type Readings = Map<string, KeptAnswer[]>

function readingsByJudge(tallies: readonly AnswerTally[]): Map<string, Readings> {
  const judged = tallies.flatMap(({ kept }) => kept.filter(({ judge }) => judge !== undefined))
  const judges = new Set(judged.map(({ judge }) => judge))
  const byRespondent = Map.groupBy(judged, ({ respondent }) => respondent)
  const byAll = [...byRespondent.values()].filter((own) => new Set(own.map(({ judge }) => judge)).size === judges.size)
  const byJudge = new Map<string, Readings>()
  for (const answer of byAll.flat()) {
    if (answer.judge === undefined) continue
    const readings = obtain(byJudge, answer.judge, () => new Map())
    obtain(readings, questionKey(answer), () => []).push(answer)
  }
  return byJudge
}

function assertSameItems(byJudge: ReadonlyMap<string, Readings>): void {
  const all = new Map([...byJudge.values()].flatMap((readings) => [...readings]))
  for (const [judge, readings] of byJudge) {
    const lacking = [...all].filter(([item]) => !readings.has(item))
    const [first] = lacking
    if (!first) continue
    const values = { judge, count: lacking.length, question: first[1][0]?.question.wording ?? '' }
    throw new InputProblem({ file: judge, rule: 'judges-differ', values })
  }
}

/** What a judge read out of an answer; undefined where several readings are equally likely. */
function readingOf(answers: readonly KeptAnswer[] | undefined): string | undefined {
  const [answer] = answers ?? []
  if (!answers || !answer) return undefined
  const { question } = answer
  const shape = pooledOf(
    answers.map((one) => one.shape),
    question.topic.name,
  )
  if (isTied(shape)) return undefined
  const stance = stanceAt(shape.distribution, shape.likeliest)
  if (question.yesMeans === undefined || stance === 'neutral') return stance
  return stance === question.yesMeans ? 'yes' : 'no'
}
