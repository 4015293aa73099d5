import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { readBatch } from '../../server/crowd-batches/batch.ts'
import { givenFile } from '../commands/given-file.ts'
import { batchRow, batchText, encoded } from './given-batch.ts'

async function batchOf(t: TestContext, ...rows: Record<string, string>[]) {
  return await readBatch(await givenFile(t, 'batch.csv', batchText(...rows)))
}

test('readBatch(file) turns a submission into one answer a question, options in the order they were stored', async (t) => {
  const { records, kind } = await batchOf(t, batchRow({ 'Answer.q_0': 'no' }))
  assert.equal(kind, 'topic')
  assert.deepEqual(records[0], {
    respondent: 'w1',
    unit: '["Buses",null]',
    topic: 'Buses',
    original: 'Should buses be free?',
    wording: 'Should buses be free?',
    taskForm: 'choice',
    distribution: [1, 0],
    likeliest: 'opposes',
    yesMeans: 'supports',
    repetition: 0,
  })
  assert.deepEqual(records[1]?.distribution, [0, 1])
})

test('readBatch(file) groups a paraphrase task by the question its wordings stand for', async (t) => {
  const { records, kind } = await batchOf(t, batchRow({ 'Input.original': 'Free buses?' }))
  assert.equal(kind, 'paraphrase')
  assert.deepEqual(
    new Set(records.map(({ original, unit }) => `${original} ${unit}`)),
    new Set(['Free buses? ["Buses","Free buses?"]']),
  )
})

test('readBatch(file) counts the first complete submission by time, whole, wherever it stands', async (t) => {
  const early = batchRow({
    AssignmentId: 'a2',
    SubmitTime: 'Sun Jun 30 23:00:00 PDT 2024',
    'Answer.q_0': 'no',
    'Answer.q_1': '',
  })
  const first = batchRow({
    AssignmentId: 'a3',
    SubmitTime: 'Mon Jul 01 02:00:00 EDT 2024',
    'Answer.q_0': 'no',
    'Answer.q_1': 'no',
  })
  const later = batchRow({ AssignmentId: 'a1', SubmitTime: 'Mon Jul 01 01:30:00 PDT 2024' })
  const batch = await batchOf(t, later, first, early)
  assert.deepEqual(
    batch.records.map(({ distribution }) => distribution),
    [
      [1, 0],
      [1, 0],
    ],
  )
  assert.deepEqual([batch.submissions, batch.people, batch.duplicates, batch.passed], [3, 1, 2, 1])
})

test('readBatch(file) decides between two submissions of one second by their id, not by their place', async (t) => {
  const one = batchRow({ AssignmentId: 'a1', 'Answer.q_0': 'no' })
  const two = batchRow({ AssignmentId: 'a2' })
  assert.deepEqual((await batchOf(t, one, two)).records, (await batchOf(t, two, one)).records)
})

test('readBatch(file) leaves out a person for one failed attention check, and times of those left out', async (t) => {
  const failed = batchRow({ AssignmentId: 'a2', WorkerId: 'w2', 'Answer.q_1_attn': 'free', 'Answer.tm': '999' })
  const batch = await batchOf(t, batchRow(), failed)
  assert.deepEqual([batch.people, batch.passed, batch.failedAttention, batch.minutes], [2, 1, 1, [2]])
  assert.deepEqual(new Set(batch.records.map(({ respondent }) => respondent)), new Set(['w1']))
})

test('readBatch(file) neither passes nor fails a person who never completed a submission', async (t) => {
  const batch = await batchOf(t, batchRow({ 'Answer.q_1': '' }))
  assert.deepEqual([batch.people, batch.passed, batch.failedAttention, batch.records], [1, 0, 0, []])
})

test('readBatch(file) takes NA, null, None and nan for the words they are', async (t) => {
  for (const word of ['NA', 'null', 'None', 'nan']) {
    const options = { [word]: 'opposes', yes: 'supports' }
    const words = {
      'Input.questions': encoded([{ question: 'Well?', options }]),
      'Answer.q_0_question': 'Well?',
      'Answer.q_1': '',
    }
    const answered = batchRow({ ...words, 'Answer.q_0': word, 'Answer.q_0_attn': word, 'Answer.q_0_attn_answer': word })
    assert.deepEqual((await batchOf(t, answered)).records[0]?.distribution, [1, 0])
  }
})

test('readBatch(file) reads twelve questions as readily as two', async (t) => {
  const twelve = Array.from({ length: 12 }, (_, n) => ({
    question: `Rule ${n}?`,
    options: { yes: 'supports', no: 'opposes' },
  }))
  const cells = twelve.flatMap(({ question }, n) => [
    [`Answer.q_${n}`, 'yes'],
    [`Answer.q_${n}_question`, question],
    [`Answer.q_${n}_attn`, 'Rule'],
    [`Answer.q_${n}_attn_answer`, 'Rule'],
  ])
  const row = { ...batchRow(), 'Input.questions': encoded(twelve), ...Object.fromEntries(cells) }
  assert.equal((await batchOf(t, row)).records.length, 12)
  assert.equal((await batchOf(t, { ...row, 'Answer.q_11': '' })).passed, 0)
})
