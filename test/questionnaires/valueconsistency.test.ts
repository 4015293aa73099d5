import assert from 'node:assert/strict'
import { isDeepStrictEqual } from 'node:util'
import type { Db } from '../../server/platform/db/connection.ts'
import { importQuestions } from '../../server/questionnaires/import.ts'
import type { InputFile } from '../../server/questionnaires/json-lines.ts'
import { findQuestionSets } from '../../server/questionnaires/question-set.ts'
import type { ImportReport } from '../../server/questionnaires/report.ts'
import { onBothEngines } from '../support/database.ts'
import { type FileLine, study } from './given.ts'

// Expected figures: the public question files of the ValueConsistency study (arXiv 2407.02996), at commit e088776.

const questionnaire = 'valueconsistency'
const english = 'controversial_english_us.jsonl'

function importFiles(db: Db, files: readonly InputFile[]) {
  return importQuestions(db, { questionnaire, files, importedAt: new Date() })
}

function onTheStudy(title: string, run: (db: Db) => Promise<void>): void {
  onBothEngines(title, async (t, db) => (study.absent ? t.skip(study.absent) : run(db)))
}

onTheStudy('importQuestions counts what the 14 question files and 3 portrait files hold', async (db) => {
  const { files, totals } = await importFiles(db, study.files)

  assert.deepEqual(totals, { wordings: 8005, topics: 335, originals: 1461 })
  const rows = files.map((row) => ('items' in row ? [row.items] : [row.wordings, row.topics, row.originals]))
  assert.deepEqual(Object.fromEntries(files.map(({ file }, index) => [file.slice(0, -6), rows[index]])), {
    controversial_english_us: [653, 28, 131],
    uncontroversial_english_us: [395, 20, 79],
    controversial_german_germany: [640, 28, 128],
    uncontroversial_german_germany: [340, 18, 68],
    controversial_chinese_china: [485, 22, 97],
    uncontroversial_chinese_china: [435, 23, 87],
    controversial_japanese_japan: [420, 21, 84],
    uncontroversial_japanese_japan: [425, 20, 85],
    controversial_chinese_us: [792, 28, 132],
    controversial_german_us: [786, 28, 131],
    controversial_japanese_us: [780, 28, 130],
    controversial_english_china: [582, 22, 97],
    controversial_english_germany: [768, 28, 128],
    controversial_english_japan: [504, 21, 84],
    pvq_english: [21],
    pvq_german: [21],
    pvq_chinese: [21],
  })
})

onTheStudy('importQuestions links the originals of the study across languages', async (db) => {
  const { links } = await importFiles(db, study.files)

  assert.deepEqual(links, {
    china: { english: 97, chinese: 97, allLanguages: 97 },
    germany: { english: 128, german: 128, allLanguages: 128 },
    japan: { english: 84, japanese: 84, allLanguages: 84 },
    us: { english: 131, german: 131, japanese: 129, chinese: 131, allLanguages: 129 },
  })
})

onTheStudy('importQuestions finds what is worth a look in the study', async (db) => {
  const { findings } = await importFiles(db, study.files)

  const found = Object.entries(Object.groupBy(findings, ({ rule }) => rule)).map(([rule, rows = []]) => [
    rule,
    Object.fromEntries(rows.map(({ file, count }) => [file.slice(0, -6), count])),
  ])
  assert.deepEqual(Object.fromEntries(found), {
    'topic-english-missing': { controversial_chinese_us: 6, controversial_japanese_us: 6 },
    'outer-quotation-marks': {
      controversial_english_japan: 10,
      controversial_japanese_japan: 52,
      controversial_japanese_us: 60,
      uncontroversial_japanese_japan: 84,
    },
    'yes-no-suffix': { controversial_english_japan: 17, controversial_japanese_japan: 36 },
    'half-width-comma': {
      controversial_chinese_china: 54,
      controversial_chinese_us: 109,
      uncontroversial_chinese_china: 33,
    },
    'half-width-mark': { controversial_chinese_china: 50 },
    'double-question': { controversial_english_japan: 24, controversial_japanese_japan: 20 },
    'open-question': {
      controversial_chinese_china: 3,
      controversial_chinese_us: 3,
      controversial_english_japan: 1,
      controversial_japanese_japan: 2,
      controversial_japanese_us: 7,
      uncontroversial_german_germany: 2,
      uncontroversial_japanese_japan: 5,
    },
    'negation-differs': {
      controversial_english_china: 4,
      controversial_english_germany: 10,
      controversial_english_japan: 1,
      controversial_english_us: 11,
      uncontroversial_english_us: 5,
    },
    'plain-you': { controversial_chinese_china: 440, controversial_chinese_us: 488 },
    'polite-you': { controversial_chinese_china: 25, controversial_chinese_us: 169 },
    'plain-and-polite-you': { controversial_chinese_us: 1 },
    'near-duplicate': { controversial_japanese_us: 1 },
    'option-capitals-differ': { controversial_german_us: 30 },
    'original-missing': { controversial_japanese_us: 2 },
    'original-not-in-english': { controversial_chinese_us: 1, controversial_japanese_us: 1 },
    'stance-conflict': { controversial_chinese_china: 3 },
    'stray-hyphen': { pvq_german: 3 },
    'double-full-stop': { pvq_german: 1 },
  })
})

onTheStudy('importQuestions changes nothing when the study comes again', async (db) => {
  const first = await importFiles(db, study.files)
  const before = await listPlaces(db)

  assert.deepEqual(await importFiles(db, study.files), first)
  assert.ok(isDeepStrictEqual(await listPlaces(db), before)) // to print thousands of rows that differ takes minutes
})

function listPlaces(db: Db) {
  return db.selectFrom('editionWordings').selectAll().orderBy('editionId').orderBy('position').execute()
}

/** Imports the English file, then a copy with its lines changed: both reports, and the wording ids that went and came. */
async function changedCopy(db: Db, change: (lines: readonly FileLine[]) => readonly FileLine[]) {
  const original = study.files.find(({ name }) => name === english) ?? assert.fail()
  const lines = original.content
    .toString()
    .trim()
    .split('\n')
    .map((text) => JSON.parse(text) as FileLine)
  const content = Buffer.from(
    change(lines)
      .map((line) => JSON.stringify(line))
      .join('\n'),
  )
  const before = await importFiles(db, [original])
  const old = await wordingIds(db)
  const after = await importFiles(db, [{ name: english, content }])
  const now = await wordingIds(db)
  return { before, after, gone: [...old.difference(now)], come: [...now.difference(old)] }
}

async function wordingIds(db: Db): Promise<Set<string>> {
  const sets = await findQuestionSets(db, { questionnaire })
  const originals = sets.flatMap(({ topics }) => topics.flatMap(({ originals }) => originals))
  return new Set(originals.flatMap(({ wordings }) => wordings.map(({ id }) => id)))
}

function withTotals(report: ImportReport, totals: ImportReport['totals']): ImportReport {
  return { ...report, files: [{ file: english, ...totals }], totals }
}

onTheStudy('a dropped line leaves one wording less and every other as it was', async (db) => {
  const { before, after, gone, come } = await changedCopy(db, (lines) => lines.slice(1))

  assert.deepEqual(after, withTotals(before, { wordings: 652, topics: 28, originals: 131 }))
  assert.deepEqual([gone.length, come.length], [1, 0])
})

onTheStudy('shuffled lines change nothing but positions', async (db) => {
  const { before, after, gone, come } = await changedCopy(db, (lines) =>
    lines.toSorted((a, b) => (a.question < b.question ? -1 : 1)),
  )

  assert.deepEqual(after, before)
  assert.deepEqual([gone, come], [[], []])
  const editions = await db.selectFrom('editions').select('sequence').orderBy('sequence').execute()
  assert.deepEqual(editions, [{ sequence: 1 }, { sequence: 2 }])
})

onTheStudy('a renamed topic keeps its wordings', async (db) => {
  const { before, after, gone, come } = await changedCopy(db, (lines) =>
    lines.map((line) => (line.topic === lines[0]?.topic ? { ...line, topic: 'A new name' } : line)),
  )

  assert.deepEqual(after, before)
  assert.deepEqual([gone, come], [[], []])
  const [set] = await findQuestionSets(db, { questionnaire })
  assert.equal(set?.topics[0]?.name, 'A new name')
})

onTheStudy(
  'an edited paraphrase is a new wording in place of one, and the older one stays in the database',
  async (db) => {
    const { before, after, gone, come } = await changedCopy(db, ([first, ...rest]) => [
      { ...(first ?? assert.fail()), question: 'Is this a wording that nobody has read?' },
      ...rest,
    ])

    assert.deepEqual(after, before)
    assert.deepEqual([gone.length, come.length], [1, 1])
    const kept = await db.selectFrom('wordings').select('id').where('id', 'in', gone).execute()
    assert.deepEqual(kept, [{ id: gone[0] }])
  },
)
