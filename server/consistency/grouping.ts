import type { AnswerTally, Shape, Sitting, Topic } from './answer-tally.ts'
import { type Group, groupFigures } from './group-figures.ts'
import { obtain } from './obtain.ts'
import { addGroup, emptySpread, increase, type TopicSpread } from './spread.ts'

export const measureKinds = ['topic', 'paraphrase'] as const
/** `topic`: all answers of a respondent on a topic. `paraphrase`: those to the wordings of one question. */
export type MeasureKind = (typeof measureKinds)[number]

/**
 * Groups tallied answers both ways and adds the groups up by topic. A measure these answers say nothing about has
 * no topics: where every group is a single answer, or, for `topic`, nobody answered two questions on one topic.
 */
export function groupAnswers(tally: AnswerTally): Record<MeasureKind, readonly TopicSpread[]> {
  const figures = groupFigures()
  const topics = { topic: new Map<Topic, TopicSpread>(), paraphrase: new Map<Topic, TopicSpread>() }
  let hasSeveralOriginals = false
  for (const sitting of tally.sittings()) {
    const groups = groupsIn(sitting)
    hasSeveralOriginals ||= groups.paraphrase.length > 1
    for (const kind of measureKinds) {
      const spread = obtain(topics[kind], sitting.topic, () => ({ ...emptySpread(), topic: sitting.topic }))
      for (const group of groups[kind]) addGroup(spread, figures(group))
    }
  }
  return {
    topic: hasSeveralOriginals ? comparable([...topics.topic.values()]) : [],
    paraphrase: comparable([...topics.paraphrase.values()]),
  }
}

function groupsIn({ cells }: Sitting): Record<MeasureKind, readonly Group[]> {
  const whole = new Map<Shape, number>()
  const byOriginal = new Map<string, Map<Shape, number>>()
  for (const [{ original, shape }, count] of cells) {
    increase(whole, shape, count)
    const group = obtain(byOriginal, original, () => new Map())
    increase(group, shape, count)
  }
  return { topic: [whole], paraphrase: [...byOriginal.values()] }
}

function comparable(spreads: readonly TopicSpread[]): readonly TopicSpread[] {
  return spreads.some(({ groups, singletons }) => groups > singletons) ? spreads : []
}
