import assert from 'node:assert/strict'
import type { Db } from '../../server/platform/db/connection.ts'
import { readJson } from '../../server/platform/db/json.ts'
import { importQuestions } from '../../server/questionnaires/import.ts'
import type { InputFile } from '../../server/questionnaires/json-lines.ts'
import { findQuestionSets } from '../../server/questionnaires/question-set.ts'
import { onBothEngines } from '../support/database.ts'
import { type FileLine, inputFile, line, portrait, portraits, smallSet, trains } from './given.ts'

const questionnaire = 'small'
const importedAt = new Date('2026-11-23T10:00:00.000Z')

function importFiles(db: Db, ...files: readonly InputFile[]) {
  return importQuestions(db, { questionnaire, files, importedAt })
}

async function counts(db: Db) {
  const tables = ['questionSets', 'editions', 'editionWordings', 'wordings', 'originals', 'options', 'topics'] as const
  const rows = await Promise.all(
    tables.map((table) => db.selectFrom(table).select(db.fn.countAll<number>().as('n')).execute()),
  )
  return Object.fromEntries(tables.map((table, index) => [table, Number(rows[index]?.[0]?.n)]))
}

/** Wording ids of the current edition, by text. */
async function wordingIds(db: Db): Promise<Map<string, string>> {
  const sets = await findQuestionSets(db, { questionnaire })
  const wordings = sets.flatMap(({ topics }) =>
    topics.flatMap(({ originals }) => originals.flatMap((one) => one.wordings)),
  )
  return new Map(wordings.map(({ sourceText, id }) => [sourceText, id]))
}

onBothEngines('importQuestions keeps every line and reports what it kept', async (_, db) => {
  const report = await importFiles(db, inputFile(smallSet))

  assert.deepEqual(report, {
    files: [{ file: 'controversial_english_atlantis.jsonl', wordings: 4, topics: 2, originals: 2 }],
    totals: { wordings: 4, topics: 2, originals: 2 },
    links: {},
    findings: [],
  })
  assert.deepEqual(await counts(db), {
    questionSets: 1,
    editions: 1,
    editionWordings: 4,
    wordings: 4,
    originals: 2,
    options: 4,
    topics: 2,
  })
})

onBothEngines('importQuestions changes nothing when the same file comes again', async (_, db) => {
  const first = await importFiles(db, inputFile(smallSet))
  const kept = await counts(db)

  assert.deepEqual(await importFiles(db, inputFile(smallSet)), first)
  assert.deepEqual(await counts(db), kept)
})

onBothEngines('importQuestions writes a changed file as a further edition and keeps the older one', async (_, db) => {
  await importFiles(db, inputFile(smallSet))
  await importFiles(db, inputFile(smallSet.slice(1)))
  await importFiles(db, inputFile(smallSet))

  const editions = await db
    .selectFrom('editions')
    .select(['sequence', 'fileName', 'importedAt'])
    .orderBy('sequence')
    .execute()
  assert.deepEqual(
    editions.map(({ sequence }) => sequence),
    [1, 2, 3],
  )
  assert.deepEqual(editions[0], {
    sequence: 1,
    fileName: 'controversial_english_atlantis.jsonl',
    importedAt: '2026-11-23T10:00:00.000Z',
  })
  const { editionWordings, wordings } = await counts(db)
  assert.deepEqual({ editionWordings, wordings }, { editionWordings: 4 + 3 + 4, wordings: 4 })
})

const renamed: readonly FileLine[] = smallSet.map((one) => (one.original === trains ? { ...one, topic: 'Rails' } : one))
const edited: readonly FileLine[] = [line('Do you favour trains at night?'), ...smallSet.slice(1)]

onBothEngines(
  'importQuestions keeps the ids of wordings whose lines moved or whose topic has a new name',
  async (_, db) => {
    await importFiles(db, inputFile(smallSet))
    const before = await wordingIds(db)

    await importFiles(db, inputFile(smallSet.toReversed()))
    assert.deepEqual(await wordingIds(db), before)

    await importFiles(db, inputFile(renamed))
    assert.deepEqual(await wordingIds(db), before)
    assert.equal((await counts(db)).topics, 3)
  },
)

onBothEngines('importQuestions gives an edited wording a new id and no other', async (_, db) => {
  await importFiles(db, inputFile(smallSet))
  const before = await wordingIds(db)

  await importFiles(db, inputFile(edited))

  const after = await wordingIds(db)
  assert.equal(after.size, 4)
  assert.deepEqual(
    [...after.values()].filter((id) => ![...before.values()].includes(id)),
    [after.get('Do you favour trains at night?')],
  )
})

onBothEngines('importQuestions keeps the source text untouched beside what is shown', async (_, db) => {
  const wrapped = '"Night trains? Yes or no?"'
  await importFiles(db, inputFile([line(trains), line(wrapped)]))

  const rows = await db.selectFrom('wordings').selectAll().where('sourceText', '=', wrapped).execute()
  assert.equal(rows[0]?.displayText, 'Night trains?')
  assert.deepEqual(readJson(rows[0]?.displayRules), ['outer-quotation-marks', 'yes-no-suffix'])
})

onBothEngines('importQuestions writes nothing of any file when one is refused', async (_, db) => {
  const bad = inputFile([line(trains), { topic: 'Rails' }], 'controversial_german_atlantis.jsonl')

  await assert.rejects(importFiles(db, inputFile(smallSet), bad), {
    name: 'InputProblem',
    message: 'controversial_german_atlantis.jsonl, line 2, field topic_english: expected a text or null',
  })
  assert.equal((await counts(db)).questionSets, 0)
})

onBothEngines('importQuestions refuses a file given twice', async (_, db) => {
  await assert.rejects(importFiles(db, inputFile(smallSet), inputFile(smallSet)), {
    message: 'controversial_english_atlantis.jsonl: expected each file once',
  })
})

onBothEngines('importQuestions orders the editions of files that come at once', async (_, db) => {
  await importFiles(db, inputFile(smallSet))
  const changes = [smallSet.slice(1), smallSet.toReversed(), smallSet.slice(2)]
  await Promise.all(changes.map((lines) => importFiles(db, inputFile(lines))))

  const editions = await db.selectFrom('editions').select('sequence').orderBy('sequence').execute()
  assert.deepEqual(editions, [{ sequence: 1 }, { sequence: 2 }, { sequence: 3 }, { sequence: 4 }])
})

onBothEngines(
  'importQuestions keeps portraits as an instrument, and a changed file as a further one',
  async (_, db) => {
    const changed = [...portraits.slice(1), portrait('She likes no numbers..')]
    const report = await importFiles(db, inputFile(portraits, 'pvq_english.jsonl'))
    await importFiles(db, inputFile(portraits, 'pvq_english.jsonl'))
    const later = await importFiles(db, inputFile(changed, 'pvq_english.jsonl'))

    assert.deepEqual(report.files, [{ file: 'pvq_english.jsonl', instrument: 'pvq-21', items: 21 }])
    assert.deepEqual(report.totals, { wordings: 0, topics: 0, originals: 0 })
    assert.deepEqual(
      later.findings.map(({ rule, count }) => [rule, count]),
      [['double-full-stop', 1]],
    )
    const kept = await db
      .selectFrom('instruments')
      .innerJoin('instrumentItems', 'instrumentItems.instrumentId', 'instruments.id')
      .select(['sequence', 'language', 'valuePrompts'])
      .where('position', '=', 21)
      .orderBy('sequence')
      .execute()
    const prompts = [{ word: 'value', wordEnglish: 'value', text: 'Hedonism', textEnglish: 'Hedonism' }]
    assert.deepEqual(
      kept.map((row) => ({ ...row, valuePrompts: readJson(row.valuePrompts) })),
      [1, 2].map((sequence) => ({ sequence, language: 'en', valuePrompts: prompts })),
    )
  },
)
