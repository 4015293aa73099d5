import type { StanceRecord, TaskForm } from '../stances/record.ts'
import { emptyFrame, type Frame, type GroupCounts } from './frame.ts'
import { GroupBook } from './group-figures.ts'
import { type KeptAnswer, keptAnswers, type PortraitAnswer } from './kept-answer.ts'
import { increase, obtain } from './obtain.ts'
import { type Question, QuestionBook, type Topic } from './question-book.ts'
import { RespondentSet } from './respondent-set.ts'
import { ShapeBook } from './shape-book.ts'
import {
  type Groups,
  groupsIn,
  type MeasureKind,
  measureKinds,
  type SittingAnswer,
  withoutUnsettled,
} from './sitting.ts'

export type RespondentKind = 'people' | 'model'

export interface TallyOptions {
  /** Shared by tallies whose answers are compared. */
  readonly shapes?: ShapeBook
  readonly groups?: GroupBook
  /** The answers of each respondent come in one stretch: then no more than one respondent is held at a time. */
  readonly isGrouped?: boolean
  /** Of models every answer is kept, to be joined across files; of people only the answers of those who answered in
   *  several languages or forms. */
  readonly kind?: RespondentKind
  /** Leaves out questions whose wordings a respondent answered too differently. */
  readonly isSettledOnly?: boolean
  /** False where it is not known which side people took, only how they divided. */
  readonly isStanceKnown?: boolean
  /** Counts groups by respondent, too. */
  readonly isByRespondent?: boolean
}

/** Thrown when answers of one respondent to one unit do not all, or all not, offer to abstain: they share no centroid. */
export class MixedStances extends Error {
  override readonly name = 'MixedStances'
  readonly topic: string

  constructor(topic: string) {
    super(`Answers with and without the choice to abstain in one group, topic ${topic}`)
    this.topic = topic
  }
}

/** Thrown when a respondent whose answers were said to come in one stretch comes again. */
export class CameAgain extends Error {
  override readonly name = 'CameAgain'
}

interface Sitting {
  readonly record: StanceRecord
  readonly topic: Topic
  readonly answers: SittingAnswer[]
}

/** Takes in the answers of one source one by one and keeps how often each kind of group occurs, never the answers
 *  themselves. Call `close` when all are in. Answers of different tallies never meet in a group. */
export class AnswerTally {
  answers = 0
  /** Answers left out because wordings of a question were answered too differently. */
  unsettled = 0
  readonly respondents = new RespondentSet()
  readonly questions = new QuestionBook()
  readonly frames: Record<TaskForm, Frame> = { choice: emptyFrame(), open: emptyFrame() }
  readonly kept: KeptAnswer[] = []
  readonly portraits: PortraitAnswer[] = []
  readonly byRespondent = new Map<string, Record<MeasureKind, GroupCounts>>()
  readonly kind: RespondentKind
  readonly isStanceKnown: boolean
  readonly #options: TallyOptions
  readonly #shapes: ShapeBook
  readonly #groups: GroupBook
  readonly #open = new Map<string, Sitting[]>()
  #last: { respondent: string | undefined; sittings: Sitting[] } = { respondent: undefined, sittings: [] }

  constructor(options: TallyOptions = {}) {
    this.#options = options
    this.kind = options.kind ?? 'people'
    this.isStanceKnown = options.isStanceKnown ?? true
    this.#shapes = options.shapes ?? new ShapeBook()
    this.#groups = options.groups ?? new GroupBook()
  }

  /**
   * Counts one answer.
   * @throws {MixedStances} if its group holds distributions over other stances
   * @throws {CameAgain} if respondents were said to come one after another, and this one had gone
   */
  add(record: StanceRecord): void {
    const { respondent, distribution, likeliest, portrait, repetition } = record
    const sittings = this.#sittingsOf(respondent)
    const shape = this.#shapes.of(distribution, likeliest)
    this.answers += 1
    if (portrait) {
      this.portraits.push({ respondent, repetition, item: record.wording, ...portrait, shape })
      return
    }
    const question = this.questions.of(record)
    const { answers } =
      sittings.findLast((one) => isSame(one, question.topic, record)) ?? begun(sittings, question, record)
    if (answers[0] && answers[0].shape.distribution.length !== distribution.length) {
      throw new MixedStances(record.topic)
    }
    answers.push({ question, shape })
  }

  /** Ends the tally: makes groups of what is still open. */
  close(): this {
    for (const sittings of this.#open.values()) this.#leave(sittings)
    this.#open.clear()
    return this
  }

  #sittingsOf(respondent: string): Sitting[] {
    if (this.#last.respondent === respondent) return this.#last.sittings
    const sittings = this.#open.get(respondent) ?? this.#arrival(respondent)
    this.#last = { respondent, sittings }
    return sittings
  }

  #arrival(respondent: string): Sitting[] {
    if (this.#options.isGrouped) this.close()
    if (!this.respondents.add(respondent)) throw new CameAgain()
    return obtain(this.#open, respondent, () => [])
  }

  #leave(sittings: readonly Sitting[]): void {
    const isKept = this.kind === 'model' || areSeveral(sittings)
    for (const sitting of sittings) {
      const answers = this.#settled(sitting)
      for (const { question, shape } of answers) increase(question.shapes, shape)
      if (isKept) this.kept.push(...keptAnswers(sitting.record, answers))
      if (answers.length > 0) this.#count(groupsIn(answers, this.#groups), sitting)
    }
  }

  #settled({ answers }: Sitting): readonly SittingAnswer[] {
    if (!this.#options.isSettledOnly) return answers
    const settled = withoutUnsettled(answers, this.#groups)
    this.unsettled += answers.length - settled.length
    this.answers -= answers.length - settled.length
    return settled
  }

  #count(groups: Groups, { topic, record }: Sitting): void {
    const frame = this.frames[record.taskForm]
    frame.hasSeveralOriginals ||= groups.paraphrase.length > 1
    for (const kind of measureKinds) {
      const counts = obtain(frame[kind], topic, () => new Map())
      for (const group of groups[kind]) increase(counts, group)
    }
    if (this.#options.isByRespondent) this.#countOwn(groups, record.respondent)
  }

  #countOwn(groups: Groups, respondent: string): void {
    const own = obtain(this.byRespondent, respondent, () => ({ topic: new Map(), paraphrase: new Map() }))
    for (const kind of measureKinds) for (const group of groups[kind]) increase(own[kind], group)
  }
}

function isSame({ topic, record }: Sitting, other: Topic, { unit, repetition, judge }: StanceRecord): boolean {
  return topic === other && record.repetition === repetition && record.judge === judge && record.unit === unit
}

function begun(sittings: Sitting[], { topic }: Question, record: StanceRecord): Sitting {
  const sitting = { record, topic, answers: [] }
  sittings.push(sitting)
  return sitting
}

/** Whether a respondent answered in several languages or forms, so that answers can be joined. */
function areSeveral([first, ...others]: readonly Sitting[]): boolean {
  return others.some(
    ({ record }) => record.language !== first?.record.language || record.taskForm !== first?.record.taskForm,
  )
}
