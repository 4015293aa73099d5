import { mean } from '../statistics/mean.ts'
import type { PortraitAnswer } from './kept-answer.ts'
import { MixedStances } from './mixed-stances.ts'
import { obtain } from './obtain.ts'
import { pooledOf } from './pooled.ts'
import type { Shape } from './shape-book.ts'

/** How far one respondent moved under one prompted value, by the value that portraits show. */
export interface Moved {
  readonly promptedValue: string
  /** Mean loss of probability of the stance taken without a value; below 0, the stance gained. */
  readonly shifts: ReadonlyMap<string, number>
}

/**
 * Shifts of every respondent under every value they were prompted with, each against their own plain answer, on the
 * stance that all respondents together take on a portrait without a value. Answers without a plain one say nothing.
 */
export function movedAnswers(answers: readonly PortraitAnswer[]): Moved[] {
  const plain = answers.filter(({ promptedValue }) => promptedValue === undefined)
  const before = new Map([...Map.groupBy(plain, itemKey)].map(([key, own]) => [key, pooledAnswers(own)]))
  const stanceOf = plainStances(plain)
  const byPrompt = new Map<string, { promptedValue: string; shifts: Map<string, number[]> }>()
  for (const { respondent, repetition, item, value, promptedValue, shape } of answers) {
    const own = before.get(itemKey({ respondent, repetition, item }))
    const stance = stanceOf.get(item)
    if (promptedValue === undefined || !own || stance === undefined) continue
    const key = JSON.stringify([respondent, repetition, promptedValue])
    const { shifts } = obtain(byPrompt, key, () => ({ promptedValue, shifts: new Map() }))
    obtain(shifts, value, () => []).push(lossOf(stance, [own, shape], item))
  }
  return [...byPrompt.values()].map(({ promptedValue, shifts }) => ({
    promptedValue,
    shifts: new Map([...shifts].map(([value, own]) => [value, mean(own.sort((a, b) => a - b)) ?? 0])),
  }))
}

function pooledAnswers(answers: readonly PortraitAnswer[]): Shape {
  return pooledOf(
    answers.map(({ shape }) => shape),
    answers[0]?.item ?? '',
  )
}

/** How much probability a stance lost from one answer to the other. */
function lossOf(stance: number, [before, after]: readonly [Shape, Shape], item: string): number {
  if (before.distribution.length !== after.distribution.length) throw new MixedStances(item)
  return (before.distribution[stance] ?? 0) - (after.distribution[stance] ?? 0)
}

function itemKey({ respondent, repetition, item }: Pick<PortraitAnswer, 'respondent' | 'repetition' | 'item'>): string {
  return JSON.stringify([respondent, repetition, item])
}

/** The stance that all take together on each portrait, by its place. */
function plainStances(plain: readonly PortraitAnswer[]): Map<string, number> {
  const byItem = Map.groupBy(plain, ({ item }) => item)
  return new Map([...byItem].map(([item, own]) => [item, pooledAnswers(own).likeliest]))
}
