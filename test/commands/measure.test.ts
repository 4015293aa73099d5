import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { type TestContext, test } from 'node:test'
import { promisify } from 'node:util'
import { measureFiles } from '../../server/commands/measure-files.ts'
import { measureTable } from '../../server/commands/measure-table.ts'
import type { StanceRecord } from '../../server/stances/record.ts'
import { record, reportConsistency, sitting } from '../consistency/given-records.ts'
import { batchRow, batchText } from '../crowd-batches/given-batch.ts'
import { answerCells, answersText } from '../exports/given-answers.ts'
import { runRow, runText } from '../model-runs/given-run.ts'
import { givenFile } from './given-file.ts'

const cells = ({ respondent, unit, topic, original, distribution }: StanceRecord) =>
  answerCells({
    participant_id: respondent,
    unit_id: unit,
    topic,
    topic_english: '',
    original,
    yes_means: 'none',
    stance: distribution[0] === 1 ? 'opposes' : 'supports',
  })
const answersFile = (t: TestContext, records: readonly StanceRecord[]) =>
  givenFile(t, 'answers.csv', answersText(...records.map(cells)))
const trams = Array.from({ length: 9 }, (_, n) => sitting(`p${n}`, 'Trams', [5, n % 3])).flat()

test('measureFiles(files) gives from answers.csv the digits that the records themselves give', async (t) => {
  const file = await answersFile(t, trams.toReversed())
  assert.deepEqual(await measureFiles([file], { seed: 7 }), await reportConsistency(trams, { seed: 7 }))
})

test('measureFiles(files) tells the three formats by what is in them, not by name', async (t) => {
  const run = await givenFile(t, 'a', `\uFEFF ${runText({}, [runRow(), runRow({ original: 'Another?' })])}`)
  const batch = await givenFile(t, 'b', batchText(batchRow()))
  const answers = await givenFile(t, 'c', `\uFEFF${answersText(...sitting('p1', 'Trams', [2, 1]).map(cells))}`)
  const { respondents, answers: counted, measures } = await measureFiles([run, batch, answers])
  assert.deepEqual([respondents, counted, measures.topic?.groups], [3, 6, 3])
})

test('measureFiles(files) refuses a file given twice, and tells a run of invented people', async (t) => {
  const file = await givenFile(
    t,
    'run.json',
    runText({ simulated: true }, [runRow(), runRow({ original: 'Another?' })]),
  )
  await assert.rejects(measureFiles([file, file]), /run\.json: expected each file once$/)
  assert.deepEqual((await measureFiles([file])).collection, { isSimulated: true })
})

test('measureFiles(files) never groups answers of different files', async (t) => {
  const other = sitting('p2', 'Trams', [3, 0])
  const first = await answersFile(t, [...sitting('p1', 'Trams', [3, 0]), ...other])
  const second = await answersFile(t, sitting('p1', 'Trams', [3, 3]))
  const { respondents, measures } = await measureFiles([first, second])
  assert.deepEqual([respondents, measures.topic?.groups, measures.topic?.inconsistency], [2, 3, 0])
  assert.deepEqual(
    measures.topic?.byTopic.map(({ answers }) => answers),
    [9],
  )
})

test('measureFiles(files) leaves a file out of a measure it says nothing about', async (t) => {
  const topics = await answersFile(t, sitting('p1', 'Trams', [3, 1]))
  const paraphrases = await answersFile(
    t,
    sitting('p2', 'Trams', [3, 1]).map((one) => ({ ...one, original: 'One?' })),
  )
  const { measures } = await measureFiles([topics, paraphrases])
  assert.deepEqual([measures.topic?.groups, measures.paraphrase?.groups], [1, 1])
})

test('measureFiles(files) adds up what batches tell of their collection, times over the people who passed', async (t) => {
  const failed = batchRow({ AssignmentId: 'a2', WorkerId: 'w2', 'Answer.q_0_attn': 'no' })
  const again = batchRow({ AssignmentId: 'a3', SubmitTime: 'Tue Jul 02 02:16:05 PDT 2024' })
  const one = await givenFile(t, 'one.csv', batchText(batchRow(), failed, again))
  const two = await givenFile(t, 'two.csv', batchText(batchRow({ WorkerId: 'w3', 'Answer.tm': '360' })))
  const { respondents, collection } = await measureFiles([one, two])
  assert.equal(respondents, 2)
  const times = { medianMinutes: 4, meanMinutes: 4 }
  assert.deepEqual(collection, { submissions: 4, people: 3, passed: 2, failedAttention: 1, duplicates: 1, ...times })
})

test('measureFiles(files) says so where only simulated people answered', async (t) => {
  const two = [...sitting('p1', 'Trams', [2, 1]), ...sitting('p2', 'Trams', [2, 0])]
  const simulated = two.map((one) => ({ ...cells(one), is_simulated: 'true' }))
  const { collection } = await measureFiles([await givenFile(t, 'answers.csv', answersText(...simulated))])
  assert.deepEqual(collection, { isSimulated: true })
})

test('measureFiles(files, options) names the treatment, and keeps to one kind and seed', async (t) => {
  const file = await answersFile(t, trams)
  const report = await measureFiles([file], { kind: 'topic', seed: '12', asPublished: true })
  assert.deepEqual([report.treatment, report.seed, Object.keys(report.measures)], ['as-published', 12, ['topic']])
  assert.deepEqual((await measureFiles([file], { kind: 'paraphrase' })).measures, {})
})

test('measureFiles(files, options) refuses an unknown kind or seed in one line', async () => {
  await assert.rejects(measureFiles([], { kind: 'task' }), /^InputProblem: --kind: expected one of topic, paraphrase$/)
  for (const seed of ['one', '-1', '1.5']) {
    await assert.rejects(measureFiles([], { seed }), /^InputProblem: --seed: expected a whole number from 0 to \d+$/)
  }
})

test('measureFiles(files) refuses files it cannot measure in one line that names them', async (t) => {
  const refusals: [content: string, expected: RegExp][] = [
    ['', /x\.csv: expected .*JSON.*CSV.*answers\.csv, but the file is empty$/],
    [
      'a,b\n1,2\n',
      /x\.csv: expected a run of the study \(JSON\), a crowd batch \(CSV\) or this program's answers\.csv$/,
    ],
    [answersText(), /x\.csv: expected answers that count, but there are none$/],
    [batchText(batchRow({ 'Answer.q_0_attn': 'no' })), /x\.csv: expected answers that count/],
    [
      answersText(answerCells(), answerCells({ is_abstain_offered: 'true' })),
      /field stance: expected all or none .* on Trams/,
    ],
  ]
  for (const [content, expected] of refusals) {
    await assert.rejects(measureFiles([await givenFile(t, 'x.csv', content)]), expected)
  }
  await assert.rejects(
    measureFiles(['/no/such/file']),
    /^InputProblem: \/no\/such\/file: expected a file that can be read$/,
  )
})

test('measureTable(report) shows totals, intervals and reasons, in columns that also hold Japanese', async () => {
  const japanese = sitting('p1', '公園', [2, 1])
  const table = measureTable(await reportConsistency([...japanese, ...sitting('p1', 'Zoo', [3, 0])], { seed: 1 }))
  assert.match(table, /^1 respondent, 5 answers, seed 1\n\nTopic inconsistency 0\.1858\n/)
  assert.match(table, /^ {2}95 % interval {12}too few \(1\) {6}1 respondent drawn anew within their units$/m)
  assert.match(table, /^ {2}with topics as a sample {2}too few \(2\) {6}for statements about topics like these$/m)
  assert.match(table, /^ {2}as published {13}0\.0000 – 0\.\d{4} {2}as if all answers were independent: too narrow$/m)
  assert.match(
    table,
    /^ {2}chance alone gives {7}0\.\d{4} – 0\.\d{4} {2}for whoever keeps to a stance in 85 to 95 of 100 /m,
  )
  assert.match(table, /^topic {2}inconsistency {2}95 % interval {2}respondents {2}answers {2}support$/m)
  assert.match(table, /^Zoo {4}0\.0000 {9}too few \(1\) {4}1 {12}3 {8}1\.00$/m)
  assert.match(table, /^公園 {3}0\.4645 {9}too few \(1\) {4}1 {12}2 {8}0\.50$/m)
  assert.match(measureTable(await reportConsistency([record()], { seed: 1 })), /Nothing to compare/)
})

test('measureTable(report) tells by how many wordings asked again it knows what chance alone gives', async () => {
  const again = trams.filter((_, n) => n % 5 < 2).map((one) => ({ ...one, repetition: 1, distribution: [0, 1] }))
  const report = await reportConsistency([...trams, ...again], { seed: 1 })
  const { retest, band } = report.measures.topic?.noiseFloor ?? {}
  assert.ok(retest && 'differing' in retest && band)
  const line = `  chance alone gives       ${band.low.toFixed(4)} – ${band.high.toFixed(4)}  by 18 wordings asked again, `
  assert.ok(measureTable(report).includes(`${line}${retest.differing.value.toFixed(3)} answered otherwise\n`))
})

test('measure --json prints JSON and nothing else', async (t) => {
  const file = await answersFile(t, trams)
  const command = `import { measureCommand } from './server/commands/measure.ts'; await measureCommand().parseAsync()`
  const { stdout } = await promisify(execFile)(process.execPath, [
    '--input-type=module-typescript',
    '-e',
    command,
    '--',
    file,
    '--json',
  ])
  assert.deepEqual(JSON.parse(stdout), await measureFiles([file]))
})
