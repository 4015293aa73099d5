import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { StanceRecord } from '../../server/stances/record.ts'
import { seededRandom } from '../../server/statistics/seeded-random.ts'
import { meanOver, type Person, peopleDrawn, topicsDrawn, typically } from '../comparison/direct-people.ts'
import { near } from '../statistics/near.ts'
import { known, personsIn } from './given-persons.ts'
import { record, sitting } from './given-records.ts'
import { people, reportSources } from './given-sources.ts'

const topics = ['Trams', 'Parks', 'Taxes', 'Bikes', 'Kiosks', 'Ferries']

/** Answers in shares, as judges give them, no two of them alike: every person answers three topics, or one. */
function softPeople(size: number): StanceRecord[] {
  const { share } = seededRandom(25)
  return Array.from({ length: size }, (_, person) =>
    topics
      .filter((_, k) => (person % 3 === 0 ? k % 2 === 0 : k === person % topics.length))
      .flatMap((topic) =>
        ['A', 'B', 'C'].map((original) => {
          const supports = share() ** (1 + (person % 4))
          return record({ respondent: `p${person}`, topic, original, distribution: [1 - supports, supports] })
        }),
      ),
  ).flat()
}

/** Standard error of a mean over people drawn within units that hold several each, by its formula. */
function errorOf(persons: readonly Person[]): number {
  const answers = persons.flat().reduce((sum, { count }) => sum + count, 0)
  const mean = meanOver(persons)
  const units = Map.groupBy(persons, (person) => person.map(({ topic }) => topic).join())
  let variance = 0
  for (const unit of units.values()) {
    const pulls = unit.map((own) => own.reduce((all, { sum, count }) => all + (sum - mean * count) / answers, 0))
    const middle = pulls.reduce((sum, pull) => sum + pull, 0) / pulls.length
    const squares = pulls.reduce((sum, pull) => sum + (pull - middle) ** 2, 0)
    variance += (squares * pulls.length) / (pulls.length - 1)
  }
  return Math.sqrt(variance)
}

test('reportTallies(tallies) gives a large sample of distinct people the limit of many draws, and says so', async () => {
  const records = softPeople(600)
  const persons = personsIn(records)
  const { topic } = (await reportSources([people(...records)])).measures
  const { low, high, ...how } = known(topic?.interval)
  assert.deepEqual(how, { level: 0.95, method: 'normal', resamples: 0, unit: 'respondent', seed: 1 })
  const [mean, error] = [meanOver(persons), errorOf(persons)]
  near([low, high], [mean - 1.959964 * error, mean + 1.959964 * error], 1e-7)
  near(typically(peopleDrawn(persons)), error, 0.03 * error) // row by row, 10,000 times
})

test('reportTallies(tallies) gives such a sample the same for each topic, and with topics drawn, too', async () => {
  const records = softPeople(600)
  const persons = personsIn(records)
  const { topic } = (await reportSources([people(...records)])).measures
  const parks = persons.filter((own) => own.some((one) => one.topic === 'Parks')) // answered alone
  const { low, high, method } = known(topic?.byTopic.find((one) => one.topic === 'Parks')?.interval)
  assert.equal(method, 'normal')
  near((high - low) / 2, 1.959964 * errorOf(parks), 1e-7)
  const over = known(topic?.intervalOverTopics)
  assert.deepEqual([over.method, over.unit, over.resamples], ['normal', 'topic and respondent', 0])
  const error = typically(topicsDrawn(persons))
  near((over.high - over.low) / 2, 1.959964 * error, 0.06 * error)
})

test('reportTallies(tallies) draws up to 500 people, and takes the limit in closed form for more', async () => {
  const all = Array.from({ length: 501 }, (_, n) => sitting(`p${n}`, topics[n % 6] ?? '', [5, (n >> 3) % 3]))
  for (const [count, how] of [
    [500, ['percentile', 9999]],
    [501, ['normal', 0]],
  ] as const) {
    const records = all.slice(0, count).flat()
    const { topic } = (await reportSources([people(...records)])).measures
    const { low, high, method, resamples } = known(topic?.interval)
    assert.deepEqual([method, resamples], how)
    const [persons, error] = [personsIn(records), errorOf(personsIn(records))]
    near([low, high], [meanOver(persons) - 1.959964 * error, meanOver(persons) + 1.959964 * error], 0.12 * error)
  }
})
