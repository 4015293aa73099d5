import { type Stance, type StanceRecord, stances } from '../stances/record.ts'
import type { OwnAnswer, Side } from './own-answer.ts'

/** What is kept of an answer beside its question, as digits of one whole number: stance, meaning of a yes, place chosen
 *  and options shown. 0 stands for unknown. */
const [stanceSize, yesSize, placeSize] = [3, 3, 256]
const detailSize = stanceSize * yesSize * placeSize * placeSize
const sides = [undefined, 'opposes', 'supports'] as const
const timeUnknown = -1

export interface Unpacked extends Omit<OwnAnswer, 'topic' | 'othersOnTopic' | 'othersOnQuestion'> {
  /** Running number of the question. */
  readonly question: number
}

/** An answer in two numbers: of it all but the time, and the time. */
export function packed(question: number, stance: Stance, { yesMeans, paradata }: StanceRecord): [number, number] {
  const yes = Math.max(sides.indexOf(sideOf(yesMeans)), 0)
  const places = kept(paradata?.position) + placeSize * kept(paradata?.offered)
  const detail = stances.indexOf(stance) + stanceSize * (yes + yesSize * places)
  return [question * detailSize + detail, paradata?.answeredAt ?? timeUnknown]
}

/** The answers of a person, ordered by what they are: the same answers in any order give the same.
 *  @param numbers two for each answer, one after the other
 *  @param rankOf what a question is ordered by */
export function unpacked(numbers: readonly number[], rankOf: (question: number) => number): Unpacked[] {
  const answers = numbers.flatMap((code, n) => {
    if (n % 2 === 1) return []
    const question = Math.floor(code / detailSize)
    return { question, rank: rankOf(question), detail: code % detailSize, time: numbers[n + 1] ?? timeUnknown }
  })
  answers.sort((a, b) => a.rank - b.rank || a.detail - b.detail || a.time - b.time)
  return answers.map(({ question, detail, time }) => ({
    question,
    ...inDetail(detail),
    answeredAt: time === timeUnknown ? undefined : time,
  }))
}

function inDetail(detail: number) {
  const places = Math.floor(detail / (stanceSize * yesSize))
  return {
    stance: stances[detail % stanceSize] ?? 'neutral',
    yesMeans: sides[Math.floor(detail / stanceSize) % yesSize],
    position: places % placeSize || undefined,
    offered: Math.floor(places / placeSize) || undefined,
  }
}

function sideOf(stance: Stance | undefined): Side | undefined {
  return stance === 'neutral' ? undefined : stance
}

/** More options than fit are as good as unknown. */
function kept(place = 0): number {
  return place < placeSize ? place : 0
}
