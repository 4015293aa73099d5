import type { StanceRecord, TaskForm } from '../stances/record.ts'
import { type Frame, framesOf } from './frame.ts'
import { GroupBook } from './group-figures.ts'
import type { KeptAnswer, PortraitAnswer } from './kept-answer.ts'
import { MixedStances } from './mixed-stances.ts'
import { increase, obtain } from './obtain.ts'
import { areSeveral, OpenSittings, type SettledSitting, type Sitting } from './open-sittings.ts'
import { type Pattern, PatternBook } from './pattern-book.ts'
import { partOf } from './pattern-part.ts'
import { PersonPatterns } from './person-patterns.ts'
import { QuestionBook } from './question-book.ts'
import type { RespondentKind } from './respondent-kind.ts'
import { RespondentSet } from './respondent-set.ts'
import { assertFirstAnswers, retestsIn } from './retests.ts'
import { ShapeBook } from './shape-book.ts'
import { withoutUnsettled } from './sitting.ts'

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
  /** Remembers the pattern of each respondent by name, too. */
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
  readonly kept: KeptAnswer[] = []
  readonly portraits: PortraitAnswer[] = []
  /** What respondents' answers amount to, and how many are alike; of a model, each repetition by itself. */
  readonly patterns = new PatternBook()
  readonly byRespondent = new Map<string, Pattern[]>()
  readonly kind: RespondentKind
  readonly isStanceKnown: boolean
  readonly questionHashes: ReadonlySet<string> | undefined
  readonly #options: TallyOptions
  readonly #shapes: ShapeBook
  readonly #groups: GroupBook
  readonly #open = new Map<string, OpenSittings>()
  /** The pattern of each person, by place in the order of arrival. */
  readonly #patternAt: Pattern[] = []
  readonly #people: PersonPatterns
  /** The pattern of each repetition of a model. */
  readonly #modelPatterns = new Map<string, Pattern>()
  #frames: Record<TaskForm, Frame> | undefined
  #last: { readonly respondent: string; readonly sittings: OpenSittings } | undefined

  constructor(options: TallyOptions = {}) {
    this.#options = options
    this.kind = options.kind ?? 'people'
    this.isStanceKnown = options.isStanceKnown ?? true
    this.questionHashes = options.questionHashes
    this.#shapes = options.shapes ?? new ShapeBook()
    this.#groups = options.groups ?? new GroupBook()
    this.#people = new PersonPatterns(this.patterns, this.#groups)
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

  /** Ends the tally: makes groups of what is still open.
   *  @throws {RetestWithoutFirst} if a person was asked a wording again that was not asked before */
  close(): this {
    for (const sittings of this.#open.values()) this.#leave(sittings)
    this.#open.clear()
    this.#last = undefined
    return this
  }

  /** The groups of each form and kind, by topic. */
  get frames(): Readonly<Record<TaskForm, Frame>> {
    this.#frames ??= framesOf(this.patterns.all)
    return this.#frames
  }

  /** The pattern of whoever is drawn as one, person or repetition of a model, by a key that is the same in every
   *  tally. */
  *drawnPatterns(): Generator<readonly [key: string, pattern: Pattern]> {
    yield* this.#modelPatterns
    for (const [key, place] of this.respondents.places()) {
      const pattern = this.#patternAt[place]
      if (pattern) yield [key, pattern]
    }
  }

  #sittingsOf(respondent: string): OpenSittings {
    if (this.#last?.respondent === respondent) return this.#last.sittings
    const sittings = this.#open.get(respondent) ?? this.#arrival(respondent)
    this.#last = { respondent, sittings }
    return sittings
  }

  #arrival(respondent: string): OpenSittings {
    if (this.#options.isGrouped) this.close()
    const place = this.respondents.size
    if (!this.respondents.add(respondent)) throw new CameAgain()
    return obtain(this.#open, respondent, () => new OpenSittings(place))
  }

  #leave({ all, place }: OpenSittings): void {
    if (this.kind === 'people') assertFirstAnswers(all)
    const isKept = this.#options.keepsAnswers || areSeveral(all)
    const settled = this.#options.isSettledOnly ? all.map((sitting) => this.#settled(sitting)) : all
    for (const sitting of settled) {
      for (const { question, shape } of sitting.answers) increase(question.shapes, shape)
      if (isKept) this.#keep(sitting)
    }
    this.#count(
      settled.filter(({ answers }) => answers.length > 0),
      place,
    )
  }

  #keep({ record: { respondent, repetition, judge }, answers }: SettledSitting): void {
    const drawnAs = this.kind === 'people' ? respondent : JSON.stringify([respondent, repetition])
    for (const { question, shape } of answers) {
      this.kept.push({ respondent, repetition, drawnAs, judge, question, shape })
    }
  }

  #settled(sitting: Sitting): SettledSitting {
    const answers = withoutUnsettled(sitting.answers, this.#groups)
    this.unsettled += sitting.answers.length - answers.length
    this.answers -= sitting.answers.length - answers.length
    return { ...sitting, answers }
  }

  #count(sittings: readonly SettledSitting[], place: number): void {
    const [first] = sittings
    if (!first) return
    this.#frames = undefined
    const patterns = this.kind === 'people' ? [this.#people.count(sittings)] : this.#patternsOfModel(sittings)
    if (patterns[0] && this.kind === 'people') this.#patternAt[place] = patterns[0]
    if (this.#options.isByRespondent) this.byRespondent.set(first.record.respondent, patterns)
  }

  /** Repetitions of a model are drawn for each other as people are; what lies between them is a pattern of its own. */
  #patternsOfModel(sittings: readonly SettledSitting[]): Pattern[] {
    const patterns = [...Map.groupBy(sittings, repetitionKey)].map(([key, own]): [string, Pattern] => {
      const parts = own.map((sitting) => partOf(sitting, this.kind, this.#groups))
      return [key, this.patterns.count(parts, [])]
    })
    const retests = retestsIn(sittings, this.#groups)
    if (retests.length > 0) patterns.push(['between', this.patterns.count([], retests)])
    const name = sittings[0]?.record.respondent
    for (const [key, pattern] of patterns) this.#modelPatterns.set(JSON.stringify([name, key]), pattern)
    return patterns.map(([, pattern]) => pattern)
  }
}

function repetitionKey({ record }: SettledSitting): string {
  return String(record.repetition)
}
