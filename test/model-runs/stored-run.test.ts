import assert from 'node:assert/strict'
import { findRun, listRuns, removeRun, storeRun } from '../../server/model-runs/stored-run.ts'
import { InputProblem } from '../../server/platform/input-problem.ts'
import { Refusal } from '../../server/platform/refusal.ts'
import { listed } from '../commands/given-file.ts'
import { onBothEngines } from '../support/database.ts'
import { noon } from '../support/given.ts'
import { runRow, runText } from './given-run.ts'

const fileName = 'controversial_german_us/parrot/classification-2025-01-01.json'
const text = runText({ task: 'classification' }, [
  runRow({ 'p(option=0)': 0.1 + 0.2, 'p(option=1)': 0.7 - 1e-17 }),
  runRow({ question: 'Sollten „Parks“ schließen?', sample: 1 }),
])

onBothEngines('storeRun keeps a run so that it is read as the file is, digit by digit', async (_t, db) => {
  const { id, ...about } = await storeRun(db, { fileName, text, importedAt: noon })
  assert.deepEqual(about, {
    model: 'parrot',
    task: 'classification',
    judge: null,
    fileName,
    answers: 2,
    importedAt: noon.toISOString(),
  })
  const records = await listed((await findRun(db, id)).records())
  assert.deepEqual(
    records.map(({ distribution, repetition, wording, language }) => ({ distribution, repetition, wording, language })),
    [
      {
        distribution: [0.7 / (0.1 + 0.2 + 0.7), (0.1 + 0.2) / (0.1 + 0.2 + 0.7)],
        repetition: 0,
        wording: 'Should parks close at night?',
        language: 'de',
      },
      { distribution: [0.75, 0.25], repetition: 1, wording: 'Sollten „Parks“ schließen?', language: 'de' },
    ],
  )
})

onBothEngines('storeRun stores the same run once, under an id made of its content', async (_t, db) => {
  const first = await storeRun(db, { fileName, text, importedAt: noon })
  const again = await storeRun(db, { fileName: 'another.json', text, importedAt: new Date(noon.getTime() + 1000) })
  assert.deepEqual(again, first)
  assert.deepEqual(await listRuns(db), [first])
  const other = await storeRun(db, { fileName, text: text.replace('parrot', 'starling'), importedAt: noon })
  assert.notEqual(other.id, first.id)
})

onBothEngines('storeRun keeps nothing of a run whose last row is refused', async (_t, db) => {
  const rows = Array.from({ length: 1200 }, (_, n) => runRow({ sample: n }))
  const broken = runText({}, [...rows, runRow({ 'p(option=0)': 0.9 })])
  await assert.rejects(storeRun(db, { fileName, text: broken, importedAt: noon }), (error: unknown) => {
    assert.ok(error instanceof InputProblem)
    assert.deepEqual([error.rule, error.place.field], ['distribution-sum', 'data row 1201'])
    return true
  })
  assert.deepEqual(await listRuns(db), [])
})

onBothEngines('removeRun removes a run with its rows; there is none of another id', async (_t, db) => {
  const { id } = await storeRun(db, { fileName, text, importedAt: noon })
  await removeRun(db, id)
  assert.deepEqual(await listRuns(db), [])
  assert.deepEqual(await db.selectFrom('modelRunRows').select('place').execute(), [])
  for (const unknown of [id, 'run-1', "run-'; drop table"]) {
    await assert.rejects(removeRun(db, unknown), (error: unknown) => error instanceof Refusal)
    await assert.rejects(findRun(db, unknown), (error: unknown) => error instanceof Refusal)
  }
})

onBothEngines('storeRun keeps one run that is stored twice at once, and none without an answer', async (_t, db) => {
  const both = await Promise.all([1, 2].map(() => storeRun(db, { fileName, text, importedAt: noon })))
  assert.deepEqual(both[0], both[1])
  assert.equal((await listRuns(db)).length, 1)
  const empty = runText({}, [runRow({ bias: 'yes' })])
  await assert.rejects(storeRun(db, { fileName, text: empty, importedAt: noon }), { rule: 'no-answers' })
})

onBothEngines('listRuns lists by model in the order of code units', async (_t, db) => {
  for (const model of ['alpha', 'Zeta', '_x', 'Beta']) {
    await storeRun(db, { fileName, text: runText({ model }, [runRow()]), importedAt: noon })
  }
  assert.deepEqual(
    (await listRuns(db)).map(({ model }) => model),
    ['Beta', 'Zeta', '_x', 'alpha'],
  )
})
