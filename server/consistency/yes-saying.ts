import type { Stance } from '../stances/record.ts'
import { type Estimate, estimateOf, type Undefined } from './estimate.ts'
import { increase, obtain } from './obtain.ts'
import type { Question } from './question-book.ts'
import { sharesOn } from './support.ts'

/** Share of yes, by what yes means. Whoever weighs the questions alone says yes as often to either kind. */
export interface YesSaying {
  readonly language?: string
  readonly whereYesSupports: YesShare | Undefined
  readonly whereYesOpposes: YesShare | Undefined
}

interface YesShare {
  readonly share: number
  readonly interval: Estimate['interval']
  readonly answers: number
}

/** Yes-saying by language, over the questions whose options are a yes and a no; none, no entry. */
export function yesSayingOf(questions: readonly Question[], seed: number): YesSaying[] {
  const byLanguage = new Map<string, Question[]>()
  for (const question of questions) {
    if (question.yesMeans) obtain(byLanguage, question.topic.language ?? '', () => []).push(question)
  }
  const ordered = [...byLanguage].sort(([a], [b]) => (a < b ? -1 : 1))
  return ordered.map(([language, asked]) => ({
    ...(language && { language }),
    whereYesSupports: yesShare(asked, 'supports', [seed, 'yes', language]),
    whereYesOpposes: yesShare(asked, 'opposes', [seed, 'yes', language]),
  }))
}

function yesShare(questions: readonly Question[], means: Stance, seedParts: (string | number)[]): YesShare | Undefined {
  const shares = new Map<number, number>()
  let answers = 0
  for (const { shapes } of questions.filter(({ yesMeans }) => yesMeans === means)) {
    for (const [share, count] of sharesOn(means, shapes)) {
      increase(shares, share, count)
      answers += count
    }
  }
  if (answers === 0) return { undefined: `no question was answered where a yes ${means}` }
  const { value, interval } = estimateOf(shares, { unit: 'answer', seedParts: [...seedParts, means] })
  return { share: value, interval, answers }
}
