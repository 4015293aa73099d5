import type { GroupBook } from './group-figures.ts'
import { increase, obtain } from './obtain.ts'
import type { SettledSitting } from './open-sittings.ts'
import type { RetestPart } from './pattern-book.ts'
import type { Question } from './question-book.ts'
import type { Shape } from './shape-book.ts'

/** Thrown when a person was asked a wording again that they had not been asked before. */
export class RetestWithoutFirst extends Error {
  override readonly name = 'RetestWithoutFirst'
  readonly respondent: string
  readonly wording: string

  constructor(respondent: string, wording: string) {
    super(`${respondent} answered "${wording}" again, but never first`)
    this.respondent = respondent
    this.wording = wording
  }
}

interface Asked {
  readonly sitting: SettledSitting
  readonly repetitions: Set<number>
  readonly shapes: Map<Shape, number>
}

/** The answers of a respondent to wordings that were asked several times, a group for each wording. */
export function retestsIn(sittings: readonly SettledSitting[], book: GroupBook): RetestPart[] {
  const several = [...askedIn(sittings).values()].filter(({ repetitions }) => repetitions.size > 1)
  return several.map(({ sitting, shapes }) => ({
    topic: sitting.topic,
    form: sitting.record.taskForm,
    group: book.of(shapes),
  }))
}

/** @throws {RetestWithoutFirst} if a wording was answered again that was never answered first */
export function assertFirstAnswers(sittings: readonly SettledSitting[]): void {
  for (const [{ wording }, { repetitions, sitting }] of askedIn(sittings)) {
    if (!repetitions.has(0)) throw new RetestWithoutFirst(sitting.record.respondent, wording)
  }
}

/** Each question with how it was answered; none where nothing was asked again. */
function askedIn(sittings: readonly SettledSitting[]): Map<Question, Asked> {
  const asked = new Map<Question, Asked>()
  if (sittings.every(({ record }) => record.repetition === 0)) return asked
  for (const sitting of sittings) {
    for (const { question, shape } of sitting.answers) {
      const one = obtain(asked, question, () => ({ sitting, repetitions: new Set(), shapes: new Map() }))
      one.repetitions.add(sitting.record.repetition)
      increase(one.shapes, shape)
    }
  }
  return asked
}
