import assert from 'node:assert/strict'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { readFileName } from '../../server/questionnaires/file-name.ts'
import type { InputFile } from '../../server/questionnaires/json-lines.ts'
import { stanceOfYes } from '../../server/questionnaires/links.ts'
import { findQuestionSets, type QuestionSet } from '../../server/questionnaires/question-set.ts'
import { importStarter } from '../../server/questionnaires/starter.ts'
import { onBothEngines } from '../support/database.ts'
import { questionFiles, study } from './given.ts'

const starter = questionFiles(join(import.meta.dirname, '../../server/questionnaires/starter'))

onBothEngines(
  'importStarter imports 640 wordings in four languages, all linked, with nothing to look at',
  async (_, db) => {
    const report = await importStarter(db)

    assert.deepEqual(report.totals, { wordings: 640, topics: 32, originals: 128 })
    const all = { english: 16, german: 16, japanese: 16, chinese: 16, allLanguages: 16 }
    assert.deepEqual(report.links, { anywhere: all, uncontroversial_anywhere: all })
    assert.deepEqual(report.findings, [])
  },
)

onBothEngines('importStarter changes nothing at the next start', async (_, db) => {
  const first = await importStarter(db)
  const editions = await db.selectFrom('editions').selectAll().orderBy('id').execute()

  assert.deepEqual(await importStarter(db), first)
  assert.deepEqual(await db.selectFrom('editions').selectAll().orderBy('id').execute(), editions)
})

onBothEngines(
  'importStarter gives each set 4 topics of 4 originals of 5 wordings, the original first',
  async (_, db) => {
    await importStarter(db)
    const sets = await findQuestionSets(db, { questionnaire: 'starter' })

    assert.equal(sets.length, 8)
    for (const { topics } of sets)
      assert.deepEqual(
        topics.map(({ originals }) => originals.map(({ wordings }) => wordings.map(({ isOriginal }) => isOriginal))),
        Array(4).fill(Array(4).fill([true, false, false, false, false])),
      )
  },
)

onBothEngines('importStarter lets yes support in half of the originals, in every language alike', async (_, db) => {
  await importStarter(db)
  const sets = await findQuestionSets(db, { questionnaire: 'starter' })
  const [english, ...others] = [...Map.groupBy(sets, ({ language }) => language).values()].map(stancesOfYes)

  assert.equal(english?.size, 32)
  assert.equal([...(english?.values() ?? [])].filter((stance) => stance === 'supports').length, 16)
  assert.equal(others.length, 3)
  for (const other of others) assert.deepEqual(other, english)
})

function stancesOfYes(sets: readonly QuestionSet[]) {
  const originals = sets.flatMap(({ topics }) => topics.flatMap(({ originals }) => originals))
  return new Map(originals.map((original) => [original.textEnglish, stanceOfYes(original)]))
}

test('the starter questions are none of those of the study', (t: TestContext) => {
  if (study.absent) return t.skip(study.absent)
  const texts = (files: readonly InputFile[]) =>
    files
      .filter(({ name }) => readFileName(name).kind === 'questions')
      .flatMap(({ content }) => content.toString().trim().split('\n'))
      .flatMap((line) => {
        const { question, original, original_english } = JSON.parse(line)
        return [question, original, original_english].map((text: string) => text.toLowerCase())
      })
  const taken = new Set(texts(study.files))

  assert.ok(taken.size > 8000)
  assert.deepEqual(
    texts(starter).filter((text) => taken.has(text)),
    [],
  )
})
