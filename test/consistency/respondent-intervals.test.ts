import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { StanceRecord } from '../../server/stances/record.ts'
import { average, jensenShannon } from '../comparison/direct.ts'
import { meanOver, type Person, topicsDrawn } from '../comparison/direct-people.ts'
import { near } from '../statistics/near.ts'
import { type Adding, assertDrawn, assertPeopleDrawn, known, personsIn } from './given-persons.ts'
import { paraphrases, sitting } from './given-records.ts'
import { people, reportSources } from './given-sources.ts'

/** People who each answered one topic of several sizes: how many of their answers oppose it. */
const asked: Readonly<Record<string, readonly [size: number, against: readonly number[]]>> = {
  Trams: [5, [0, 1, 1, 2, 2, 2]],
  Parks: [3, [0, 0, 1, 1, 1]],
  Taxes: [4, [2, 1, 0]],
  Bikes: [5, [2, 0]],
}
const design = Object.entries(asked).flatMap(([topic, [size, against]]) =>
  against.flatMap((own, n) => sitting(`${topic} ${n}`, topic, [size, own])),
)
const measured = async (records: readonly StanceRecord[]) => {
  const { topic } = (await reportSources([people(...records)])).measures
  assert.ok(topic)
  return topic
}
const on = (topic: string, persons: readonly Person[]) =>
  persons.filter((own) => own.some((one) => one.topic === topic))

test('reportTallies(tallies) draws people anew within what they were asked, as a bootstrap row by row does', async () => {
  const { inconsistency, interval, respondents, byTopic } = await measured(design)
  const persons = personsIn(design)
  near(inconsistency, meanOver(persons))
  assertPeopleDrawn(interval, persons)
  assert.deepEqual(
    [respondents, byTopic.map((one) => one.respondents)],
    [16, [2, 5, 3, 6]], // Bikes, Parks, Taxes, Trams
  )
  for (const topic of ['Parks', 'Trams']) {
    const found = byTopic.find((one) => one.topic === topic)
    assertPeopleDrawn(found?.interval, on(topic, persons))
  }
})

test('reportTallies(tallies) draws people anew for wordings of a question, too', async () => {
  const against = [0, 0, 1, 2, 1, 0, 2]
  const records = against.flatMap((own, n) => paraphrases(`p${n}`, n < 3 ? 'Trams' : 'Parks', [4, own]))
  const { paraphrase } = (await reportSources([people(...records)])).measures
  assertPeopleDrawn(paraphrase?.interval, personsIn(records, { kind: 'paraphrase' }))
})

const share = (shares: readonly number[]) => average(shares)
const bits = (p: number) => (p === 0 || p === 1 ? 0 : -p * Math.log2(p) - (1 - p) * Math.log2(1 - p))

/** What groups of choices add to the other figures: study.md 1.6 and 1.13. */
const others = {
  entropies: (shares) => ({ sum: bits(share(shares)), count: 1 }),
  toMean: (shares) => ({
    sum: shares.reduce((sum, one) => sum + jensenShannon(one, share(shares)), 0),
    count: shares.length,
  }),
  pairwise: (shares) => {
    const pairs = shares.flatMap((one, n) => shares.slice(n + 1).map((other) => jensenShannon(one, other)))
    return { sum: pairs.reduce((sum, one) => sum + one, 0), count: pairs.length }
  },
  generalised: (shares) => ({ sum: (shares.length * bits(share(shares)) * Math.LN2) / 2, count: shares.length }),
} satisfies Record<string, Adding>

test('reportTallies(tallies) draws the same people for entropy and the other distances', async () => {
  const { entropyBits, entropyInterval, otherDistances } = await measured(design)
  const [entropies, ...persons] = Object.values(others).map((adding) => personsIn(design, { adding }))
  assert.ok(entropies)
  near(entropyBits, meanOver(entropies))
  assertPeopleDrawn(entropyInterval, entropies)
  for (const [n, name] of (['toMean', 'pairwise', 'generalised'] as const).entries()) {
    const [found, own] = [otherDistances[name], persons[n] ?? []]
    assert.ok('value' in found, name)
    near(found.value, meanOver(own))
    assertPeopleDrawn(found.interval, own)
  }
})

test('reportTallies(tallies) cuts no bound off above, and the lower one at 0', async () => {
  const records = [0, 0, 0, 0, 1].flatMap((against, n) => sitting(`p${n}`, 'Trams', [2, against]))
  const { interval } = await measured(records)
  assertPeopleDrawn(interval, personsIn(records))
  assert.equal(known(interval).low, 0)
  const most = [1, 1, 1, 1, 0].flatMap((against, n) => sitting(`p${n}`, 'Trams', [2, against]))
  assert.ok(known((await measured(most)).interval).high > 0.4645)
})

test('reportTallies(tallies) takes answers of one person together, which makes it less sure than answers alone', async () => {
  const records = [0, 0, 0, 2, 2, 2, 0, 2].flatMap((against, n) => sitting(`p${n}`, 'Trams', [5, against]))
  const { interval, intervalAsPublished } = await measured(records)
  const [own, published] = [interval, intervalAsPublished].map(known)
  assert.ok(own && published && own.high - own.low > 1.5 * (published.high - published.low))
  assert.equal(published.unit, 'answer')
})

test('reportTallies(tallies) tells how few people there are where an interval takes five', async () => {
  const trams = (size: number) => Array.from({ length: size }, (_, n) => sitting(`p${n}`, 'Trams', [5, n % 3])).flat()
  for (const size of [2, 3, 4]) {
    const { interval, entropyInterval, byTopic } = await measured(trams(size))
    const told = `too few answers: ${size} respondents, and an interval takes at least 5`
    const few = { undefined: told, found: size, fewest: 5 }
    assert.deepEqual([interval, entropyInterval, byTopic[0]?.interval], [few, few, few])
  }
  assertPeopleDrawn((await measured(trams(5))).interval, personsIn(trams(5)))
})

test('reportTallies(tallies) gives no interval where all are alike, and says so', async () => {
  const records = Array.from({ length: 6 }, (_, n) =>
    sitting(`p${n}`, n < 3 ? 'Trams' : 'Parks', [5, n < 3 ? 1 : 4]),
  ).flat()
  const { interval, inconsistency } = await measured(records)
  assert.deepEqual(interval, { undefined: 'every respondent is alike: drawing anew shows no spread' })
  near(inconsistency, 0.267489) // one of five against the rest, either way round
})

test('reportTallies(tallies) draws topics anew as wholes, if there are five', async () => {
  const few = { undefined: 'too few answers: 4 topics, and an interval takes at least 5', found: 4, fewest: 5 }
  assert.deepEqual((await measured(design)).intervalOverTopics, few)
  const records = [...design, ...[3, 1, 2].flatMap((own, n) => sitting(`Kiosks ${n}`, 'Kiosks', [4, own]))]
  const { intervalOverTopics } = await measured(records)
  const persons = personsIn(records)
  assertDrawn(intervalOverTopics, meanOver(persons), topicsDrawn(persons))
  assert.equal(known(intervalOverTopics).unit, 'topic')
})
