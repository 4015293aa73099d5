import { type Estimate, estimateOf, type Undefined } from './estimate.ts'
import { distancesIn, joined, type TopicGroups } from './spread.ts'

/** The same measure on controversial and on uncontroversial topics. */
export interface ControversySplit {
  readonly controversial: SplitPart
  readonly uncontroversial: SplitPart
  /** Controversial over uncontroversial. */
  readonly ratio: number | Undefined
}

interface SplitPart {
  readonly inconsistency: number
  readonly interval: Estimate['interval']
  readonly topics: number
}

/** Undefined unless there are groups of both kinds. */
export function controversySplit(
  topics: readonly TopicGroups[],
  { kind, seed, keepsSingletons }: { kind: string; seed: number; keepsSingletons: boolean },
): ControversySplit | undefined {
  const part = (isControversial: boolean): SplitPart | undefined => {
    const own = topics.filter(({ topic }) => topic.isControversial === isControversial)
    const distances = distancesIn(joined(own), { keepsSingletons })
    if (distances.size === 0) return undefined
    const seedParts = [seed, kind, isControversial ? 'controversial' : 'uncontroversial']
    const { value, interval } = estimateOf(distances, { unit: 'answer', seedParts })
    return { inconsistency: value, interval, topics: own.length }
  }
  const [controversial, uncontroversial] = [part(true), part(false)]
  if (!controversial || !uncontroversial) return undefined
  const isSteady = uncontroversial.inconsistency === 0
  const ratio = isSteady
    ? { undefined: 'the uncontroversial topics show no inconsistency to divide by' }
    : controversial.inconsistency / uncontroversial.inconsistency
  return { controversial, uncontroversial, ratio }
}
