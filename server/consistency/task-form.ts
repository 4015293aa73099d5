import type { AnswerTally } from './answer-tally.ts'
import { type JointMeasure, jointMeasure } from './joint-measure.ts'
import { bySeveral, type KeptAnswer } from './kept-answer.ts'
import { obtain } from './obtain.ts'
import { pooledOf } from './pooled.ts'
import type { Shape } from './shape-book.ts'

interface Forms {
  readonly topic: string
  readonly respondent: string
  readonly choice: Shape[]
  readonly open: Shape[]
}

/**
 * How far a choice among options is from what judges read out of the same respondent's open answer to the same wording.
 * Several judges' readings of one answer are pooled. Wordings answered in one form only are left out and counted.
 * Undefined where nothing was answered in both.
 */
export function taskFormMeasure(tallies: readonly AnswerTally[], seed: number): JointMeasure | undefined {
  const questions = new Map<string, Forms>()
  const kept = tallies.flatMap((tally) => tally.kept)
  for (const answer of bySeveral(kept, ({ question }) => question.taskForm)) {
    const { drawnAs, question } = answer
    const { topic, taskForm } = question
    const forms = obtain(questions, questionKey(answer), () => ({
      topic: topic.name,
      respondent: drawnAs,
      choice: [],
      open: [],
    }))
    forms[taskForm].push(answer.shape)
  }
  const groups = [...questions.values()].map(({ topic, respondent, choice, open }) => ({
    topic,
    respondent,
    shapes: [choice, open].filter((shapes) => shapes.length > 0).map((shapes) => pooledOf(shapes, topic)),
  }))
  return jointMeasure(groups, { keepsSingletons: false, seedParts: [seed, 'taskForm'] })
}

/** What makes an answer one to the same wording, whoever read it. */
export function questionKey({ respondent, repetition, question }: KeptAnswer): string {
  const { topic, original, wording } = question
  return JSON.stringify([respondent, repetition, topic.language ?? '', topic.name, original, wording])
}
