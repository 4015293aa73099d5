import { stringify } from 'csv-stringify/sync'

const questions = [
  { question: 'Should buses be free?', options: { yes: 'supports', no: 'opposes' } },
  { question: 'Should drivers pay for roads?', options: { no: 'opposes', yes: 'supports' } },
]

/** A question as it is sent to the crowd. */
export const encoded = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64')

/** A row on buses by worker w1, both answered "yes" and both checks passed, changed as told. */
export function batchRow(changes: Record<string, string> = {}): Record<string, string> {
  const slots = questions.map(({ question }, slot) => [
    [`Answer.q_${slot}`, 'yes'],
    [`Answer.q_${slot}_question`, question],
    [`Answer.q_${slot}_attn`, 'be'],
    [`Answer.q_${slot}_attn_answer`, 'be'],
  ])
  return {
    AssignmentId: 'a1',
    WorkerId: 'w1',
    SubmitTime: 'Mon Jul 01 02:16:05 PDT 2024',
    'Input.topic': 'Buses',
    'Input.questions': encoded(questions),
    'Answer.tm': '120',
    ...Object.fromEntries(slots.flat()),
    ...changes,
  }
}

/** Rows as the text of a batch; the header is what the first row names. */
export function batchText(...rows: Record<string, string>[]): string {
  return stringify(rows, { header: true, columns: Object.keys(rows[0] ?? {}), quoted: true })
}
