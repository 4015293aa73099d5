import assert from 'node:assert/strict'
import { test } from 'node:test'
import { near } from '../statistics/near.ts'
import { average, distancesInGroup, type Pair, spearman } from './direct.ts'
import { answersOn, comparedRun, known, rowsOn } from './given-sides.ts'

// The distances of four against one and of one against four are equal, but for the tenth digit of the centroid.

test('compareNamed(names) holds a side for constant where the same split stands the other way round', async (t) => {
  const people = answersOn({ Trams: ['++++-'], Parks: ['----+'], Taxes: ['-++++', '+----'], Bikes: ['--+--'] })
  const rows = rowsOn({ Trams: [1, 1, 1, 1, 0.9], Parks: [0.9, 0.7], Taxes: [0.2, 0.9, 1], Bikes: [0.5, 0.7, 0.1] })
  const { topic } = await comparedRun(t, { people, rows })
  const none = { undefined: 'one side is the same on every topic' }
  assert.deepEqual([topic?.pearson, topic?.spearman], [none, none])
})

test('compareNamed(names) ties topics in their ranks where the same split stands the other way round', async (t) => {
  const signs = { Trams: '++++-', Parks: '----+', Taxes: '++---', Bikes: '+++--', Kiosks: '+++++' }
  const shares = { Trams: [0.9, 0.3], Parks: [0.9, 0.4], Taxes: [0.9, 0.5], Bikes: [0.9, 0.6], Kiosks: [0.9, 0.1] }
  const people = answersOn(Object.fromEntries(Object.entries(signs).map(([topic, own]) => [topic, [own, own]])))
  const { topic } = await comparedRun(t, { people, rows: rowsOn(shares) })
  const pairs = Object.entries(signs).map(([name, own]): Pair => {
    const hard = [...own].map((sign) => Number(sign === '+'))
    return [average(distancesInGroup(hard)), average(distancesInGroup(shares[name as keyof typeof shares]))]
  })
  assert.ok(topic)
  near(known(topic.spearman).value, spearman(pairs) ?? NaN)
})

test('compareNamed(names) gives a difference no interval where every answer lies equally far from its centroid', async (t) => {
  const people = answersOn({ Trams: ['+-', '-+'], Parks: ['-+', '+-'] })
  const { topic, measures } = await comparedRun(t, { people, rows: rowsOn({ Trams: [1, 0], Parks: [0, 1] }) })
  assert.deepEqual(measures.topic?.intervalAsPublished, { undefined: 'all values are equal' })
  assert.deepEqual(topic?.difference.intervalAsPublished, { undefined: 'one side has too few different values' })
})

test('compareNamed(names) gives no interval by respondents who differ by rounding only', async (t) => {
  const people = ['-++++', '+-+++', '----+', '++++-', '+----', '-++++', '--+--'].flatMap((Trams, n) =>
    answersOn({ Trams: [Trams], Parks: ['-++'], Taxes: ['---++++'] }, { participant_id: `p${n}` }),
  )
  const { topic } = await comparedRun(t, { people, rows: rowsOn({ Trams: [0.9, 0.1, 0.3] }) })
  const reason = { undefined: 'each side is a single respondent, or all of its respondents are alike' }
  assert.deepEqual(topic?.difference.interval, reason)
})

test('compareNamed(names) gives no interval by topics that differ by rounding only', async (t) => {
  const split = ['+-', '--++', '+-+-+-', '-+-+-+-+', '++--', '-+', '+++---']
  const topics = Object.fromEntries(split.map((_, n) => [`Topic ${n}`, split.slice(n)]))
  const rows = rowsOn(
    Object.fromEntries(
      Object.keys(topics).map((topic, n) => [topic, [...(split[n] ?? '')].map((sign) => Number(sign === '+'))]),
    ),
  )
  const { topic, measures } = await comparedRun(t, { people: answersOn(topics), rows })
  const alike = { undefined: 'every topic is alike: drawing anew shows no spread' }
  assert.deepEqual([measures.topic?.intervalOverTopics, topic?.difference.intervalOverTopics], [alike, alike])
})
