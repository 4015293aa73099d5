import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Correlation } from '../../server/comparison/correlation.ts'
import { near } from '../statistics/near.ts'
import { average, distancesInGroup, type Pair, pearson, percentileBands, spearman } from './direct.ts'
import { answersOn, comparedRun, known, rowsOn } from './given-sides.ts'

const signs = { Trams: '+++-', Parks: '++--', Taxes: '++++', Bikes: '+++-', Ferries: '++++-', Kiosks: '++-' }
const people = answersOn(Object.fromEntries(Object.entries(signs).map(([topic, own]) => [topic, [own, own]])))
const shares = {
  Trams: [0.9, 0.3, 0.6, 0.7],
  Parks: [0.1, 0.8, 0.4, 0.9],
  Taxes: [0.7, 0.6, 0.7, 0.8],
  Bikes: [0.2, 0.9, 0.1, 0.5],
  Ferries: [0.3, 0.4, 0.2, 0.4, 0.3],
  Kiosks: [1, 0, 1],
}
const pairs = Object.entries(signs).map(([topic, own]): Pair => {
  const hard = [...own].map((sign) => Number(sign === '+'))
  return [average(distancesInGroup(hard)), average(distancesInGroup(shares[topic as keyof typeof shares]))]
})

test('compareNamed(names) correlates topics as plain sums and counted ranks do', async (t) => {
  const { topic } = await comparedRun(t, { people, rows: rowsOn(shares) })
  assert.ok(topic)
  assert.equal(topic.sharedTopics, 6)
  assertFigure(topic.pearson, pearson)
  assertFigure(topic.spearman, spearman)
})

function assertFigure(found: Correlation['pearson'], figure: typeof pearson): void {
  const { value, interval } = known(found)
  near(value, figure(pairs) ?? NaN)
  const drawn = percentileBands((place) => figure(pairs.map(() => pairs[place(6)] ?? [NaN, NaN])))
  const { low, high, unit } = known(interval)
  assert.ok(low >= drawn.low.from && low <= drawn.low.to, `${low} ${JSON.stringify(drawn.low)}`)
  assert.ok(high >= drawn.high.from && high <= drawn.high.to, `${high} ${JSON.stringify(drawn.high)}`)
  assert.equal(unit, 'topic')
}

test('compareNamed(names) joins a topic by its name or by its English name', async (t) => {
  const english = people.map((one) => ({ ...one, ...(one.topic === 'Parks' && { topic_english: 'Green Spaces' }) }))
  const rows = rowsOn(shares).map((row) => {
    const names: Record<string, [string, string]> = {
      Trams: ['Straßenbahnen', 'Trams'],
      Parks: ['Grünanlagen', 'Green Spaces'],
      Taxes: ['Taxes', 'Levies'],
      Bikes: ['Räder', 'Cycles'],
    }
    const [topic, topic_english] = names[String(row.topic)] ?? [row.topic, row.topic_english]
    return { ...row, topic, topic_english }
  })
  const { topic } = await comparedRun(t, { people: english, rows })
  assert.deepEqual(
    topic?.byTopic.map((one) => one.topic),
    ['Ferries', 'Kiosks', 'Parks', 'Taxes', 'Trams'],
  )
  assert.equal(topic?.sharedTopics, 5)
})

test('compareNamed(names) takes the mean of a topic that a run has in several languages', async (t) => {
  const rows = [
    ...rowsOn({ Trams: [1, 0, 1, 1] }),
    ...rowsOn({ Trams: [0.9, 0.1, 0.8] }, { topic: 'Straßenbahnen', language: 'german' }),
  ]
  const { topic } = await comparedRun(t, { people, rows })
  const [german, english] = [
    [0.9, 0.1, 0.8],
    [1, 0, 1, 1],
  ].map((one) => average(distancesInGroup(one)))
  assert.equal(topic?.byTopic.length, 1)
  near(topic?.byTopic[0]?.run, average([german ?? NaN, english ?? NaN]))
})

test('compareNamed(names) has no correlation where one side is the same on every topic, and says so', async (t) => {
  const steady = answersOn({
    Trams: ['++++', '----'],
    Parks: ['++--', '++++'].slice(1),
    Taxes: ['++++'],
    Bikes: ['----'],
  })
  const { topic } = await comparedRun(t, { people: steady, rows: rowsOn(shares) })
  const none = { undefined: 'one side is the same on every topic' }
  assert.deepEqual([topic?.pearson, topic?.spearman, topic?.sharedTopics], [none, none, 4])
})

test('compareNamed(names) gives a correlation over few topics without an interval, and none over one', async (t) => {
  const bare = { undefined: 'fewer than 4 topics are shared' }
  const none = { undefined: 'fewer than two topics are shared' }
  for (const [count, intervals] of [
    [3, [bare, bare]],
    [2, [bare, bare]],
    [1, undefined],
    [0, undefined],
  ] as const) {
    const some = Object.fromEntries(Object.entries(shares).slice(0, count))
    const { topic } = await comparedRun(t, { people, rows: [...rowsOn(some), ...rowsOn({ Ships: [0.1, 0.9] })] })
    assert.ok(topic)
    assert.equal(topic.sharedTopics, count)
    if (!intervals) assert.deepEqual([topic.pearson, topic.spearman], [none, none])
    else {
      near(known(topic.pearson).value, pearson(pairs.slice(0, count)) ?? NaN)
      near(known(topic.spearman).value, spearman(pairs.slice(0, count)) ?? NaN)
      assert.deepEqual([known(topic.pearson).interval, known(topic.spearman).interval], intervals)
    }
  }
})

test('compareNamed(names) gives no interval where resamples would mostly miss the one topic that differs', async (t) => {
  const steady = answersOn({ Trams: ['+++-'], Parks: ['++++'], Taxes: ['++++'], Bikes: ['++++'], Kiosks: ['+++'] })
  const { topic } = await comparedRun(t, { people: steady, rows: rowsOn(shares) })
  assert.ok(topic)
  const none = { undefined: 'too many resamples are the same on every topic' }
  assert.deepEqual([known(topic.pearson).interval, known(topic.spearman).interval], [none, none])
})
