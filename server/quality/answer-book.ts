import { obtain } from '../consistency/obtain.ts'
import { stanceAt } from '../consistency/shape-book.ts'
import type { Stance, StanceRecord } from '../stances/record.ts'
import type { AnsweringPerson, OwnAnswer } from './own-answer.ts'
import { packed, type Unpacked, unpacked } from './packed-answer.ts'

interface Counts {
  supports: number
  opposes: number
}

interface Topic extends Counts {
  readonly key: string
}

interface Question extends Counts {
  readonly number: number
  readonly topic: Topic
}

/** Takes in answers by choice one by one and keeps two numbers of each, by person, in whatever order they come: people
 *  may have answered in several sources. Answers to paraphrases are answers to their question. */
export class AnswerBook {
  answers = 0
  readonly #packed = new Map<string, number[]>()
  readonly #topics = new Map<string, Topic>()
  readonly #questions = new Map<string, Question>()

  get size(): number {
    return this.#packed.size
  }

  add(record: StanceRecord): void {
    if (record.portrait || record.taskForm !== 'choice') return
    const question = this.#questionOf(record)
    const stance = stanceOf(record)
    increase(question, stance)
    increase(question.topic, stance)
    this.answers += 1
    this.#packedOf(record.respondent).push(...packed(question.number, stance, record))
  }

  /** Everybody, by name; the answers of each in an order that does not depend on how they came. */
  *people(): Generator<AnsweringPerson> {
    const questions = [...this.#questions.values()]
    const ranks = ranksIn(this.#questions)
    for (const respondent of [...this.#packed.keys()].sort()) {
      const own = unpacked(this.#packed.get(respondent) ?? [], (question) => ranks[question] ?? 0)
      yield { respondent, answers: besideOthers(own, questions) }
    }
  }

  #questionOf({ language = '', topic: name, topicEnglish: shared = name, original }: StanceRecord): Question {
    return obtain(this.#questions, `${shared}\0${language}\0${name}\0${original}`, () => ({
      number: this.#questions.size,
      topic: obtain(this.#topics, shared, () => ({ key: shared, ...none() })),
      ...none(),
    }))
  }

  #packedOf(respondent: string): number[] {
    const known = this.#packed.get(respondent)
    if (known) return known
    const fresh: number[] = []
    this.#packed.set(copied(respondent), fresh)
    return fresh
  }
}

/** The place of each question, by its number, in the order of their keys. */
function ranksIn(questions: ReadonlyMap<string, Question>): number[] {
  const ranks: number[] = []
  const ordered = [...questions].sort(([a], [b]) => (a < b ? -1 : 1))
  ordered.forEach(([, { number }], rank) => {
    ranks[number] = rank
  })
  return ranks
}

function besideOthers(own: readonly Unpacked[], questions: readonly Question[]): OwnAnswer[] {
  const taken = own.flatMap(({ question: number, ...answer }) => {
    const question = questions[number]
    return question ? [{ answer, question }] : []
  })
  const onQuestions = new Map<Counts, Counts>()
  const onTopics = new Map<Counts, Counts>()
  for (const { answer, question } of taken) {
    increase(obtain(onQuestions, question, none), answer.stance)
    increase(obtain(onTopics, question.topic, none), answer.stance)
  }
  return taken.map(({ answer, question }) => ({
    ...answer,
    topic: question.topic.key,
    othersOnTopic: shareWithout(question.topic, onTopics.get(question.topic)),
    othersOnQuestion: shareWithout(question, onQuestions.get(question)),
  }))
}

function none(): Counts {
  return { supports: 0, opposes: 0 }
}

function increase(counts: Counts, stance: Stance): void {
  if (stance !== 'neutral') counts[stance] += 1
}

function stanceOf({ distribution, likeliest }: StanceRecord): Stance {
  return likeliest ?? stanceAt(distribution, distribution.indexOf(Math.max(...distribution)))
}

function shareWithout(all: Counts, own: Counts = none()): number {
  const [supports, opposes] = [all.supports - own.supports, all.opposes - own.opposes]
  return (supports + 0.5) / (supports + opposes + 1)
}

/** A name cut out of a file keeps the whole piece it was cut out of in memory; a copy does not. */
function copied(name: string): string {
  return Buffer.from(name, 'utf16le').toString('utf16le')
}
