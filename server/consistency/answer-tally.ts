import type { StanceRecord, TaskForm } from '../stances/record.ts'
import { emptyFrame, type Frame, type GroupCounts } from './frame.ts'
import { GroupBook, type GroupFigures } from './group-figures.ts'
import type { KeptAnswer, PortraitAnswer } from './kept-answer.ts'
import { type MeasureKind, measureKinds } from './measure-kinds.ts'
import { MixedStances } from './mixed-stances.ts'
import { increase, obtain } from './obtain.ts'
import { areSeveral, OpenSittings, type Sitting } from './open-sittings.ts'
import { QuestionBook } from './question-book.ts'
import { RespondentSet } from './respondent-set.ts'
import { ShapeBook } from './shape-book.ts'
import { type Groups, groupsIn, type SittingAnswer, withoutUnsettled } from './sitting.ts'

export type RespondentKind = 'people' | 'model'

export interface TallyOptions {
  /** Shared by tallies whose answers are compared. */
  readonly shapes?: ShapeBook
  readonly groups?: GroupBook
  /** The answers of each respondent come in one stretch: then no more than one respondent is held at a time. */
  readonly isGrouped?: boolean
  readonly kind?: RespondentKind
  /** Keeps every answer, to be joined with those of other sources; else only the answers of those who answered in
   *  several languages or forms here. */
  readonly keepsAnswers?: boolean
  /** Leaves out questions whose wordings a respondent answered too differently. */
  readonly isSettledOnly?: boolean
  /** False where it is not known which side people took, only how they divided. */
  readonly isStanceKnown?: boolean
  /** Hashes of the questions that were asked, where their texts are not known. */
  readonly questionHashes?: ReadonlySet<string> | undefined
  /** Counts groups by respondent, too. */
  readonly isByRespondent?: boolean
}

/** Thrown when a respondent whose answers were said to come in one stretch comes again. */
export class CameAgain extends Error {
  override readonly name = 'CameAgain'
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
  readonly byRespondent = new Map<string, Record<TaskForm, Record<MeasureKind, GroupCounts>>>()
  readonly kind: RespondentKind
  readonly isStanceKnown: boolean
  readonly questionHashes: ReadonlySet<string> | undefined
  readonly #options: TallyOptions
  readonly #shapes: ShapeBook
  readonly #groups: GroupBook
  readonly #open = new Map<string, OpenSittings>()
  #last: { readonly respondent: string; readonly sittings: OpenSittings } | undefined

  constructor(options: TallyOptions = {}) {
    this.#options = options
    this.kind = options.kind ?? 'people'
    this.isStanceKnown = options.isStanceKnown ?? true
    this.questionHashes = options.questionHashes
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
      const { language, wording: item } = record
      this.portraits.push({ respondent, repetition, language, item, ...portrait, shape })
      return
    }
    const question = this.questions.of(record)
    const { answers } = sittings.of(question.topic, record)
    if (answers[0] && answers[0].shape.distribution.length !== distribution.length) {
      throw new MixedStances(record.topic)
    }
    answers.push({ question, shape })
  }

  /** Ends the tally: makes groups of what is still open. */
  close(): this {
    for (const { all } of this.#open.values()) this.#leave(all)
    this.#open.clear()
    this.#last = undefined
    return this
  }

  #sittingsOf(respondent: string): OpenSittings {
    if (this.#last?.respondent === respondent) return this.#last.sittings
    const sittings = this.#open.get(respondent) ?? this.#arrival(respondent)
    this.#last = { respondent, sittings }
    return sittings
  }

  #arrival(respondent: string): OpenSittings {
    if (this.#options.isGrouped) this.close()
    if (!this.respondents.add(respondent)) throw new CameAgain()
    return obtain(this.#open, respondent, () => new OpenSittings())
  }

  #leave(sittings: readonly Sitting[]): void {
    const isKept = this.#options.keepsAnswers || areSeveral(sittings)
    for (const sitting of sittings) {
      const answers = this.#settled(sitting)
      for (const { question, shape } of answers) increase(question.shapes, shape)
      if (isKept) this.#keep(sitting, answers)
      if (answers.length > 0) this.#count(sitting, answers)
    }
  }

  #keep({ record: { respondent, repetition, judge } }: Sitting, answers: readonly SittingAnswer[]): void {
    for (const { question, shape } of answers) this.kept.push({ respondent, repetition, judge, question, shape })
  }

  #settled({ answers }: Sitting): readonly SittingAnswer[] {
    if (!this.#options.isSettledOnly) return answers
    const settled = withoutUnsettled(answers, this.#groups)
    this.unsettled += answers.length - settled.length
    this.answers -= answers.length - settled.length
    return settled
  }

  #count({ topic, record }: Sitting, answers: readonly SittingAnswer[]): void {
    const groups = groupsIn(answers, this.#groups)
    const frame = this.frames[record.taskForm]
    frame.hasSeveralOriginals ||= groups.paraphrase.length > 1
    for (const kind of kindsTold(groups, this.kind)) {
      for (const { question } of answers) question.kinds.add(kind)
      addAll(
        obtain(frame[kind], topic, () => new Map()),
        groups[kind],
      )
      if (this.#options.isByRespondent) addAll(this.#ownGroups(record)[kind], groups[kind])
    }
  }

  #ownGroups({ respondent, taskForm }: StanceRecord): Record<MeasureKind, GroupCounts> {
    const none = () => ({ topic: new Map(), paraphrase: new Map() })
    return obtain(this.byRespondent, respondent, () => ({ choice: none(), open: none() }))[taskForm]
  }
}

function addAll(counts: GroupCounts, groups: readonly GroupFigures[]): void {
  for (const group of groups) increase(counts, group)
}

/** A person's sitting is one to questions on a topic, or to wordings of a question, or both; of a single answer it
 *  cannot be told. What a model's run is about is told by the run as a whole. */
function kindsTold({ paraphrase }: Groups, kind: RespondentKind): readonly MeasureKind[] {
  const tellsTopic = paraphrase.length > 1
  const tellsParaphrase = paraphrase.some(({ size }) => size > 1)
  if (kind === 'model' || tellsTopic === tellsParaphrase) return measureKinds
  return tellsTopic ? ['topic'] : ['paraphrase']
}
