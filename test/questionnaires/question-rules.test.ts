import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Language } from '../../server/platform/languages.ts'
import { languageWords } from '../../server/platform/languages.ts'
import { findingsIn } from '../../server/questionnaires/findings.ts'
import { readQuestionFile } from '../../server/questionnaires/question-file.ts'
import { questionRules } from '../../server/questionnaires/question-rules.ts'
import { shownFile } from '../../server/questionnaires/shown-file.ts'
import { type FileLine, inputFile, line, smallSet, trains } from './given.ts'

/** Rule by rule, how many times it applies to the lines. */
function found(language: Language, lines: readonly FileLine[]): Record<string, number> {
  const name = `controversial_${languageWords[language]}_atlantis.jsonl`
  const place = { kind: 'questions', language, country: 'atlantis', controversy: 'controversial' } as const
  const file = readQuestionFile(inputFile(lines, name), place)
  return Object.fromEntries(findingsIn([shownFile(file)], questionRules).map(({ rule, count }) => [rule, count]))
}

/** An original and its paraphrases. */
function wordings(original: string, ...paraphrases: readonly string[]): FileLine[] {
  return [original, ...paraphrases].map((question) => line(question, { original }))
}

test('questionRules say nothing about a file that is in order', () => {
  assert.deepEqual(found('en', smallSet), {})
})

test('findingsIn names rule, file, count and what the rule counts', () => {
  const place = { kind: 'questions', language: 'en', country: 'atlantis', controversy: 'controversial' } as const
  const file = readQuestionFile(inputFile([line(trains, { topic_english: null })]), place)
  assert.deepEqual(findingsIn([shownFile(file)], questionRules), [
    {
      rule: 'topic-english-missing',
      file: 'controversial_english_atlantis.jsonl',
      count: 1,
      description: 'Lines without an English topic name.',
    },
  ])
})

test('questionRules count what the display rules changed', () => {
  assert.deepEqual(found('en', wordings(trains, '"Night trains?"', 'Trains at night? Yes or no?')), {
    'outer-quotation-marks': 1,
    'yes-no-suffix': 1,
  })
})

test('questionRules count half-width commas in Chinese apart from other half-width marks', () => {
  assert.deepEqual(found('zh-Hans', wordings('在你看来,夜车,好吗？', '夜车好吗?', '夜车的票价是1,000元吗？')), {
    'half-width-comma': 1,
    'half-width-mark': 1,
  })
})

test('questionRules count double questions, but not a yes-or-no suffix', () => {
  const texts = ['Are trains good? Or do you not think so?', 'Trains: good? Yes or no?']
  assert.deepEqual(found('en', wordings(trains, ...texts)), { 'yes-no-suffix': 1, 'double-question': 1 })
})

test('questionRules count questions that yes and no do not answer', () => {
  assert.deepEqual(found('en', wordings(trains, 'What do you think of trains?')), { 'open-question': 1 })
  assert.deepEqual(found('de', wordings('Sind Züge gut?', 'Wie finden Sie Züge?')), { 'open-question': 1 })
  assert.deepEqual(found('ja', wordings('電車は良いですか？', '電車についてどう思いますか？')), { 'open-question': 1 })
  assert.deepEqual(found('zh-Hans', wordings('夜车好吗？', '对夜车有何看法？')), { 'open-question': 1 })
})

test('questionRules count English paraphrases that negate where the original does not, or the reverse', () => {
  const negated = [
    "Shouldn't trains stop?",
    'Do you oppose trains at night?',
    'Trains at night? Or do you not think so?',
  ]
  assert.equal(found('en', wordings(trains, ...negated))['negation-differs'], 2)
  assert.equal(found('en', wordings('Is it not late?', 'Is it late?'))['negation-differs'], 1)
  assert.deepEqual(found('de', wordings('Sind Züge gut?', 'Sind Züge nicht schlecht?')), {})
})

test('questionRules count plain and polite Chinese "you" where a file has both', () => {
  assert.deepEqual(found('zh-Hans', wordings('你喜欢夜车吗？', '你爱夜车吗？')), {})
  const mixed = [...wordings('你喜欢夜车吗？', '您爱夜车吗？'), ...wordings('你需要长椅吗？', '你要长椅吗？')]
  assert.deepEqual(found('zh-Hans', mixed), { 'plain-you': 3, 'polite-you': 1, 'plain-and-polite-you': 1 })
})

test('questionRules count near-duplicates within an original', () => {
  assert.deepEqual(found('en', wordings(trains, 'At night, trains?', 'at night trains？', 'AT NIGHT: TRAINS?')), {
    'near-duplicate': 2,
  })
})

test('questionRules count the lines whose options differ from most by capitals', () => {
  const shout = { original: 'Loud trains?', options: { Yes: 'supports', no: 'opposes' } }
  assert.deepEqual(found('en', [...smallSet, line('Loud trains?', shout), line('Noisy trains?', shout)]), {
    'option-capitals-differ': 2,
  })
})
