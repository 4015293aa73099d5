import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { measureFiles } from '../../server/commands/measure-files.ts'
import type { ReportOptions } from '../../server/consistency/report.ts'
import { givenFile } from '../commands/given-file.ts'
import { runRow, runText } from '../model-runs/given-run.ts'
import { near } from '../statistics/near.ts'
import { chosen, read } from './given-forms.ts'
import type { record } from './given-records.ts'
import { model, people, reportSources } from './given-sources.ts'

type Given = Parameters<typeof record>[0]

/** Mean distance of one answer against one, study.md 1.5. */
const opposed = 0.464501
const questions = ['A', 'B', 'C']

test('reportTallies(tallies) tells for each wording how far the choice is from what was read out of the open answer', async () => {
  const choices = model(...questions.map((one) => chosen(one)))
  const open = model(read('j1', 'A'), read('j1', 'B', { isFor: false }), read('j1', 'D'))
  const { taskForm } = (await reportSources([choices, open])).measures
  assert.deepEqual([taskForm?.joined, taskForm?.singletons], [2, 2])
  near(taskForm?.inconsistency, opposed / 2) // one agreeing pair, one opposing: study.md 6.5, M4
  assert.deepEqual(
    taskForm?.byTopic.map(({ topic, answers }) => [topic, answers]),
    [['Trams', 4]],
  )
})

test('reportTallies(tallies) takes the readings of all judges together beside the choice, or listens to one', async () => {
  const sources = [
    model(chosen('A'), chosen('B')),
    model(read('j1', 'A'), read('j1', 'B')),
    model(read('j2', 'A', { isFor: false }), read('j2', 'B', { isFor: false })),
  ]
  const figure = async (judge?: string) => (await reportSources(sources, { judge })).measures.taskForm?.inconsistency
  near(await figure(), 0.249874) // (1, 0) and (.5, .5): study.md, appendix B
  assert.equal(await figure('j1'), 0)
  near(await figure('j2'), opposed)
})

test('reportTallies(tallies) listens to one judge in the figures of open answers, too, and the agreement stays', async () => {
  const sources = [model(read('j1', 'A'), read('j1', 'B')), model(read('j2', 'A'), read('j2', 'B', { isFor: false }))]
  const report = async (options: Partial<ReportOptions>) => (await reportSources(sources, options)).measures
  near((await report({})).topic?.inconsistency, 0.249874) // (1, 0) and, pooled, (.5, .5): study.md, appendix B
  assert.equal((await report({ judge: 'j1' })).topic?.inconsistency, 0)
  near((await report({ judge: 'j2' })).topic?.inconsistency, opposed)
  assert.deepEqual((await report({ judge: 'j2' })).judges, (await report({})).judges)
})

test('reportTallies(tallies) tells the topic figures of open answers beside those of choices', async () => {
  const sources = [model(chosen('A'), chosen('B')), model(read('j1', 'A'), read('j1', 'B', { isFor: false }))]
  const { topic, open } = (await reportSources(sources)).measures
  assert.equal(topic?.inconsistency, 0)
  near(open?.topic?.inconsistency, opposed)
  assert.equal((await reportSources(sources.slice(1))).measures.open, undefined)
})

test('reportTallies(tallies) joins forms within one respondent and repetition only', async () => {
  for (const apart of [{ respondent: 'another' }, { repetition: 1 }] satisfies Given[]) {
    const { measures } = await reportSources([model(chosen('A')), model(read('j1', 'A', apart))])
    assert.equal(measures.taskForm, undefined)
  }
})

test('reportTallies(tallies) joins the choices and open answers of each person', async () => {
  const both = (respondent: string, isFor: boolean) => [
    chosen('A', { respondent }),
    read('j1', 'A', { respondent, isFor }),
  ]
  const { taskForm } = (await reportSources([people(...both('p1', true), ...both('p2', false))])).measures
  assert.equal(taskForm?.joined, 2)
  near(taskForm?.inconsistency, opposed / 2)
})

test('reportTallies(tallies) refuses to join a choice without abstaining with a reading that could abstain', async () => {
  const sources = [model(chosen('A')), model(read('j1', 'A', { distribution: [0, 0, 1] }))]
  await assert.rejects(reportSources(sources), { rule: 'stances-mixed' })
})

/** Choices and open answers of one model to nine wordings; `salt` makes the hashes of values its own. */
function rows(start: number, salt: number) {
  return Array.from({ length: 9 }, (_, n) => {
    const share = ((n * 5 + start) % 11) / 11
    const told = { topic: `topic ${n % 2}`, original: `question ${n % 3}`, question: `wording ${n}` }
    return runRow({ ...told, value_hash: salt * n, 'p(option=0)': share, 'p(option=1)': 1 - share })
  })
}

async function measuredForms(t: TestContext, open: readonly Record<string, unknown>[]) {
  const choice = await givenFile(t, 'choice.json', runText({}, rows(1, 1)))
  const generation = await givenFile(t, 'open.json', runText({ task: 'generation', annotator: 'j1' }, open))
  return (await measureFiles([choice, generation])).measures.taskForm
}

test('measureFiles(files) joins forms by question, never by the place of a row or the hash of a value', async (t) => {
  const inOrder = await measuredForms(t, rows(4, 1))
  assert.equal(inOrder?.joined, 9)
  assert.ok(inOrder.inconsistency > 0)
  const mixed = [4, 0, 8, 2, 6, 1, 7, 3, 5].map((n) => rows(4, 3)[n] ?? {})
  assert.deepEqual(await measuredForms(t, mixed), inOrder)
})
