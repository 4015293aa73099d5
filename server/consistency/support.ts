import type { TaskForm } from '../stances/record.ts'
import { frequenciesOf, medianOfFrequencies } from '../statistics/frequencies.ts'
import type { AnswerTally } from './answer-tally.ts'
import { meanOf, type Undefined } from './estimate.ts'
import { increase, increaseAll, obtain } from './obtain.ts'
import type { Question, Topic } from './question-book.ts'
import { placeOfStance, type Shape } from './shape-book.ts'
import { areMultilingual, sharedTopic, type TopicName, topicKey, topicName } from './topic-name.ts'

/** How much of the answers on a topic supports it. */
export interface TopicSupport extends TopicName {
  readonly answers: number
  /** Mean and median of the shares on `supports`. */
  readonly mean: number
  readonly median: number
  /** Share of answers whose likeliest stance is `supports`. */
  readonly share: number
  /** Mean share on `neutral`; only where abstaining was offered. */
  readonly abstention?: number
  /** Every share on `supports` that occurs, ascending, and how often. */
  readonly values: readonly { readonly share: number; readonly answers: number }[]
}

interface TopicAnswers {
  readonly topics: Set<Topic>
  readonly shapes: Map<Shape, number>
  isKnown: boolean
}

/** All answers of one form by topic, whatever groups they are in. */
export type SupportBook = ReadonlyMap<string, TopicAnswers>

export const sideUnknown: Undefined = { undefined: 'it is not known which side people took' }

export function supportBook(tallies: readonly AnswerTally[], form: TaskForm): SupportBook {
  const book = new Map<string, TopicAnswers>()
  for (const tally of tallies) {
    for (const { topic, shapes } of answeredQuestionsOf(tally, form)) {
      const kept = obtain(book, topicKey(topic), () => ({ topics: new Set(), shapes: new Map(), isKnown: true }))
      kept.topics.add(topic)
      kept.isKnown &&= tally.isStanceKnown
      increaseAll(kept.shapes, shapes)
    }
  }
  return book
}

/** Questions that were answered in a form, of all tallies whose sides are known. */
export function answeredQuestions(tallies: readonly AnswerTally[], form: TaskForm): Question[] {
  return tallies.filter(({ isStanceKnown }) => isStanceKnown).flatMap((tally) => answeredQuestionsOf(tally, form))
}

/** Questions of one tally that were answered in a form. */
export function answeredQuestionsOf({ questions }: AnswerTally, form: TaskForm): Question[] {
  return [...questions.questions()].filter(({ taskForm, shapes }) => taskForm === form && shapes.size > 0)
}

/** Mean share on `supports` over all answers on a topic. */
export function meanSupport(book: SupportBook, topic: Topic): number | Undefined {
  const answers = book.get(topicKey(topic))
  if (!answers?.isKnown) return sideUnknown
  return meanOf(sharesOn('supports', answers.shapes))
}

/** The support of every topic whose sides are known, in the order of their code units. */
export function supportByTopic(book: SupportBook): TopicSupport[] {
  const ordered = [...book].filter(([, { isKnown }]) => isKnown).sort(([a], [b]) => (a < b ? -1 : 1))
  const topics = ordered.map(([, { topics, shapes }]) => ({ topic: sharedTopic([...topics]), shapes }))
  const isMultilingual = areMultilingual(topics)
  return topics.map(({ topic, shapes }) => ({ ...topicName(topic, isMultilingual), ...supportOf(shapes) }))
}

function supportOf(shapes: ReadonlyMap<Shape, number>) {
  const sample = frequenciesOf(sharesOn('supports', shapes))
  const isAbstainOffered = [...shapes.keys()].some(({ distribution }) => distribution.length === 3)
  return {
    answers: sample.total,
    mean: meanOf(sharesOn('supports', shapes)),
    median: medianOfFrequencies(sample) ?? 0,
    share: shareOf(shapes, ({ distribution, likeliest }) => likeliest === distribution.length - 1),
    ...(isAbstainOffered && { abstention: meanOf(sharesOn('neutral', shapes)) }),
    values: Array.from(sample.values, (share, k) => ({ share, answers: sample.counts[k] ?? 0 })),
  }
}

/** How often each share on a stance occurs; nothing falls on neutral where abstaining was not offered. */
export function sharesOn(
  stance: 'neutral' | 'opposes' | 'supports',
  shapes: ReadonlyMap<Shape, number>,
): Map<number, number> {
  const shares = new Map<number, number>()
  for (const [{ distribution }, count] of shapes) {
    increase(shares, distribution[placeOfStance(distribution, stance)] ?? 0, count)
  }
  return shares
}

function shareOf(shapes: ReadonlyMap<Shape, number>, holds: (shape: Shape) => boolean): number {
  let [held, all] = [0, 0]
  for (const [shape, count] of shapes) {
    all += count
    if (holds(shape)) held += count
  }
  return held / all
}
