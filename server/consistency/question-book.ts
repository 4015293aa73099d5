import type { Stance, StanceRecord, TaskForm } from '../stances/record.ts'
import type { MeasureKind } from './measure-kinds.ts'
import { obtain } from './obtain.ts'
import type { Shape } from './shape-book.ts'

/** A topic in one language, under the name its source gives it. */
export interface Topic {
  readonly name: string
  readonly language?: string | undefined
  readonly isControversial?: boolean | undefined
  /** The English name; where a source gives several, the first by code unit. */
  english?: string | undefined
}

/** One wording as it was asked, and how often it was answered in which way. */
export interface Question {
  /** Running number in its book. */
  readonly id: number
  readonly topic: Topic
  readonly original: string
  /** The first by code unit, where rows differ. */
  originalEnglish?: string | undefined
  topicEnglish?: string | undefined
  readonly wording: string
  readonly isOriginal: boolean
  readonly taskForm: TaskForm
  /** Running number among the wordings of its original, in the order of the source, from 0. */
  readonly order: number
  /** Where a "yes" stands, as soon as an answer tells. */
  yesMeans?: Stance | undefined
  /** The measures that its answers made groups of. */
  readonly kinds: Set<MeasureKind>
  readonly shapes: Map<Shape, number>
}

interface TopicPage {
  readonly topic: Topic
  readonly questions: Map<string, Question>
  readonly wordings: Map<string, number>
}

/** Keeps each topic and each question of one source once. */
export class QuestionBook {
  #size = 0
  readonly #pages = new Map<string, TopicPage>()
  #last: { readonly record: StanceRecord; readonly page: TopicPage } | undefined

  of(record: StanceRecord): Question {
    const page = this.#pageOf(record)
    const key = keyOf(record)
    const question = page.questions.get(key) ?? this.#added(page, key, record)
    question.yesMeans ??= record.yesMeans
    question.originalEnglish = firstOf(question.originalEnglish, record.originalEnglish)
    question.topicEnglish = firstOf(question.topicEnglish, record.topicEnglish)
    return question
  }

  *questions(): Generator<Question> {
    for (const { questions } of this.#pages.values()) yield* questions.values()
  }

  /** Answers on one topic mostly come one after another, so the last page is tried first. */
  #pageOf(record: StanceRecord): TopicPage {
    if (this.#last && isSameTopic(this.#last.record, record)) return this.#last.page
    const { topic: name, topicEnglish: english, language, isControversial, taskForm } = record
    const key = `${name}\0${language ?? ''}\0${isControversial ?? ''}\0${taskForm}`
    const page = obtain(this.#pages, key, () => ({
      topic: { name, language, isControversial },
      questions: new Map(),
      wordings: new Map(),
    }))
    page.topic.english = firstOf(page.topic.english, english)
    this.#last = { record, page }
    return page
  }

  #added(page: TopicPage, key: string, record: StanceRecord): Question {
    const { original, wording, taskForm } = record
    const order = page.wordings.get(original) ?? 0
    page.wordings.set(original, order + 1)
    const about = { original, wording, taskForm, order }
    const isOriginal = record.isOriginal ?? wording === original
    const counts = { kinds: new Set<MeasureKind>(), shapes: new Map<Shape, number>() }
    const question: Question = { id: this.#size, topic: page.topic, ...about, isOriginal, ...counts }
    this.#size += 1
    page.questions.set(key, question)
    return question
  }
}

/** The same words with a yes that stands elsewhere are another question. */
function keyOf({ original, wording, yesMeans }: StanceRecord): string {
  return wording === original && yesMeans !== 'opposes' ? wording : `${wording}\0${original}\0${yesMeans ?? ''}`
}

/** Of two texts the first by code unit; either if there is but one. */
function firstOf(one: string | undefined, other: string | undefined): string | undefined {
  if (!one || !other) return one || other
  return one <= other ? one : other
}

function isSameTopic(one: StanceRecord, other: StanceRecord): boolean {
  return (
    one.topic === other.topic &&
    one.topicEnglish === other.topicEnglish &&
    one.language === other.language &&
    one.isControversial === other.isControversial &&
    one.taskForm === other.taskForm
  )
}

/** The English name of a topic, or its own where there is none: the same in every language that has it. */
export function sharedName({ topic }: Question): string {
  return topic.english ?? topic.name
}
