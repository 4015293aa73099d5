import { AnswerTally } from '../../server/consistency/answer-tally.ts'
import { type ConsistencyReport, type ReportOptions, reportTallies } from '../../server/consistency/report.ts'
import type { StanceRecord } from '../../server/stances/record.ts'

/** One person's answers to the questions of a topic: `against` of `size` oppose it. */
export function sitting(respondent: string, topic: string, [size, against]: readonly [size: number, against: number]) {
  return Array.from({ length: size }, (_, n) =>
    record({ respondent, topic, original: `${topic}, question ${n}`, isFor: n >= against }),
  )
}

/** The same, to paraphrases of one question. */
export function paraphrases(
  respondent: string,
  topic: string,
  [size, against]: readonly [size: number, against: number],
) {
  return sitting(respondent, topic, [size, against]).map((answer) => ({ ...answer, original: topic }))
}

interface Given extends Partial<StanceRecord> {
  readonly isFor?: boolean
}

export function record({ isFor = true, ...changes }: Given = {}): StanceRecord {
  const original = changes.original ?? 'Should trams be free?'
  return {
    respondent: 'p1',
    unit: 'u1',
    topic: 'Trams',
    original,
    wording: original,
    taskForm: 'choice',
    distribution: isFor ? [0, 1] : [1, 0],
    repetition: 0,
    ...changes,
  }
}

/** The report on records, tallied one by one as any source does. */
export async function reportConsistency(
  records: AsyncIterable<StanceRecord> | Iterable<StanceRecord>,
  options: ReportOptions,
): Promise<ConsistencyReport> {
  const tally = new AnswerTally()
  for await (const record of records) tally.add(record)
  return reportTallies([tally.close()], options)
}
