import assert from 'node:assert/strict'
import { test } from 'node:test'
import { findingsIn } from '../../server/questionnaires/findings.ts'
import { readInstrumentFile } from '../../server/questionnaires/instrument-file.ts'
import { instrumentRules } from '../../server/questionnaires/instrument-rules.ts'
import { inputFile, portrait, portraits } from './given.ts'

const english = { kind: 'instrument', language: 'en' } as const
const german = { kind: 'instrument', language: 'de' } as const

function read(lines: readonly unknown[]) {
  return readInstrumentFile(inputFile(lines, 'pvq_english.jsonl'), english)
}

test('readInstrumentFile keeps statement, value, options and value prompts of every portrait', () => {
  const { items } = read(portraits)
  assert.equal(items.length, 21)
  assert.deepEqual(items[1], {
    line: 2,
    statement: 'She likes the number 2.',
    question: 'Somebody is described here.\n\nShe likes the number 2.\n',
    schwartzValue: 'hedonism',
    options: [
      { text: 'like me', stance: 'supports' },
      { text: 'not like me', stance: 'opposes' },
    ],
    valuePrompts: [{ word: 'value', wordEnglish: 'value', text: 'Hedonism', textEnglish: 'Hedonism' }],
  })
})

test('readInstrumentFile refuses any other number of portraits', () => {
  assert.throws(() => read(portraits.slice(1)), {
    message: 'pvq_english.jsonl: expected 21 lines, one per portrait, not 20',
  })
})

test('readInstrumentFile names line and field of what is wrong', () => {
  const refuses = (changes: Record<string, unknown>, problem: string) =>
    assert.throws(() => read([portrait('She likes trains.', changes)]), {
      name: 'InputProblem',
      message: `pvq_english.jsonl, line 1, ${problem}`,
    })
  refuses({ question: 'Like you?' }, 'field question: expected a question that holds the statement')
  refuses({ values: [] }, 'field values: expected a list of at least one value')
  refuses({ values: [{}] }, 'field values.0.vrd: expected a text')
  assert.throws(() => read([portrait('She likes trains.', { schwartz_value: 'trains' })]), {
    message: /line 1, field schwartz_value: expected one of achievement, benevolence/,
  })
})

test('instrumentRules count hyphens left over in German words and double full stops', () => {
  const statements = ['Sie unter-nimmt viel..', 'Sie fährt mit der S-Bahn...', 'Sie ruht.']
  const lines = [...statements.map((statement) => portrait(statement)), ...portraits.slice(3)]
  const counts = (place: typeof english | typeof german) =>
    findingsIn([readInstrumentFile(inputFile(lines, 'pvq.jsonl'), place)], instrumentRules).map(({ rule, count }) => [
      rule,
      count,
    ])
  assert.deepEqual(counts(german), [
    ['stray-hyphen', 1],
    ['double-full-stop', 1],
  ])
  assert.deepEqual(counts(english), [['double-full-stop', 1]])
})
