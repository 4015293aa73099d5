import { nameInOtherFiles } from '../published/facts.ts'
import { mean } from '../statistics/mean.ts'
import type { SideTopic } from './side.ts'

/** A topic that both sides were measured on; each may have it several times, as in several languages. */
export interface TopicPair {
  readonly topic: string
  readonly baseline: readonly SideTopic[]
  readonly run: readonly SideTopic[]
}

/** Topics that share a name, in the order of the baseline's names. */
export function pairedTopics(baseline: readonly SideTopic[], run: readonly SideTopic[]): TopicPair[] {
  const byTopic = Map.groupBy(baseline, ({ topic, topicEnglish }) => topicEnglish ?? topic)
  const pairs = [...byTopic.values()].flatMap((own) => {
    const others = run.filter((other) => own.some((one) => isSame(one, other)))
    const [topic] = own.map((one) => one.topic).sort()
    return topic !== undefined && others.length > 0 ? { topic, baseline: own, run: others } : []
  })
  return pairs.sort((one, other) => (one.topic < other.topic ? -1 : 1))
}

function isSame(one: SideTopic, other: SideTopic): boolean {
  return !namesOf(one).isDisjointFrom(namesOf(other))
}

/** A topic's own name, its English one, and what the study's files in other languages call it in English. */
function namesOf({ topic, topicEnglish }: SideTopic): Set<string> {
  return new Set([topic, topicEnglish ?? topic, nameInOtherFiles(topic)])
}

export function meanOf(topics: readonly SideTopic[]): number {
  return mean(topics.map(({ inconsistency }) => inconsistency)) ?? 0
}
