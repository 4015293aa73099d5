import type { StanceRecord } from '../stances/record.ts'
import { AnswerTally } from './answer-tally.ts'
import type { KeptAnswer } from './kept-answer.ts'
import { pooledOf } from './pooled.ts'
import { stanceAt } from './shape-book.ts'
import { questionKey } from './task-form.ts'

/**
 * The tallies with the readings of several judges as one: each open answer counts once, with what its readings add up
 * to, however many judges read it. Tallies of one judge, and of choices, are left as they are.
 */
export function withPooledJudges(tallies: readonly AnswerTally[]): readonly AnswerTally[] {
  const judged = tallies.filter(isJudgedOnly)
  const judges = new Set(judged.flatMap(({ kept }) => kept.map(({ judge }) => judge)))
  if (judges.size < 2) return tallies
  const [{ kind = 'model' } = {}] = judged
  const pooled = new AnswerTally({ kind, keepsAnswers: true })
  const byAnswer = Map.groupBy(
    judged.flatMap(({ kept }) => kept),
    questionKey,
  )
  for (const readings of byAnswer.values()) pooled.add(pooledRecord(readings))
  return [...tallies.filter((tally) => !isJudgedOnly(tally)), pooled.close()]
}

function isJudgedOnly({ frames, kept }: AnswerTally): boolean {
  return frames.choice.topic.size + frames.choice.paraphrase.size === 0 && kept.some(({ judge }) => judge !== undefined)
}

function pooledRecord(readings: readonly KeptAnswer[]): StanceRecord {
  const [first] = readings
  if (!first) throw new RangeError('pooledRecord requires a reading')
  const { respondent, repetition, question } = first
  const { topic, original, wording, isOriginal, originalEnglish, topicEnglish, yesMeans } = question
  const shapes = readings.map(({ shape }) => shape)
  const { distribution, likeliest } = pooledOf(shapes, topic.name)
  return {
    respondent,
    unit: respondent,
    repetition,
    topic: topic.name,
    topicEnglish: topic.english ?? topicEnglish,
    language: topic.language,
    isControversial: topic.isControversial,
    original,
    originalEnglish,
    wording,
    isOriginal,
    yesMeans,
    taskForm: 'open',
    distribution,
    likeliest: stanceAt(distribution, likeliest),
  }
}
