import assert from 'node:assert/strict'
import { test } from 'node:test'
import { flaggedNames, flagRespondents } from '../../server/quality/report.ts'
import { seededRandom } from '../../server/statistics/seeded-random.ts'
import { answer, answersBy, drawnSides, honest, saysYes, sourceOf, tossesCoin } from './given-people.ts'

const design = { topics: 28, questions: 5 }

function crowd() {
  const random = seededRandom(5)
  const manners = {
    yes: saysYes,
    coin: tossesCoin,
    a: honest(drawnSides(design, random)),
    b: honest(drawnSides(design, random)),
  }
  return Object.entries(manners).flatMap(([name, manner]) =>
    answersBy(name, design, { manner, random }).map((one, n) => ({
      ...one,
      paradata: { ...one.paradata, answeredAt: n * (name === 'coin' ? 900 : 7000) },
    })),
  )
}

test('flagRespondents names whom it flags, in the order of their names, and flaggedNames gives the names', async () => {
  const report = await flagRespondents([sourceOf(crowd())])
  assert.deepEqual(
    report.flagged.map(({ respondent, flags }) => [respondent, ...flags.map(({ rule }) => rule)]),
    [
      ['coin', 'near-random'],
      ['yes', 'always-yes', 'near-random'],
    ],
  )
  assert.deepEqual(flaggedNames(report), new Set(['coin', 'yes']))
  assert.deepEqual([report.people, report.answers, report.dependability], [4, 560, 0.85])
  assert.deepEqual(JSON.parse(JSON.stringify(report)), report)
})

test('flagRespondents gives the same digits whatever the order of answers, and over however many sources', async () => {
  const records = crowd()
  const whole = await flagRespondents([sourceOf(records)])
  const random = seededRandom(9)
  const mixed = records.map((one) => ({ one, at: random.share() })).sort((a, b) => a.at - b.at)
  const shuffled = mixed.map(({ one }) => one)
  assert.deepEqual(await flagRespondents([sourceOf(shuffled)]), whole)
  assert.deepEqual(await flagRespondents([sourceOf(shuffled.slice(200)), sourceOf(shuffled.slice(0, 200))]), whole)
})

test('flagRespondents wishes for paradata, and goes through a source once', async () => {
  const wishes: unknown[] = []
  const records = (wished?: unknown) => {
    wishes.push(wished)
    return [crowd()]
  }
  await flagRespondents([sourceOf([], { records })])
  assert.deepEqual(wishes, [{ withParadata: true }])
})

test('flagRespondents looks at people alone, and at choices alone', async () => {
  const yeses = answersBy('yes', design, { manner: saysYes, random: seededRandom(1) })
  const open = yeses.map((one) => ({ ...one, taskForm: 'open' as const }))
  const portraits = yeses.map((one) => ({ ...one, portrait: { value: 'power' } }))
  const report = await flagRespondents([sourceOf(yeses, { kind: 'model' }), sourceOf(open), sourceOf(portraits)])
  assert.deepEqual([report.people, report.answers, report.flagged], [0, 0, []])
  assert.ok(report.rules.every(({ applied, why }) => !applied && why))
})

test('flagRespondents takes another dependability', async () => {
  const topics = Array.from({ length: 12 }, (_, n) => answer({ topic: `Topic ${n % 4}`, original: `${n}?` }))
  const rates = [0.7, 0.85, 1].map(async (dependability) => {
    const { rules } = await flagRespondents([sourceOf(topics)], { dependability })
    return rules.find(({ rule }) => rule === 'straight-lining')?.falseAlarmRate
  })
  const [low = 1, usual = 1, certain] = await Promise.all(rates)
  assert.ok(low < usual)
  assert.equal(certain, undefined) // one in eight
})

test('flagRespondents holds a topic in two languages for one, by its English name', async () => {
  const inTwo = Array.from({ length: 12 }, (_, n) => ({
    ...answer({ topic: `${n % 2 ? 'Thema' : 'Topic'} ${(n % 6) >> 1}`, original: `${n}?` }),
    topicEnglish: `Topic ${(n % 6) >> 1}`,
    language: n % 2 ? 'de' : 'en',
  }))
  const { flagged } = await flagRespondents([sourceOf(inTwo)])
  assert.deepEqual(flagged[0]?.flags[0]?.evidence, { supporting: 12, opposing: 0, topics: 3 })
})

test('flagRespondents refuses a source of which it is not known which side people took', async () => {
  const source = sourceOf([answer()], { name: 'published:human-topic', isStanceKnown: false })
  await assert.rejects(flagRespondents([source]), {
    name: 'InputProblem',
    message: 'published:human-topic: expected answers of which it is known which side they take',
  })
})
