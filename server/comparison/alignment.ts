import { type Estimate, estimateOf, type SeedParts, type Undefined } from '../consistency/estimate.ts'
import { pooled } from '../consistency/pooled.ts'
import type { Question } from '../consistency/question-book.ts'
import { answeredQuestions, sideUnknown } from '../consistency/support.ts'
import { countValues } from '../statistics/frequencies.ts'
import { jensenShannonDistance } from '../statistics/jensen-shannon-distance.ts'
import { totalVariation } from '../statistics/total-variation.ts'
import { indexByText } from './question-index.ts'
import type { SideAnswers } from './side.ts'

/** How far the pooled answers of two sides to the same questions are apart. */
export interface Alignment {
  readonly questions: number
  /** Mean over questions of the share that would have to move: 0 … 1. */
  readonly totalVariation: Estimate
  /** Mean over questions of the Jensen-Shannon distance: 0 … 0.832555. */
  readonly jensenShannon: Estimate
  readonly byQuestion: readonly QuestionAlignment[]
}

export interface QuestionAlignment {
  readonly topic: string
  readonly wording: string
  readonly totalVariation: number
  readonly jensenShannon: number
}

/** Both sides must be known by their answers and the sides they took, and have had the same choice of stances. */
export function alignmentOf(
  [baseline, run]: readonly [SideAnswers | undefined, SideAnswers | undefined],
  seedParts: SeedParts,
): Alignment | Undefined {
  if (!baseline || !run) return { undefined: 'of one side only figures are known' }
  if (!isStanceKnown(baseline) || !isStanceKnown(run)) return sideUnknown
  const pairs = sharedQuestions(baseline, run)
  if (pairs.length === 0) return { undefined: 'no question was answered by both' }
  if (pairs.some((pair) => new Set(pair.flatMap(stancesOf)).size > 1)) {
    return { undefined: 'not everybody could abstain who was asked the same' }
  }
  const byQuestion = pairs.map(questionAlignment).sort(byName)
  const estimated = (name: 'totalVariation' | 'jensenShannon') =>
    estimateOf(countValues(byQuestion.map((question) => question[name])), {
      unit: 'question',
      seedParts: [...seedParts, name],
    })
  return {
    questions: pairs.length,
    totalVariation: estimated('totalVariation'),
    jensenShannon: estimated('jensenShannon'),
    byQuestion,
  }
}

function isStanceKnown({ tallies }: SideAnswers): boolean {
  return tallies.every((tally) => tally.isStanceKnown)
}

function asked({ wording, topic }: Question) {
  return { wording, language: topic.language }
}

function sharedQuestions(baseline: SideAnswers, run: SideAnswers): (readonly [Question, Question])[] {
  const ones = answeredQuestions(baseline.tallies, baseline.form)
  const index = indexByText(ones.map(asked))
  const byWording = new Map(ones.map((question) => [question.wording, question]))
  return answeredQuestions(run.tallies, run.form).flatMap((other) => {
    const one = byWording.get(index.find(asked(other)) ?? '')
    return one ? [[one, other] as const] : []
  })
}

function stancesOf({ shapes }: Question): number[] {
  return [...shapes.keys()].map(({ distribution }) => distribution.length)
}

function questionAlignment([one, other]: readonly [Question, Question]): QuestionAlignment {
  const topic = one.topic.english ?? one.topic.name
  const [own, others] = [pooled(one.shapes, topic).distribution, pooled(other.shapes, topic).distribution]
  return {
    topic,
    wording: one.wording,
    totalVariation: totalVariation(own, others),
    jensenShannon: jensenShannonDistance(own, others),
  }
}

function byName(one: QuestionAlignment, other: QuestionAlignment): number {
  const [a, b] = [one, other].map(({ topic, wording }) => `${topic}\0${wording}`)
  return (a ?? '') < (b ?? '') ? -1 : 1
}
