import assert from 'node:assert/strict'
import { truncate } from 'node:fs/promises'
import { type TestContext, test } from 'node:test'
import { largestRun, openRun } from '../../server/model-runs/run-file.ts'
import { givenFile, listed } from '../commands/given-file.ts'
import { runRow, runText } from './given-run.ts'

const readRun = async (file: string) => await listed((await openRun(file)).records())

async function recordsOf(t: TestContext, variables: object, ...rows: Record<string, unknown>[]) {
  return await readRun(await givenFile(t, 'run.json', runText({ ...variables }, rows)))
}

test('openRun(file) turns a row into an answer of the model and its sample', async (t) => {
  const filename = 'results/uncontroversial_chinese_us/parrot/classification-2025-01-01.json'
  assert.deepEqual(await recordsOf(t, { filename, task: 'classification' }, runRow({ sample: 3 })), [
    {
      respondent: 'parrot',
      unit: 'parrot',
      topic: 'Parks',
      topicEnglish: 'Parks',
      original: 'Should parks close at night?',
      originalEnglish: undefined,
      wording: 'Should parks close at night?',
      language: 'zh-Hans',
      country: 'us',
      isControversial: false,
      taskForm: 'choice',
      distribution: [0.75, 0.25],
      likeliest: 'opposes',
      yesMeans: 'opposes',
      repetition: 3,
    },
  ])
})

test('openRun(file) takes the sample of a run by people as the person', async (t) => {
  const [first, second] = await recordsOf(t, { model: 'human' }, runRow({ sample: 'p-1' }), runRow({ sample: 7 }))
  assert.deepEqual([first?.respondent, second?.respondent, second?.unit], ['p-1', '7', '7'])
})

test('openRun(file) leaves out rows with a value, a context or a side to take, and rows without both sides', async (t) => {
  const kept = await recordsOf(
    t,
    { task: 'generation' },
    runRow({ value: { vrd: 'order' } }),
    runRow({ context: 'a story' }),
    runRow({ bias: 'yes' }),
    runRow({ options: { yes: 'supports', no: 'neutral' } }),
    runRow({ 'option 0': undefined }),
    runRow({ value: null, context: null, bias: null, topic: 'Kept' }),
  )
  assert.deepEqual(
    kept.map(({ topic, taskForm }) => [topic, taskForm]),
    [['Kept', 'open']],
  )
})

test('openRun(file) reads abstaining as a third share, also where the judge could but had no such option', async (t) => {
  const third = {
    'p(option=0)': 0.125,
    'p(option=1)': 0.375,
    'option 2': 'pass',
    'p(option=2)': 0.5,
    options: { yes: 'opposes', no: 'supports', pass: 'neutral' },
  }
  const [offered] = await recordsOf(t, {}, runRow(third))
  assert.deepEqual(offered?.distribution, [0.5, 0.375, 0.125])
  const [judged] = await recordsOf(t, { annotator_abstentions: true }, runRow())
  assert.deepEqual(judged?.distribution, [0, 0.75, 0.25])
})

test('openRun(file) shares evenly where no option got anything, the first shown being likeliest', async (t) => {
  const [record] = await recordsOf(t, {}, runRow({ 'p(option=0)': 0, 'p(option=1)': 0 }))
  assert.deepEqual([record?.distribution, record?.likeliest], [[0.5, 0.5], 'supports'])
})

test('openRun(file) takes set, language and country from the path where the run does not name its data file', async (t) => {
  const [record] = await recordsOf(t, {}, runRow())
  assert.deepEqual([record?.language, record?.country, record?.isControversial], [undefined, undefined, undefined])
  const file = await givenFile(t, 'controversial_german_germany.json', runText({}, [runRow()]))
  const [placed] = await readRun(file)
  assert.deepEqual([placed?.language, placed?.country, placed?.isControversial], ['de', 'germany', true])
})

test('openRun(file) names the row and what was expected there', async (t) => {
  const refusal = (...rows: Record<string, unknown>[]) => recordsOf(t, {}, runRow(), ...rows)
  await assert.rejects(
    refusal(runRow({ 'p(option=1)': -1 })),
    /run\.json, field data row 2: expected a probability of at least 0 for the option "yes", not -1$/,
  )
  await assert.rejects(
    refusal(runRow({ 'p(option=1)': null })),
    /InputProblem: .*data row 2: expected a finite probability/,
  )
  await assert.rejects(refusal(runRow({ options: { yes: 'supports', no: 'against' } })), /data row 2: .*not "against"$/)
  await assert.rejects(refusal(runRow({ options: { yes: 'supports' } })), /data row 2: .*a stance for the option "no"$/)
  await assert.rejects(refusal(runRow({ topic: 7 })), /field data row 2, topic: expected the study's run format/)
})

test('openRun(file) refuses broken JSON, JSON of another shape, and broken JSON in a row', async (t) => {
  const reading = async (text: string) => await readRun(await givenFile(t, 'run.json', text))
  await assert.rejects(reading('{"variables": {'), /run\.json: expected well-formed JSON$/)
  await assert.rejects(reading('{"rows": []}'), /InputProblem: .*field variables: expected a value here/)
  const broken = JSON.stringify({ variables: { model: 'parrot' }, data: '\n{"topic": ' })
  await assert.rejects(reading(broken), /field data row 1: expected well-formed JSON$/)
})

test('openRun(file) refuses a run that no string can hold, naming the limit and the way on', async (t) => {
  const file = await givenFile(t, 'run.json', '{')
  await truncate(file, largestRun + 1)
  await assert.rejects(readRun(file), /expected at most 536870888 bytes, not 536870889: split the run by sample/)
})

test('openRun(file) reads items of the values questionnaire, which have no topic, and no other row without one', async (t) => {
  const item = { topic: undefined, statement: 'Order matters to her.', schwartz_value: 'Security', value: null }
  const prompted = { ...item, value: { vrd: 'value', text: 'Sicherheit', text_english: 'Security', label: null } }
  const portraits = await recordsOf(t, {}, runRow(item), runRow(prompted), runRow({ ...item, value: 'Power' }))
  assert.deepEqual(
    portraits.map(({ portrait, wording }) => [portrait, wording]),
    [
      [{ value: 'security' }, 'Order matters to her.'],
      [{ value: 'security', promptedValue: 'security' }, 'Order matters to her.'],
      [{ value: 'security', promptedValue: 'power' }, 'Order matters to her.'],
    ],
  )
  await assert.rejects(
    recordsOf(t, {}, runRow({ topic: undefined })),
    /field data row 1, topic: expected a value here$/,
  )
})

test('openRun(file) takes empty fields for absent ones, and refuses a name that no database can keep', async (t) => {
  const kept = await recordsOf(t, {}, runRow({ value: '', context: '', bias: '' }))
  assert.equal(kept.length, 1)
  await assert.rejects(recordsOf(t, { model: 'par\0rot' }, runRow()), /field variables.model: .*the character 0/)
})
