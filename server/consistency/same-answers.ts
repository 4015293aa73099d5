import type { AnswerTally } from './answer-tally.ts'
import { RespondentSet } from './respondent-set.ts'

/** Whether two tallies hold the same answers of the same respondents, as of a file and its copy in another format. */
export function areSameAnswers(one: AnswerTally, other: AnswerTally): boolean {
  if (one.answers !== other.answers || one.respondents.size !== other.respondents.size) return false
  if (contentOf(one) !== contentOf(other)) return false
  const together = new RespondentSet()
  together.addAll(one.respondents)
  together.addAll(other.respondents)
  return together.size === one.respondents.size
}

/** What was answered to each original, whatever text people read. */
function contentOf({ questions, portraits, kept }: AnswerTally): string {
  const answers = [...questions.questions()].flatMap(({ topic, original, taskForm, shapes, isOriginal }) =>
    [...shapes].map(([{ distribution }, times]) =>
      JSON.stringify([topic.language, topic.name, original, isOriginal, taskForm, distribution, times]),
    ),
  )
  const shown = portraits.map(({ item, promptedValue, shape }) =>
    JSON.stringify([item, promptedValue, shape.distribution]),
  )
  const judges = new Set(kept.flatMap(({ judge }) => judge ?? []))
  return JSON.stringify([answers.sort(), shown.sort(), [...judges].sort()])
}
