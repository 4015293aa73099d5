import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { readAnswers } from '../../server/exports/answers-csv.ts'
import type { RecordWishes } from '../../server/stances/record.ts'
import { givenFile, listed } from '../commands/given-file.ts'
import { type AnswerCells, answerCells, answersText } from '../exports/given-answers.ts'

const shown = { position_chosen: '2', answered_at: '2026-03-01T09:30:00.250Z' }

async function read(t: TestContext, cells: AnswerCells, wishes?: RecordWishes) {
  const { records } = await readAnswers(await givenFile(t, 'answers.csv', answersText(answerCells(cells))))
  const [record] = await listed(records(wishes))
  return record
}

const paradataOf = async (t: TestContext, cells: AnswerCells) =>
  (await read(t, { ...shown, ...cells }, { withParadata: true }))?.paradata

test('readAnswers(file) reads paradata where they are wished for, and changes nothing else', async (t) => {
  const bare = await read(t, shown)
  assert.ok(bare && !('paradata' in bare))
  const paradata = { position: 2, offered: 2, answeredAt: Date.UTC(2026, 2, 1, 9, 30, 0, 250) }
  assert.deepEqual(await read(t, shown, { withParadata: true }), { ...bare, paradata })
})

test('readAnswers(file) counts the options in a drawn order: abstaining and declining are always last', async (t) => {
  const options_shown = '["no","yes","abstain","declined"]'
  assert.equal((await paradataOf(t, { options_shown }))?.offered, 2)
})

test('readAnswers(file) leaves out paradata that are missing or broken, and reads the answer', async (t) => {
  const broken: [AnswerCells, object][] = [
    [{ position_chosen: '' }, { position: undefined }],
    [{ position_chosen: '0' }, { position: undefined }],
    [{ position_chosen: 'second' }, { position: undefined }],
    [{ options_shown: '' }, { offered: undefined }],
    [{ options_shown: '["yes"' }, { offered: undefined }],
    [{ options_shown: '{"yes":1}' }, { offered: undefined }],
    [{ answered_at: '' }, { answeredAt: undefined }],
    [{ answered_at: 'noon' }, { answeredAt: undefined }],
    [{ answered_at: '12' }, { answeredAt: undefined }],
    [{ answered_at: '2026-13-01T09:30:00Z' }, { answeredAt: undefined }],
  ]
  const whole = await paradataOf(t, {})
  for (const [cells, lacking] of broken) assert.deepEqual(await paradataOf(t, cells), { ...whole, ...lacking })
})

test('readAnswers(file) reads files without these columns', async (t) => {
  const [header = '', row = ''] = answersText(answerCells({ ...shown, options_shown: 'x' })).split('\n')
  const isKept = (_: string, place: number) =>
    !['position_chosen', 'options_shown', 'answered_at'].includes(header.split(',')[place] ?? '')
  const text = [header, row].map((line) => line.split(',').filter(isKept).join(',')).join('\n')
  const { records } = await readAnswers(await givenFile(t, 'answers.csv', text))
  const [record] = await listed(records({ withParadata: true }))
  assert.deepEqual(record?.paradata, { position: undefined, offered: undefined, answeredAt: undefined })
})
