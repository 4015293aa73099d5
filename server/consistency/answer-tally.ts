import { type Distribution, type Stance, type StanceRecord, stances } from '../stances/record.ts'
import { obtain } from './obtain.ts'

/** A topic in one language, under the name its source gives it. */
export interface Topic {
  readonly name: string
  readonly language?: string | undefined
  /** The English name; where a source gives several, the first by code unit. */
  english?: string | undefined
}

/** A distribution as it occurs among the answers, and its likeliest stance, by place. */
export interface Shape {
  readonly id: number
  readonly distribution: Distribution
  readonly likeliest: number
}

/** An answer of this shape to this question. */
export interface Cell {
  readonly original: string
  readonly shape: Shape
}

/** What one respondent answered on one topic in one go: how often each cell occurs. */
export interface Sitting {
  readonly topic: Topic
  readonly cells: Map<Cell, number>
}

/** Thrown when one sitting holds answers with and without the choice to abstain: they share no centroid. */
export class MixedStances extends Error {
  override readonly name = 'MixedStances'
  readonly topic: string

  constructor(topic: string) {
    super(`Answers with and without the choice to abstain in one group, topic ${topic}`)
    this.topic = topic
  }
}

interface TopicCells extends Topic {
  readonly cells: Map<string, Map<string, Cell>>
}

/** Takes in answers one by one, in any order, and keeps how often each kind occurs, never the answers themselves.
 *  Answers of different tallies, as of different files, never meet in a group. */
export class AnswerTally {
  answers = 0
  readonly respondents = new Set<string>()
  readonly #topics = new Map<string, TopicCells>()
  readonly #shapes = new Map<string, Shape>()
  readonly #sittings = new Map<string, Sitting>()

  /**
   * Counts one answer.
   * @throws {MixedStances} if the group holds distributions over other stances
   */
  add(record: StanceRecord): void {
    const topic = this.#topicOf(record)
    const cell = this.#cellOf(topic, record)
    const { cells } = this.#sittingOf(topic, [record.repetition, record.unit, record.respondent].join('\0'))
    const [[neighbour] = []] = cells
    if (neighbour && neighbour.shape.distribution.length !== record.distribution.length) {
      throw new MixedStances(topic.name)
    }
    cells.set(cell, (cells.get(cell) ?? 0) + 1)
    this.respondents.add(record.respondent)
    this.answers += 1
  }

  sittings(): Iterable<Sitting> {
    return this.#sittings.values()
  }

  #topicOf({ topic: name, topicEnglish: english, language }: StanceRecord): TopicCells {
    const topic = obtain(this.#topics, `${language ?? ''}\0${name}`, () => ({ name, language, cells: new Map() }))
    if (english && !(topic.english && topic.english <= english)) topic.english = english
    return topic
  }

  #cellOf({ cells }: TopicCells, { original, distribution, likeliest }: StanceRecord): Cell {
    const place = placeOf(distribution, likeliest)
    const key = `${distribution.join(' ')} ${place}`
    const newShape = () => ({ id: this.#shapes.size, distribution, likeliest: place })
    const newCell = () => ({ original, shape: obtain(this.#shapes, key, newShape) })
    return obtain(
      obtain(cells, original, () => new Map()),
      key,
      newCell,
    )
  }

  #sittingOf(topic: TopicCells, key: string): Sitting {
    return obtain(this.#sittings, `${topic.language ?? ''}\0${topic.name}\0${key}`, () => ({ topic, cells: new Map() }))
  }
}

/** The likeliest stance by its place in the distribution; ties go to the one named, else to the first. */
function placeOf(distribution: Distribution, likeliest?: Stance): number {
  if (likeliest === undefined) return distribution.indexOf(Math.max(...distribution))
  return stances.indexOf(likeliest) - (stances.length - distribution.length)
}
