import { oneHot } from '../stances/distribution.ts'
import type { Paradata, StanceRecord } from '../stances/record.ts'
import type { Study } from '../studies/study.ts'
import type { UnitWording } from '../studies/unit.ts'
import { abstain, declined } from './choice.ts'
import type { GivenAnswer, Person } from './people.ts'

/** What is counted of a study's people, the real or the simulated ones. */
export interface Counted {
  people: number
  unfinished: number
  overQuota: number
  declinedAnswers: number
  /** From agreeing to finishing, for each person who counts. */
  readonly minutes: number[]
}

export function nobodyCounted(): Counted {
  return { people: 0, unfinished: 0, overQuota: 0, declinedAnswers: 0, minutes: [] }
}

/** Whether the answers of a person make figures: those of people who finished within the number wanted do. */
export function counts({ status }: Person): boolean {
  return status === 'finished'
}

/** Beside real people whose answers make figures, the simulated ones do not count. */
export function areSimulatedMeasured(people: { real: number; simulated: number }): boolean {
  return people.real === 0 && people.simulated > 0
}

export function countPerson(counted: Counted, person: Person): void {
  if (person.status === 'unfinished') counted.unfinished += 1
  if (person.status === 'over-quota') counted.overQuota += 1
  const minutes = minutesTaken(person)
  if (!counts(person) || minutes === undefined) return
  counted.people += 1
  counted.declinedAnswers += person.answers.filter(({ isDeclined }) => isDeclined).length
  counted.minutes.push(minutes)
}

/** From agreeing to finishing; 0 where the clock was set back meanwhile, undefined for whoever has not finished. */
export function minutesTaken({ startedAt, finishedAt }: Pick<Person, 'startedAt' | 'finishedAt'>): number | undefined {
  if (finishedAt === null) return undefined
  return Math.max(0, (Date.parse(finishedAt) - Date.parse(startedAt)) / 60_000)
}

/** The answers of a person that take a stance. One to a question put again is not among them where the question was
 *  declined at first, as it can be held against none. */
export function stancesOf({ answers }: Person): GivenAnswer[] {
  const first = new Set(answers.flatMap((one) => (one.stance && one.repetition === 0 ? one.wordingId : [])))
  return answers.filter(({ stance, repetition, wordingId }) => stance && (repetition === 0 || first.has(wordingId)))
}

/** What the answers of a person amount to, as records. */
export function recordsOf(person: Person, study: Study, wordings: readonly UnitWording[]): StanceRecord[] {
  const byId = new Map(wordings.map((wording) => [wording.id, wording]))
  return stancesOf(person).flatMap((answer) => {
    const { wordingId, repetition, stance } = answer
    const wording = byId.get(wordingId)
    if (!wording || !stance) return []
    return {
      respondent: person.id,
      unit: `${study.id}/${person.unitId}`,
      topic: wording.topic,
      topicEnglish: wording.topicEnglish ?? undefined,
      original: wording.original,
      originalEnglish: wording.originalEnglish,
      wording: wording.text,
      isOriginal: wording.isOriginal,
      language: person.language,
      country: study.country,
      isControversial: wording.isControversial,
      taskForm: 'choice' as const,
      distribution: oneHot(stance, study),
      yesMeans: wording.yesMeans,
      repetition,
      paradata: paradataOf(answer),
    }
  })
}

function paradataOf({ positionChosen: position, choices, answeredAt }: GivenAnswer): Paradata {
  const offered = choices.filter((choice) => choice !== abstain && choice !== declined).length
  return { position, offered, answeredAt: Date.parse(answeredAt) }
}
