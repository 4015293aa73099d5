import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { readBatch } from '../../server/crowd-batches/batch.ts'
import { givenFile } from '../commands/given-file.ts'
import { batchRow, batchText, encoded } from './given-batch.ts'

async function reading(t: TestContext, text: string) {
  return await readBatch(await givenFile(t, 'batch.csv', text))
}

const second = (changes: Record<string, string>) => batchText(batchRow(), batchRow({ AssignmentId: 'a2', ...changes }))

test('readBatch(file) names line and field of a row it refuses', async (t) => {
  const refusals: [Record<string, string>, RegExp][] = [
    [{ AssignmentId: 'a1' }, /batch\.csv, line 3, field AssignmentId: expected an assignment not listed before$/],
    [{ 'Answer.q_1': 'perhaps' }, /line 3, field Answer\.q_1: expected one of no, yes, not perhaps$/],
    [{ 'Answer.q_1': 'toString' }, /line 3, field Answer\.q_1: expected one of no, yes, not toString$/],
    [{ 'Answer.q_1_question': 'Another?' }, /line 3, field Answer\.q_1_question: expected one of the questions/],
    [{ 'Input.questions': 'W3s*' }, /line 3, field Input\.questions: expected base64 of a JSON list/],
    [{ 'Input.questions': encoded('[').slice(2) }, /line 3, field Input\.questions: expected base64/],
    [{ 'Input.questions': encoded([{ question: 'Well?', options: { yes: 'for' } }]) }, /field Input\.questions/],
    [{ SubmitTime: 'Mon Jul 01 02:16:05 CEST 2024' }, /line 3, field SubmitTime: expected a time .* in a known zone$/],
    [{ 'Answer.tm': 'fast' }, /line 3, field Answer\.tm: expected seconds/],
  ]
  for (const [changes, message] of refusals) await assert.rejects(reading(t, second(changes)), message)
})

test('readBatch(file) counts the lines of the file, not its rows', async (t) => {
  const text = second({ 'Answer.q_1': 'perhaps' }).replace('"Buses"', '"Buses\nand trams"')
  await assert.rejects(reading(t, text), /line 4, field Answer\.q_1/)
})

test('readBatch(file) names the column that is missing', async (t) => {
  for (const column of ['WorkerId', 'SubmitTime', 'Input.questions', 'Answer.q_0', 'Answer.q_1_attn_answer']) {
    const { [column]: _, ...row } = batchRow()
    await assert.rejects(reading(t, batchText(row)), new RegExp(`line 1, field ${column}: expected this column`))
  }
})

test('readBatch(file) refuses broken CSV, naming the line', async (t) => {
  const text = batchText(batchRow())
  await assert.rejects(reading(t, `${text}one,two\n`), /line 3: expected as many cells as the header has$/)
  await assert.rejects(reading(t, `${text}"a2,`), /InputProblem: .*line 3: expected a closing quotation mark/)
  await assert.rejects(reading(t, `${text}"a2" or "so",\n`), /line 3: expected a comma or the end of the line/)
  await assert.rejects(reading(t, `${text}"a2" or so,`), /line 3: expected a closing quotation mark/)
})

test('readBatch(file) reads lines that end otherwise than the header does', async (t) => {
  const [header = '', ...rows] = batchText(batchRow()).split('\n')
  const { passed } = await reading(t, `${header}\n${rows.join('\r\n')}`)
  assert.equal(passed, 1)
})

test('readBatch(file) names the line on which a broken row begins', async (t) => {
  const lines = [...batchText(batchRow()).split('\n').slice(0, 2), '"a2"x,1', '"a3",2', '"a4",3']
  await assert.rejects(reading(t, lines.join('\n')), /line 3: expected a comma or the end of the line/)
})
