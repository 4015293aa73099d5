import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readFileName } from '../../server/questionnaires/file-name.ts'

test('readFileName reads controversy, language and country off a question file', () => {
  assert.deepEqual(readFileName('uncontroversial_chinese_new-atlantis.jsonl'), {
    kind: 'questions',
    controversy: 'uncontroversial',
    language: 'zh-Hans',
    country: 'new-atlantis',
  })
  const languages = ['english', 'german', 'japanese'].map(
    (word) => readFileName(`controversial_${word}_us.jsonl`).language,
  )
  assert.deepEqual(languages, ['en', 'de', 'ja'])
})

test('readFileName knows the portrait files', () => {
  assert.deepEqual(readFileName('pvq_german.jsonl'), { kind: 'instrument', language: 'de' })
})

test('readFileName refuses any other name and says which are expected', () => {
  for (const name of [
    'questions.jsonl',
    'controversial_french_us.jsonl',
    'pvq_japanese.jsonl',
    'controversial_english_us.json',
  ])
    assert.throws(() => readFileName(name), {
      name: 'InputProblem',
      message: /expected a name like controversial_english_us\.jsonl .* or pvq_english\.jsonl/,
    })
})
