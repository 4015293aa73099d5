import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { readAnswers } from '../../server/exports/answers-csv.ts'
import { givenFile, listed } from '../commands/given-file.ts'
import { type AnswerCells, answerCells, answersText } from './given-answers.ts'

async function read(t: TestContext, ...answers: AnswerCells[]) {
  const { isSimulated, records } = await readAnswers(await givenFile(t, 'answers.csv', answersText(...answers)))
  return { isSimulated, records: await listed(records()) }
}

test('readAnswers(file) turns a row into an answer over the source text', async (t) => {
  const { isSimulated, records } = await read(t, answerCells())
  assert.equal(isSimulated, false)
  assert.deepEqual(records, [
    {
      respondent: 'p1',
      unit: 's1/u1',
      topic: 'Trams',
      topicEnglish: 'Trams',
      original: 'Should trams be free?',
      originalEnglish: undefined,
      wording: 'Should trams be free?',
      isOriginal: undefined,
      language: 'en',
      country: 'us',
      isControversial: true,
      taskForm: 'choice',
      distribution: [0, 1],
      yesMeans: 'supports',
      repetition: 0,
    },
  ])
})

test('readAnswers(file) has three shares where abstaining was offered', async (t) => {
  const { records } = await read(
    t,
    answerCells({ is_abstain_offered: 'true', option_chosen: 'abstain', stance: 'neutral' }),
  )
  assert.deepEqual(records[0]?.distribution, [1, 0, 0])
})

test('readAnswers(file) leaves out people who did not finish, and answers that were declined', async (t) => {
  const { records } = await read(
    t,
    answerCells({ participant_id: 'p2', participant_status: 'unfinished' }),
    answerCells({ participant_id: 'p3', participant_status: 'over-quota' }),
    answerCells({ option_chosen: 'declined', stance: '' }),
    answerCells({ original: 'Another?' }),
  )
  assert.deepEqual(
    records.map(({ respondent, original }) => [respondent, original]),
    [['p1', 'Another?']],
  )
})

test('readAnswers(file) leaves out simulated people beside real ones, but not when they are alone', async (t) => {
  const simulated = answerCells({ participant_id: 'bot', is_simulated: 'true' })
  const mixed = await read(t, simulated, answerCells())
  assert.deepEqual([mixed.isSimulated, mixed.records.map(({ respondent }) => respondent)], [false, ['p1']])
  const alone = await read(t, simulated, answerCells({ participant_status: 'unfinished' }))
  assert.deepEqual([alone.isSimulated, alone.records.map(({ respondent }) => respondent)], [true, ['bot']])
})

test('readAnswers(file) names line and field of a row it refuses', async (t) => {
  const refusals: [AnswerCells, RegExp][] = [
    [{ stance: 'for' }, /answers\.csv, line 3, field stance: expected one of opposes, supports, not "for"$/],
    [{ stance: 'neutral' }, /line 3, field stance: expected one of opposes, supports, not "neutral"$/],
    [
      { participant_status: 'done' },
      /line 3, field participant_status: expected one of finished, unfinished, over-quota/,
    ],
    [{ is_simulated: 'no' }, /line 3, field is_simulated: expected one of true, false, not "no"$/],
    [{ is_abstain_offered: '' }, /line 3, field is_abstain_offered: expected one of true, false/],
  ]
  for (const [changes, message] of refusals) await assert.rejects(read(t, answerCells(), answerCells(changes)), message)
})

test('readAnswers(file) reads how often a wording was put to the person before, never unless told', async (t) => {
  const { records } = await read(t, answerCells({ repetition: '2' }), answerCells({ repetition: '' }), answerCells())
  assert.deepEqual(
    records.map(({ repetition }) => repetition),
    [2, 0, 0],
  )
  for (const repetition of ['-1', '1.5', 'again', '1234567890'])
    await assert.rejects(
      read(t, answerCells({ repetition })),
      /line 2, field repetition: expected a whole number from 0$/,
    )
  const older = answersText(answerCells()).replace('repetition', 'another')
  const { records: batches } = await readAnswers(await givenFile(t, 'answers.csv', older))
  assert.equal((await listed(batches()))[0]?.repetition, 0)
})

test('readAnswers(file) names a missing column', async (t) => {
  const file = await givenFile(t, 'answers.csv', answersText(answerCells()).replace('is_simulated', 'simulated'))
  await assert.rejects(readAnswers(file), /line 1, field is_simulated: expected this column$/)
})
