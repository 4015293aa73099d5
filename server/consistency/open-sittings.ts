import type { StanceRecord } from '../stances/record.ts'
import { obtain } from './obtain.ts'
import type { Topic } from './question-book.ts'
import type { SittingAnswer } from './sitting.ts'

/** What one respondent answered on one topic in one go. */
export interface SettledSitting {
  /** One of its answers. */
  readonly record: StanceRecord
  readonly topic: Topic
  readonly answers: readonly SittingAnswer[]
}

/** The same, as far as it has come in. */
export interface Sitting extends SettledSitting {
  readonly answers: SittingAnswer[]
}

/** The sittings of one respondent. Answers of a sitting mostly come one after another, so the last is tried first. */
export class OpenSittings {
  readonly all: Sitting[] = []
  /** Whose they are, by place in the order of arrival. */
  readonly place: number
  readonly #byTopic = new Map<Topic, Map<string, Sitting>>()

  constructor(place: number) {
    this.place = place
  }

  of(topic: Topic, record: StanceRecord): Sitting {
    const last = this.all.at(-1)
    if (last && isSame(last, topic, record)) return last
    const { repetition, judge = '', unit } = record
    const ofTopic = obtain(this.#byTopic, topic, () => new Map<string, Sitting>())
    return obtain(ofTopic, `${repetition}\0${judge}\0${unit}`, () => this.#begun(topic, record))
  }

  #begun(topic: Topic, record: StanceRecord): Sitting {
    const sitting = { record, topic, answers: [] }
    this.all.push(sitting)
    return sitting
  }
}

function isSame({ topic, record }: Sitting, other: Topic, { unit, repetition, judge }: StanceRecord): boolean {
  return topic === other && record.repetition === repetition && record.judge === judge && record.unit === unit
}

/** Whether a respondent answered in several languages or forms, so that answers can be joined. */
export function areSeveral([first, ...others]: readonly Sitting[]): boolean {
  return others.some(
    ({ record }) => record.language !== first?.record.language || record.taskForm !== first?.record.taskForm,
  )
}
