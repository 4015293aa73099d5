import type { AnswerTally } from './answer-tally.ts'
import type { PortraitAnswer } from './kept-answer.ts'
import { obtain } from './obtain.ts'
import { type Steerability, steerabilityOf } from './steerability.ts'

/** Steerability of one model, or of people together, in one language. */
export interface RespondentSteerability extends Steerability {
  /** Only where several models were prompted, or models and people. */
  readonly respondent?: string
  /** Only where there are several. */
  readonly language?: string
}

interface Prompted {
  readonly respondent: string
  readonly language: string
  readonly unit: string
  readonly answers: PortraitAnswer[]
}

/** Each model and language is ranked by itself; people of one language are pooled. */
export function steerabilities(tallies: readonly AnswerTally[], seed: number): RespondentSteerability[] {
  const groups = new Map<string, Prompted>()
  for (const { kind, portraits } of tallies) {
    for (const answer of portraits) {
      const [respondent, unit] = kind === 'model' ? [answer.respondent, 'repetition'] : ['people', 'respondent']
      const language = answer.language ?? ''
      const key = JSON.stringify([respondent, language])
      obtain(groups, key, () => ({ respondent, language, unit, answers: [] })).answers.push(answer)
    }
  }
  const ordered = [...groups].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, group]) => group)
  const areSeveral = (name: 'respondent' | 'language') => new Set(ordered.map((group) => group[name])).size > 1
  const [areModels, areLanguages] = [areSeveral('respondent'), areSeveral('language')]
  return ordered.flatMap(({ respondent, language, unit, answers }) =>
    steerabilityOf(answers, { seed, unit }).map((rank) => ({
      ...(areModels && { respondent }),
      ...(areLanguages && { language }),
      ...rank,
    })),
  )
}
