import { median } from '../statistics/median.ts'
import type { OwnAnswer } from './own-answer.ts'

export const leastGaps = 3
export const leastPeople = 10
/** Makes a median absolute deviation an estimate of the standard deviation of normal values. */
const toDeviation = 1.4826

/** How fast the people of a study are. */
export interface StudyPace {
  /** How many people have a pace. */
  readonly people: number
  readonly medianSeconds: number
  /** Robust standard deviation of the natural logarithms: 1.4826 times their median absolute deviation. */
  readonly logSpread: number
}

/** Seconds between one answer and the next, in the median. Undefined with fewer than 3 such gaps. */
export function paceOf(answers: readonly OwnAnswer[]): number | undefined {
  const times = answers.flatMap(({ answeredAt }) => answeredAt ?? []).sort((a, b) => a - b)
  const gaps = times.slice(1).map((time, n) => (time - (times[n] ?? time)) / 1000)
  return gaps.length < leastGaps ? undefined : median(gaps)
}

/**
 * The pace of a study from those of its people. Undefined for fewer than 10 people, or where half of them took no time
 * at all, as nothing is faster than that.
 * The spread is Hampel's (1974), doi:10.1080/01621459.1974.10482962: people far from the others hardly move it.
 */
export function studyPace(paces: readonly number[]): StudyPace | undefined {
  if (paces.length < leastPeople || 2 * paces.filter((pace) => pace === 0).length >= paces.length) return undefined
  const medianSeconds = median(paces) ?? 0
  const distances = paces.map((pace) => Math.abs(Math.log(pace / medianSeconds)))
  return { people: paces.length, medianSeconds, logSpread: toDeviation * (median(distances) ?? 0) }
}
