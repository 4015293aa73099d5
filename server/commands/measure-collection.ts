import { mean } from '../statistics/mean.ts'
import { median } from '../statistics/median.ts'
import type { Source } from './sources.ts'

/** How answers were collected, as far as their sources tell. */
export interface Collection {
  readonly submissions?: number
  readonly people?: number
  readonly passed?: number
  readonly failedAttention?: number
  readonly duplicates?: number
  readonly unfinished?: number
  readonly overQuota?: number
  readonly declinedAnswers?: number
  /** Active time of the people who passed. */
  readonly medianMinutes?: number
  readonly meanMinutes?: number
  /** Present where answers of simulated people were measured. */
  readonly isSimulated?: true
}

/** What sources tell together: counts add up, times are taken over all people. Undefined where none tells anything. */
export function collectionOf(sources: readonly Source[]): Collection | undefined {
  const batches = sources.flatMap(({ batch }) => batch ?? [])
  const isSimulated = sources.some((source) => source.isSimulated)
  if (batches.length === 0) return isSimulated ? { isSimulated } : undefined
  const total = (figure: 'submissions' | 'people' | 'passed' | 'failedAttention' | 'duplicates') =>
    batches.reduce((sum, batch) => sum + batch[figure], 0)
  const minutes = batches.flatMap((batch) => batch.minutes).sort((a, b) => a - b)
  const [medianMinutes, meanMinutes] = [median(minutes), mean(minutes)]
  return {
    submissions: total('submissions'),
    people: total('people'),
    passed: total('passed'),
    failedAttention: total('failedAttention'),
    duplicates: total('duplicates'),
    ...(medianMinutes !== undefined && { medianMinutes }),
    ...(meanMinutes !== undefined && { meanMinutes }),
    ...(isSimulated && { isSimulated }),
  }
}
