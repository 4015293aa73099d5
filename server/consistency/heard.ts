import { InputProblem } from '../platform/input-problem.ts'
import type { StanceRecord } from '../stances/record.ts'
import { AnswerTally } from './answer-tally.ts'
import type { KeptAnswer } from './kept-answer.ts'
import { pooledOf } from './pooled.ts'
import { stanceAt } from './shape-book.ts'
import { questionKey } from './task-form.ts'

/**
 * The tallies that figures are made of: of open answers only what the judge named read, or, without a name, the
 * readings of all judges pooled, so that each answer counts once however many read it. Choices are left as they are.
 * @throws {InputProblem} if a judge is named and there is none of that name
 */
export function heard(tallies: readonly AnswerTally[], judge: string | undefined): readonly AnswerTally[] {
  if (judge === undefined) return [...tallies.filter((tally) => !isJudgedOnly(tally)), ...pooledTallies(tallies)]
  const judges = new Set(tallies.flatMap(judgesOf))
  if (!judges.has(judge)) {
    const values = { judges: [...judges].sort().join(', ') || '(none)', found: judge }
    throw new InputProblem({ file: '--judge', rule: 'judge-unknown', values })
  }
  return tallies.filter((tally) => judgesOf(tally).every((one) => one === judge))
}

/** Whether there are open answers that judges read. */
export function areJudged(tallies: readonly AnswerTally[]): boolean {
  return tallies.some((tally) => judgesOf(tally).length > 0)
}

function judgesOf({ kept }: AnswerTally): string[] {
  return [...new Set(kept.flatMap((answer) => answer.judge ?? []))]
}

/** The tallies of open answers alone, those of several judges as one, people and models apart. */
function pooledTallies(tallies: readonly AnswerTally[]): AnswerTally[] {
  return [...Map.groupBy(tallies.filter(isJudgedOnly), ({ kind }) => kind).values()].flatMap((judged) => {
    if (new Set(judged.flatMap(judgesOf)).size < 2) return judged
    const isByRespondent = judged.some(({ byRespondent }) => byRespondent.size > 0)
    const pooled = new AnswerTally({ kind: judged[0]?.kind ?? 'model', keepsAnswers: true, isByRespondent })
    const kept = judged.flatMap((tally) => tally.kept)
    for (const readings of Map.groupBy(kept, questionKey).values()) pooled.add(pooledRecord(readings))
    return pooled.close()
  })
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
