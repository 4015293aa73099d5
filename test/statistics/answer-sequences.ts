import { type SeededRandom, seededRandom } from '../../server/statistics/seeded-random.ts'

/** Propensities that differ from question to question, the same each time. */
export function propensitiesOf(questions: number, stances: number): number[][] {
  const random = seededRandom(questions * 10 + stances)
  return Array.from({ length: questions }, () => {
    const weights = Array.from({ length: stances }, () => 0.05 + random.share())
    const whole = weights.reduce((sum, weight) => sum + weight)
    return weights.map((weight) => weight / whole)
  })
}

/** All sequences of answers there are, a stance for each question, and how likely each is. */
export function everySequence([shares, ...others]: readonly (readonly number[])[]): {
  answers: number[]
  chance: number
}[] {
  if (!shares) return [{ answers: [], chance: 1 }]
  const rests = everySequence(others)
  return shares.flatMap((share, stance) =>
    rests.map(({ answers, chance }) => ({ answers: [stance, ...answers], chance: share * chance })),
  )
}

/** One sequence of answers, drawn. */
export function drawnSequence(propensities: readonly (readonly number[])[], random: SeededRandom): number[] {
  return propensities.map((shares) => {
    let left = random.share()
    return Math.max(
      shares.findIndex((share) => {
        left -= share
        return left < 0
      }),
      0,
    )
  })
}

/** Answers as distributions with all on one stance. */
export function oneHot(answers: readonly number[], stances: number): number[][] {
  return answers.map((taken) => Array.from({ length: stances }, (_, stance) => Number(stance === taken)))
}

/** Mean of values drawn so many times, and its standard error. */
export function simulated(times: number, draw: () => number): { mean: number; error: number } {
  const values = Array.from({ length: times }, draw)
  const mean = values.reduce((sum, value) => sum + value) / times
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0)
  return { mean, error: Math.sqrt(squares / (times - 1) / times) }
}
