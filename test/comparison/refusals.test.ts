import assert from 'node:assert/strict'
import { join } from 'node:path'
import { test } from 'node:test'
import { compareNamed } from '../../server/commands/compare.ts'
import { measureFiles } from '../../server/commands/measure-files.ts'
import { InputProblem } from '../../server/platform/input-problem.ts'
import { near } from '../statistics/near.ts'
import { average, distancesInGroup } from './direct.ts'
import { answersOn, comparedRun, matchedIn, peopleFile, put, rowsOn, runFile } from './given-sides.ts'

const people = answersOn({ Trams: ['++-', '+++'], Parks: ['-+', '--'] })
const answered = { Trams: [0.9, 0.8, 0.3], Parks: [0.6, 0.7] }

function refusedBy(rule: string) {
  return (error: unknown) => {
    assert.ok(error instanceof InputProblem)
    assert.equal(error.rule, rule)
    return true
  }
}

test('compareNamed(names) refuses the same people in another format, and a name given twice', async (t) => {
  const file = await peopleFile(t, ...people)
  const copy = await peopleFile(t, ...people.toReversed())
  await assert.rejects(compareNamed([file, copy]), refusedBy('file-twice'))
  await assert.rejects(measureFiles([file, copy]), refusedBy('file-twice'))
  await assert.rejects(compareNamed(['published:llama3', 'published:llama3']), refusedBy('file-twice'))
  await assert.rejects(measureFiles([file, join(file, '..', 'answers.csv')]), refusedBy('file-twice'))
})

test('compareNamed(names, options) refuses filters beside published figures, which were made of all answers', async (t) => {
  const file = await peopleFile(t, ...people)
  await assert.rejects(compareNamed([file, 'published:llama3'], { yesSupports: true }), refusedBy('questions-unknown'))
  assert.equal((await compareNamed([file, await runFile(t, rowsOn(answered))], { yesSupports: true })).runs.length, 1)
})

test('measureFiles(files) refuses invented people beside real ones', async (t) => {
  const invented = people.map((one) => ({ ...one, participant_id: `i ${one.participant_id}`, is_simulated: 'true' }))
  const files = [await peopleFile(t, ...people), await peopleFile(t, ...invented)]
  await assert.rejects(measureFiles(files), refusedBy('simulated-mixed'))
})

test('compareNamed(names, { settled }) decides what a model is settled on before it hardens its answers', async (t) => {
  const wordings = (shares: readonly number[]) =>
    shares.flatMap((share, n) => rowsOn({ Trams: [share] }, n === 0 ? {} : { question: `${put('Trams', 0)} (${n})` }))
  const unsettled = wordings([0.9, 0.8, 0.2, 0.9]) // one dissent among four
  const rows = [...unsettled, ...rowsOn({ Trams: [0, 0.7, 0.4], Parks: [0.6, 0.7] }).slice(1)]
  const matched = matchedIn((await comparedRun(t, { people, rows, options: { settled: true } })).topic)
  assert.deepEqual(
    [matched.label, matched.answered, matched.reasons],
    ['not matched', 4, ['the run did not answer 1 of the questions, or a filter left them out']],
  )
})

test('compareNamed(names) takes the design of each measure from the units that tell of it', async (t) => {
  const wordings = ['+-', '++'].flatMap((signs, person) =>
    answersOn({ Taxes: [signs] }, { original: put('Taxes', 0), unit_id: 'wordings' }).map((cells) => ({
      ...cells,
      participant_id: `wording ${person}`,
    })),
  )
  const rows = rowsOn({ ...answered, Taxes: [0.9, 0.1] }, {}).map((row) =>
    row.topic === 'Taxes' ? { ...row, original: put('Taxes', 0) } : row,
  )
  const { topic, paraphrase } = await comparedRun(t, { people: [...people, ...wordings], rows })
  assert.deepEqual([matchedIn(topic).questions, matchedIn(topic).label], [5, 'matched'])
  near(matchedIn(topic).inconsistency, (3 * average(distancesInGroup([1, 1, 0]))) / 5)
  assert.deepEqual([matchedIn(paraphrase).questions, matchedIn(paraphrase).label], [2, 'matched'])
})
