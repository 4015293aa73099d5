import { type Estimate, estimateOf, type SeedParts, type Undefined } from '../consistency/estimate.ts'
import { increaseAll, obtain } from '../consistency/obtain.ts'
import { pooled } from '../consistency/pooled.ts'
import { sharedName } from '../consistency/question-book.ts'
import type { Shape } from '../consistency/shape-book.ts'
import { answeredQuestions, sideUnknown } from '../consistency/support.ts'
import { countValues } from '../statistics/frequencies.ts'
import { jensenShannonDistance } from '../statistics/jensen-shannon-distance.ts'
import { totalVariation } from '../statistics/total-variation.ts'
import { askedAs, indexByText } from './question-index.ts'
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
  const shared = sharedQuestions(baseline, run)
  if (shared.length === 0) return { undefined: 'no question was answered by both' }
  if (shared.some(areMixed)) {
    return { undefined: 'not everybody could abstain who was asked the same' }
  }
  const byQuestion = shared.map(questionAlignment).sort(byName)
  const estimated = (name: 'totalVariation' | 'jensenShannon') =>
    estimateOf(countValues(byQuestion.map((question) => question[name])), {
      unit: 'question',
      seedParts: [...seedParts, name],
    })
  return {
    questions: shared.length,
    totalVariation: estimated('totalVariation'),
    jensenShannon: estimated('jensenShannon'),
    byQuestion,
  }
}

function isStanceKnown({ tallies }: SideAnswers): boolean {
  return tallies.every((tally) => tally.isStanceKnown)
}

/** Questions that share a text, whatever topics they stand under, and how either side answered them. */
interface SharedQuestion {
  readonly topic: string
  readonly wording: string
  readonly own: Map<Shape, number>
  readonly others: Map<Shape, number>
}

function sharedQuestions(baseline: SideAnswers, run: SideAnswers): SharedQuestion[] {
  const ones = answeredQuestions(baseline.tallies, baseline.form)
  const index = indexByText(ones.map(askedAs))
  const byText = new Map<string, SharedQuestion>()
  for (const one of ones) {
    const key = index.find(askedAs(one)) ?? ''
    const topic = sharedName(one)
    const shared = obtain(byText, key, () => ({ topic, wording: key, own: new Map(), others: new Map() }))
    increaseAll(shared.own, one.shapes)
    if (topic < shared.topic) byText.set(key, { ...shared, topic })
  }
  for (const other of answeredQuestions(run.tallies, run.form)) {
    const shared = byText.get(index.find(askedAs(other)) ?? '')
    if (shared) increaseAll(shared.others, other.shapes)
  }
  return [...byText.values()].filter(({ others }) => others.size > 0)
}

function areMixed({ own, others }: SharedQuestion): boolean {
  return new Set([...own.keys(), ...others.keys()].map(({ distribution }) => distribution.length)).size > 1
}

function questionAlignment({ topic, wording, ...answers }: SharedQuestion): QuestionAlignment {
  const [own, others] = [pooled(answers.own, topic).distribution, pooled(answers.others, topic).distribution]
  return {
    topic,
    wording,
    totalVariation: totalVariation(own, others),
    jensenShannon: jensenShannonDistance(own, others),
  }
}

function byName(one: QuestionAlignment, other: QuestionAlignment): number {
  const [a, b] = [one, other].map(({ topic, wording }) => `${topic}\0${wording}`)
  return (a ?? '') < (b ?? '') ? -1 : 1
}
