import type { GroupFigures } from './group-figures.ts'
import type { Topic } from './question-book.ts'

/** How often groups of each kind occur. */
export type GroupCounts = Map<GroupFigures, number>

/** The groups of one form of answering, by topic. */
export interface Frame {
  readonly topic: Map<Topic, GroupCounts>
  readonly paraphrase: Map<Topic, GroupCounts>
  /** Whether anybody answered two questions on one topic. */
  hasSeveralOriginals: boolean
}

export function emptyFrame(): Frame {
  return { topic: new Map(), paraphrase: new Map(), hasSeveralOriginals: false }
}
