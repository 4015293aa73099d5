import assert from 'node:assert/strict'
import { test } from 'node:test'
import { publishedFigures, publishedModel, publishedModelNames } from '../../server/published/models.ts'

test('publishedModelNames() has whoever has totals on the questions in English on the U.S.', () => {
  assert.deepEqual(publishedModelNames(), [
    'gpt-4o',
    'llama3',
    'llama3-base',
    'llama3-8b',
    'llama3-8b-base',
    'llama2',
    'llama2-base',
    'llama2-7b',
    'llama2-7b-base',
    'cmd-r',
    'yi',
    'human',
  ])
})

test('publishedModel(name) has totals with bounds, source and precision', () => {
  const { id, role, totals } = publishedModel('llama3') ?? assert.fail()
  assert.deepEqual([id, role], ['meta-llama/Meta-Llama-3-70B-Instruct', 'chat'])
  const { value, low, high, source, precision, notes } = totals.paraphraseEntropyBits ?? assert.fail()
  assert.deepEqual([value, low, high], [0.114212, 0.071834, 0.167612])
  assert.deepEqual([source, precision, notes], ['models_entropy_compared.pdf', 'vector', ['equal-to-another']])
})

test('publishedModel(name) leaves out what is not published', () => {
  const present = (name: string) => {
    const { totals, byTopic } = publishedModel(name) ?? assert.fail()
    return [Object.keys(totals).join(' '), Object.entries(byTopic).map(([task, rows]) => `${task} ${rows.length}`)]
  }
  const all = 'topic paraphrase taskForm languages topicEntropyBits paraphraseEntropyBits'
  const topics = ['topic 28', 'paraphrase 28']

  assert.deepEqual(present('gpt-4o'), [all, topics])
  assert.deepEqual(present('llama2'), [all, []])
  assert.deepEqual(present('llama2-7b'), [all.replace('taskForm ', ''), []])
  assert.deepEqual(present('llama2-7b-base'), ['topic paraphrase', []])
  assert.deepEqual(present('human'), [
    'topic paraphrase topicEntropyBits paraphraseEntropyBits',
    ['topic 28', 'paraphrase 27'],
  ])
  assert.deepEqual(present('stability'), ['', []])
  assert.equal(publishedModel('gpt-4o-mini'), undefined)
})

test('publishedModel(name) has figures of each topic', () => {
  const { byTopic } = publishedModel('gpt-4o') ?? assert.fail()
  const [first] = byTopic.topic ?? []
  assert.equal(first?.topic, 'Genetically Modified Foods')
  assert.deepEqual(first?.figure, {
    value: 0.443281,
    low: 0.410846,
    high: 0.455191,
    source: 'model_topicwise_topic_inconsisency_hist.pdf',
    precision: 'vector',
    notes: [],
  })
})

test('publishedFigures(filter) agrees with the filter in every field', () => {
  const found = publishedFigures({ model: 'cmd-r', experiment: 'E5', measure: 'topic', judge: undefined })
  assert.deepEqual(
    found.map(({ dataset, value }) => [dataset, value]),
    [
      ['controversial_german_germany', 0.23105],
      ['uncontroversial_german_germany', 0.074554],
    ],
  )
  assert.deepEqual(publishedFigures({ model: 'nobody' }), [])
})

test('publishedFigures(filter) names no question file where the study does not tell', () => {
  const judged = publishedFigures({ experiment: 'E11' })
  assert.equal(judged.length, 22)
  assert.ok(judged.every((result) => result.judge && !('dataset' in result)))
})

test('a total is quoted once for each model, measure and quantity', () => {
  const totals = publishedFigures({ isTotal: true, dataset: 'controversial_english_us' })
  const names = totals.map(({ model, measure, quantity }) => `${model} ${measure} ${quantity}`)
  assert.equal(new Set(names).size, names.length)
})
