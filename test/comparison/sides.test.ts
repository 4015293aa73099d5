import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { compareNamed } from '../../server/commands/compare.ts'
import { answeringSide } from '../../server/comparison/side.ts'
import { openRun } from '../../server/model-runs/run-file.ts'
import { InputProblem } from '../../server/platform/input-problem.ts'
import { givenFile } from '../commands/given-file.ts'
import { batchRow, batchText } from '../crowd-batches/given-batch.ts'
import { answersOn, comparedRun, matchedIn, peopleFile, put, rowsOn, runFile } from './given-sides.ts'

const people = answersOn({ Trams: ['++-', '+++'], Parks: ['-+', '--'] })
const answered = { Trams: [0.9, 0.8, 0.3], Parks: [0.6, 0.7] }

const judged = (t: TestContext, annotator: string, shares = answered) =>
  runFile(t, rowsOn(shares), { task: 'generation', annotator })

function refusedBy(rule: string) {
  return (error: unknown) => {
    assert.ok(error instanceof InputProblem)
    assert.equal(error.rule, rule)
    return true
  }
}

test('compareNamed(names, options) listens to one judge on the sides that were judged', async (t) => {
  const names = [await peopleFile(t, ...people), await judged(t, 'ada'), await runFile(t, rowsOn(answered))]
  const { runs } = await compareNamed(names, { judge: 'ada' })
  assert.deepEqual(
    runs.map(({ answers }) => answers),
    [5, 5],
  )
  await assert.rejects(compareNamed(names, { judge: 'eve' }), refusedBy('judge-unknown'))
  await assert.rejects(compareNamed([names[0] ?? '', names[2] ?? ''], { judge: 'ada' }), refusedBy('judge-unknown'))
})

test('compareNamed(names) calls judged open answers not matched with choices', async (t) => {
  const run = await comparedRun(t, { people, rows: rowsOn(answered), variables: { task: 'generation' } })
  assert.deepEqual(matchedIn(run.topic).reasons, ['only one side chose among options'])
})

test('compareNamed(names) counts a question as answered only if every sample of a run answered it', async (t) => {
  const without = (place: number, sample: number) =>
    rowsOn(answered, { sample }).filter(({ question }) => question !== put('Trams', place))
  const run = await comparedRun(t, { people, rows: [...without(0, 0), ...without(1, 1)] })
  const { label, answered: found, questions } = matchedIn(run.topic)
  assert.deepEqual([label, found, questions], ['not matched', 3, 5])
})

test('compareNamed(names) matches nothing with published people as the run, whose questions are not known by text', async (t) => {
  const { runs } = await compareNamed([await peopleFile(t, ...people), 'published:human-topic'])
  assert.deepEqual(runs[0]?.topic?.matched, { undefined: 'the texts of the questions of the run are not known' })
})

test('compareNamed(names) refuses to compare the same people with themselves', async () => {
  await assert.rejects(compareNamed(['published:human', 'published:human-topic']), refusedBy('file-twice'))
})

test('compareNamed(names, options) refuses filters that need texts of questions which are not known', async (t) => {
  const run = await runFile(t, rowsOn(answered))
  await assert.rejects(compareNamed(['published:human', run], { yesSupports: true }), refusedBy('questions-unknown'))
})

test('compareNamed(names) knows a topic of the study by what its files in other languages call it', async (t) => {
  const shares = [0.1, 0.9]
  const batch = await givenFile(
    t,
    'batch.csv',
    batchText(
      ...['w1', 'w2'].map((WorkerId) =>
        batchRow({ WorkerId, AssignmentId: WorkerId, 'Input.topic': "Women's Rights" }),
      ),
    ),
  )
  const names = { topic: 'Frauenrechte', topic_english: 'Rights of Women' }
  const run = await runFile(t, rowsOn({ Frauenrechte: shares }, names))
  const { runs } = await compareNamed([batch, run])
  assert.deepEqual(
    runs[0]?.topic?.byTopic.map(({ topic }) => topic),
    ["Women's Rights"],
  )
})

test('compareNamed(names, options) takes every figure of a judged run from the judge it listens to', async (t) => {
  const file = await peopleFile(t, ...people)
  const [ada, eve] = [await judged(t, 'ada'), await judged(t, 'eve', { Trams: [0.1, 0.9, 0.9], Parks: [0.2, 0.9] })]
  const [alone] = (await compareNamed([file, ada])).runs
  const side = async (judge?: string) => {
    const sources = [await openRun(ada), await openRun(eve)].map(({ records }, n) => ({
      name: `run ${n}`,
      kind: 'model' as const,
      keepsAnswers: true,
      records,
    }))
    return await answeringSide('parrot', sources, { seed: 1, judge })
  }
  const listening = await side('ada')
  const inDistances = listening.measures.topic?.made?.distances ?? new Map<number, number>()
  const [sum, count] = [...inDistances].reduce(([a, b], [value, times]) => [a + value * times, b + times], [0, 0])
  assert.equal(count, 5)
  assert.ok(Math.abs(sum / count - (alone?.measures.topic?.inconsistency ?? NaN)) < 1e-12)
  const pooled = await side()
  assert.equal(
    [...(pooled.measures.topic?.made?.distances ?? [])].reduce((total, [, times]) => total + times, 0),
    5,
  )
})
