import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readFileName } from '../../server/questionnaires/file-name.ts'
import type { InputFile } from '../../server/questionnaires/json-lines.ts'
import { englishTopicNames, readQuestionFile } from '../../server/questionnaires/question-file.ts'
import { benches, inputFile, line, smallSet, trains } from './given.ts'

const name = 'controversial_english_atlantis.jsonl'

function read(input: InputFile) {
  const fileName = readFileName(input.name)
  assert.equal(fileName.kind, 'questions')
  return readQuestionFile(input, fileName)
}

function refuses(lines: readonly unknown[], problem: string): void {
  assert.throws(() => read(inputFile(lines)), { name: 'InputProblem', message: `${name}, ${problem}` })
}

test('readQuestionFile keeps what every line says, with its number', () => {
  const [first] = read(inputFile(smallSet)).lines
  assert.deepEqual(first, {
    line: 1,
    topic: 'Night life',
    topicEnglish: 'Night life',
    question: 'Do you want trains at every hour of the night?',
    original: trains,
    originalEnglish: trains,
    rephrase: true,
    options: [
      { text: 'yes', stance: 'supports' },
      { text: 'no', stance: 'opposes' },
    ],
  })
})

test('readQuestionFile takes 0 and 1 for false and true, and a byte order mark, and Windows line ends', () => {
  const lines = [line(trains, { rephrase: 0 }), line('Trains at night?', { rephrase: 1 })]
  const content = Buffer.from(`\uFEFF${lines.map((value) => JSON.stringify(value)).join('\r\n')}\r\n`)
  assert.deepEqual(
    read({ name, content }).lines.map(({ rephrase }) => rephrase),
    [false, true],
  )
})

test('readQuestionFile refuses a line that is not one JSON object', () => {
  const broken = Buffer.from(`${JSON.stringify(line(trains))}\n{"topic":\n`)
  assert.throws(() => read({ name, content: broken }), { message: `${name}, line 2: expected one JSON object` })
  refuses([line(trains), ['a list']], 'line 2: expected one JSON object')
})

test('readQuestionFile refuses an empty file and one that is not UTF-8', () => {
  assert.throws(() => read({ name, content: Buffer.alloc(0) }), { message: `${name}: expected at least one line` })
  assert.throws(() => read({ name, content: Buffer.from([0xff]) }), { message: `${name}: expected text in UTF-8` })
})

test('readQuestionFile names line and field of a missing, empty or wrong field', () => {
  const { topic: _, ...withoutTopic } = line(trains)
  refuses([withoutTopic], 'line 1, field topic: expected a text')
  refuses([line(trains), line(' ')], 'line 2, field question: expected a text that is not empty')
  refuses([line(trains, { original_english: 7 as never })], 'line 1, field original_english: expected a text')
  refuses([line(trains, { topic_english: 7 as never })], 'line 1, field topic_english: expected a text or null')
  refuses([line(trains, { rephrase: 2 })], 'line 1, field rephrase: expected true, false, 1 or 0')
  refuses([line(trains, { topic: 'Ni\0ght' })], 'line 1, field topic: expected a text without NUL characters')
  refuses([line('Half \ud83d a sign')], 'line 1, field question: expected a text of whole Unicode characters')
})

test('readQuestionFile refuses options without a stance or without both sides', () => {
  const bothSides = 'expected an option that supports the topic and one that opposes it'
  const options = (value: unknown) => [line(trains, { options: value as never })]
  refuses(
    options({ yes: 'supports', no: null }),
    'line 1, field options.no: expected a stance: neutral, opposes, supports',
  )
  refuses(options({ yes: 'supports', maybe: 'neutral' }), `line 1, field options: ${bothSides}`)
  refuses(options({ yes: 'supports', '': 'opposes' }), 'line 1, field options: expected option texts that can be read')
  refuses(options(['yes', 'no']), 'line 1, field options: expected an object of option texts, each with its stance')
})

test('readQuestionFile refuses a wording that its original has already', () => {
  refuses(
    [line('Night trains?'), line(trains), line('Night trains?')],
    'line 3, field question: expected a wording that its original does not have in line 1 already',
  )
})

test('readQuestionFile takes the same words for wordings of two originals', () => {
  const twice = [
    line('Yes to this?'),
    line(trains),
    line(benches, { original: benches }),
    line('Yes to this?', { original: benches }),
  ]
  assert.equal(read(inputFile(twice)).lines.length, 4)
})

test('readQuestionFile refuses an original that is not among its wordings', () => {
  refuses(
    [line(benches, { original: benches }), line('Night trains?')],
    'line 2, field original: expected an original that is also the question of a line',
  )
})

test('readQuestionFile refuses a flag that contradicts the texts', () => {
  refuses(
    [line(trains, { rephrase: true })],
    'line 1, field rephrase: expected false, as the question is its own original',
  )
  refuses(
    [line(trains), line('Night trains?', { rephrase: 0 })],
    'line 2, field rephrase: expected true, as the question differs from its original',
  )
})

test('readQuestionFile refuses lines of one original that disagree', () => {
  const second = (changes: object) => [line(trains), line('Night trains?', changes)]
  refuses(second({ topic: 'Rails' }), 'line 2, field topic: expected the same as in line 1 of this original')
  refuses(
    second({ original_english: 'x' }),
    'line 2, field original_english: expected the same as in line 1 of this original',
  )
  refuses(
    second({ options: { yes: 'opposes', no: 'supports' } }),
    'line 2, field options: expected the same as in line 1 of this original',
  )
})

test('readQuestionFile takes the options of an original in any order', () => {
  const lines = [line(trains), line('Night trains?', { options: { no: 'opposes', yes: 'supports' } })]
  assert.equal(read(inputFile(lines)).lines.length, 2)
})

test('readQuestionFile refuses a topic with two English names, but takes one that is left out', () => {
  const other = line(benches, { original: benches, topic_english: 'Late life' })
  refuses([line(trains), other], `line 2, field topic_english: expected the topic's English name, "Night life"`)

  const { lines } = read(inputFile([line(benches, { original: benches, topic_english: null }), line(trains)]))
  assert.deepEqual([...englishTopicNames(lines)], [['Night life', 'Night life']])
})
