import assert from 'node:assert/strict'
import type { Db } from '../../server/platform/db/connection.ts'
import { importQuestions } from '../../server/questionnaires/import.ts'
import type { InputFile } from '../../server/questionnaires/json-lines.ts'
import { onBothEngines } from '../support/database.ts'
import { benches, inputFile, line, smallSet, trains } from './given.ts'

function importFiles(db: Db, ...files: readonly InputFile[]) {
  return importQuestions(db, { questionnaire: 'small', files, importedAt: new Date() })
}

const english = inputFile(smallSet)
const german = inputFile(
  [
    line('Sollen nachts Züge fahren?', { original: 'Sollen nachts Züge fahren?', original_english: trains }),
    line('Braucht jeder Platz eine Bank?', {
      original: 'Braucht jeder Platz eine Bank?',
      original_english: benches,
      topic: 'Plätze',
      topic_english: 'Squares',
      options: { nein: 'supports', ja: 'opposes' },
    }),
  ],
  'controversial_german_atlantis.jsonl',
)
const japanese = inputFile(
  [
    line('夜も電車は必要ですか？', { original: '夜も電車は必要ですか？', original_english: trains }),
    line('噴水は好きですか？', { original: '噴水は好きですか？', original_english: 'Do you like fountains?' }),
  ],
  'controversial_japanese_atlantis.jsonl',
)

onBothEngines('importQuestions links originals to English and counts those found in every language', async (_, db) => {
  const { links } = await importFiles(db, english, german, japanese)

  assert.deepEqual(links, { atlantis: { english: 2, german: 2, japanese: 1, allLanguages: 1 } })
})

onBothEngines('importQuestions finds missing and additional originals and opposite stances', async (_, db) => {
  const { findings } = await importFiles(db, english, german, japanese)

  assert.deepEqual(
    findings.map(({ rule, file, count }) => [rule, file, count]),
    [
      ['original-missing', 'controversial_japanese_atlantis.jsonl', 1],
      ['original-not-in-english', 'controversial_japanese_atlantis.jsonl', 1],
      ['stance-conflict', 'controversial_german_atlantis.jsonl', 1],
    ],
  )
})

onBothEngines('importQuestions ends in the same links when files come one by one', async (_, db) => {
  await importFiles(db, japanese)
  await importFiles(db, german)
  const { links } = await importFiles(db, english)

  assert.deepEqual(links, { atlantis: { english: 2, german: 2, japanese: 1, allLanguages: 1 } })
})

onBothEngines('importQuestions links neither another controversy nor another country', async (_, db) => {
  const others = ['uncontroversial_german_atlantis.jsonl', 'controversial_german_lemuria.jsonl']
  const { links } = await importFiles(db, english, ...others.map((name) => ({ ...german, name })))

  assert.deepEqual(links, {})
})

onBothEngines('importQuestions keeps the links of both controversies of a country apart', async (_, db) => {
  const uncontroversial = [english, german].map((file) => ({ ...file, name: `un${file.name}` }))
  const { links } = await importFiles(db, english, japanese, ...uncontroversial)

  assert.deepEqual(links, {
    atlantis: { english: 2, japanese: 1, allLanguages: 1 },
    uncontroversial_atlantis: { english: 2, german: 2, allLanguages: 2 },
  })
})
