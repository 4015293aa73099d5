import type { AnswerSource } from '../../server/consistency/source.ts'
import type { Side } from '../../server/quality/own-answer.ts'
import type { StanceRecord } from '../../server/stances/record.ts'
import type { SeededRandom } from '../../server/statistics/seeded-random.ts'

/** So many topics of so many questions each; a yes supports in every other question. */
export interface Design {
  readonly topics: number
  readonly questions: number
}

/** A question as it is met: where a yes stands, and the stance of the option that is shown first. */
interface Met {
  readonly topic: number
  readonly yesMeans: Side
  readonly first: Side
}

/** How somebody answers. */
export type Manner = (met: Met, random: SeededRandom) => Side

export const tossesCoin: Manner = (_, random) => oneOfTwo(random)
export const alwaysSupports: Manner = () => 'supports'
export const saysYes: Manner = ({ yesMeans }) => yesMeans
export const takesFirst: Manner = ({ first }) => first

/** Keeps to the side held on each topic with the dependability. */
export function honest(sides: readonly Side[], dependability = 0.85): Manner {
  return ({ topic }, random) => {
    const side = sides[topic] ?? 'supports'
    return random.share() < dependability ? side : opposite(side)
  }
}

/** A side on each topic, drawn. */
export function drawnSides({ topics }: Design, random: SeededRandom): Side[] {
  return Array.from({ length: topics }, () => oneOfTwo(random))
}

/** The answers of one person to everything. */
export function answersBy(
  respondent: string,
  { topics, questions }: Design,
  { manner, random }: { readonly manner: Manner; readonly random: SeededRandom },
): StanceRecord[] {
  return Array.from({ length: topics * questions }, (_, n) => {
    const topic = Math.floor(n / questions)
    const yesMeans = n % 2 === 0 ? 'supports' : 'opposes'
    const first = oneOfTwo(random)
    const stance = manner({ topic, yesMeans, first }, random)
    const position = stance === first ? 1 : 2
    return answer({ respondent, topic: `Topic ${topic}`, original: `Question ${n}?`, stance, yesMeans, position })
  })
}

export interface GivenAnswer {
  readonly respondent?: string
  readonly topic?: string
  readonly original?: string
  readonly stance?: 'supports' | 'opposes' | 'neutral'
  readonly yesMeans?: Side | undefined
  readonly position?: number | undefined
  readonly offered?: number
  /** After the beginning. */
  readonly seconds?: number
  readonly isAbstainOffered?: boolean
}

/** An answer of p1 that supports, by a yes, from the second place of two, changed as told. */
export function answer(changes: GivenAnswer = {}): StanceRecord {
  const { respondent = 'p1', topic = 'Trams', original = `${topic}?`, stance = 'supports', seconds } = changes
  const { yesMeans, position, offered = 2, isAbstainOffered = stance === 'neutral' } = changes
  const two = [Number(stance === 'opposes'), Number(stance === 'supports')]
  return {
    respondent,
    unit: 'u1',
    topic,
    original,
    wording: original,
    taskForm: 'choice',
    distribution: isAbstainOffered ? [Number(stance === 'neutral'), ...two] : two,
    yesMeans,
    repetition: 0,
    paradata: { position, offered, answeredAt: seconds === undefined ? undefined : beginning + 1000 * seconds },
  }
}

const beginning = Date.parse('2026-11-20T12:00:00.000Z')

export function sourceOf(records: readonly StanceRecord[], changes: Partial<AnswerSource> = {}): AnswerSource {
  return { name: 'people', kind: 'people', records: () => [records], ...changes }
}

function oneOfTwo(random: SeededRandom): Side {
  return random.share() < 0.5 ? 'supports' : 'opposes'
}

function opposite(side: Side): Side {
  return side === 'supports' ? 'opposes' : 'supports'
}
