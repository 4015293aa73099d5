import { publishedSources } from '../../server/consistency/published-source.ts'
import { askedOrigin } from '../../server/planning/asked.ts'
import type { Wanted } from '../../server/planning/goal.ts'
import type { Origin } from '../../server/planning/origin.ts'
import { statedOrigin } from '../../server/planning/stated.ts'

/** What plans are proved from. */
export type Basis = 'published:human-topic' | 'stated'

/** A stretch of the studies of one plan. */
export interface StudiesTask {
  readonly basis: Basis
  readonly wanted: Wanted
  readonly size: number
  readonly from: number
  readonly to: number
}

export async function originNamed(basis: Basis): Promise<Origin> {
  return basis === 'stated'
    ? statedOrigin({ keeps: 0.85, questions: 5, units: 28 })
    : await askedOrigin(publishedSources(basis))
}
