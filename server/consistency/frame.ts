import type { TaskForm } from '../stances/record.ts'
import type { GroupFigures } from './group-figures.ts'
import { increase, obtain } from './obtain.ts'
import type { Pattern, PatternPart } from './pattern-book.ts'
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

/** The groups that all respondents' answers fall into. */
export function framesOf(patterns: readonly Pattern[]): Record<TaskForm, Frame> {
  const frames = { choice: emptyFrame(), open: emptyFrame() }
  for (const { parts, times } of patterns) for (const part of parts) addPart(frames[part.form], part, times)
  return frames
}

function addPart(frame: Frame, { topic, told, groups }: PatternPart, times: number): void {
  frame.hasSeveralOriginals ||= groups.paraphrase.length > 1
  for (const kind of told) {
    const counts = obtain(frame[kind], topic, () => new Map())
    for (const group of groups[kind]) increase(counts, group, times)
  }
}

function emptyFrame(): Frame {
  return { topic: new Map(), paraphrase: new Map(), hasSeveralOriginals: false }
}
