import assert from 'node:assert/strict'
import { test } from 'node:test'
import { near } from '../statistics/near.ts'
import { paraphrases, reportConsistency, sitting } from './given-records.ts'

// The published human data as it could be rebuilt: per topic the number of questions, and of each of three people
// how many answers fall on the side that person takes less often. arXiv:2407.02996, English, U.S.
const topicTask = `5:222 5:222 5:222 4:122 4:122 5:122 5:122 5:122 5:122 5:122 5:122 5:122 5:112 5:112 5:112
  4:022 5:022 5:022 5:012 4:011 5:011 5:002 5:002 3:001 4:001 4:001 5:001 4:000`.split(/\s+/)
const paraphraseTask = [
  '5:022',
  ...repeat('5:012', 2),
  ...repeat('5:002', 9),
  ...repeat('5:001', 6),
  ...repeat('5:000', 9),
]

function repeat(cell: string, times: number): string[] {
  return Array<string>(times).fill(cell)
}

function answersOf(task: readonly string[], give: typeof sitting) {
  return task.flatMap((cell, topic) => {
    const [size, people = ''] = cell.split(':')
    return [...people].flatMap((against, person) =>
      give(`${topic}-${person}`, `topic ${topic}`, [Number(size), Number(against)]),
    )
  })
}

test('reportConsistency(records) gives the published figures of the topic task', async () => {
  const { respondents, answers, measures } = await reportConsistency(answersOf(topicTask, sitting), { seed: 1 })
  assert.deepEqual([respondents, answers, Object.keys(measures)], [84, 393, ['topic']])
  const { topic } = measures
  near(topic?.inconsistency, 0.296119)
  near(topic?.meanOfTopics, 0.2904, 5e-5)
  near(topic?.entropyBits, 0.667858)
  assert.deepEqual([topic?.groups, topic?.singletons], [84, 0])
  const { intervalAsPublished: published, interval } = topic ?? {}
  assert.ok(published && interval && 'low' in published && 'low' in interval)
  near([published.low, published.high], [0.2742, 0.319], 0.002)
  // three people a topic hang together: drawing them is less sure than drawing their answers
  assert.ok(interval.low < published.low - 0.005 && interval.high > published.high + 0.005)
})

test('reportConsistency(records) gives the published figures of the paraphrase task', async () => {
  const { respondents, answers, measures } = await reportConsistency(answersOf(paraphraseTask, paraphrases), {
    seed: 1,
  })
  assert.deepEqual([respondents, answers, Object.keys(measures)], [81, 405, ['paraphrase']])
  near(measures.paraphrase?.inconsistency, 0.0977, 5e-5)
  near(measures.paraphrase?.meanOfTopics, 0.0977, 5e-5)
  near(measures.paraphrase?.entropyBits, 0.2271, 5e-5)
})
