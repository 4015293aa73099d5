import { mean } from '../statistics/mean.ts'
import type { PortraitAnswer } from './kept-answer.ts'
import { obtain } from './obtain.ts'
import { pooledOf } from './pooled.ts'

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
  const before = new Map(plain.map((answer) => [itemKey(answer), answer]))
  const stanceOf = plainStances(plain)
  const byPrompt = new Map<string, { promptedValue: string; shifts: Map<string, number[]> }>()
  for (const answer of answers) {
    const { respondent, repetition, item, value, promptedValue, shape } = answer
    const own = before.get(itemKey(answer))
    const stance = stanceOf.get(item)
    if (promptedValue === undefined || !own || stance === undefined) continue
    const key = JSON.stringify([respondent, repetition, promptedValue])
    const { shifts } = obtain(byPrompt, key, () => ({ promptedValue, shifts: new Map() }))
    const shift = (own.shape.distribution[stance] ?? 0) - (shape.distribution[stance] ?? 0)
    obtain(shifts, value, () => []).push(shift)
  }
  return [...byPrompt.values()].map(({ promptedValue, shifts }) => ({
    promptedValue,
    shifts: new Map([...shifts].map(([value, own]) => [value, mean(own.sort((a, b) => a - b)) ?? 0])),
  }))
}

function itemKey({ respondent, repetition, item }: PortraitAnswer): string {
  return JSON.stringify([respondent, repetition, item])
}

/** The stance that all take together on each portrait, by its place. */
function plainStances(plain: readonly PortraitAnswer[]): Map<string, number> {
  const byItem = Map.groupBy(plain, ({ item }) => item)
  return new Map(
    [...byItem].map(([item, own]) => [
      item,
      pooledOf(
        own.map(({ shape }) => shape),
        item,
      ).likeliest,
    ]),
  )
}
