import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { OwnAnswer, Side, SidedAnswer } from '../../server/quality/own-answer.ts'
import { cumulative, minorityDistribution, ownSides } from '../../server/quality/own-side.ts'
import { againstPropensities } from '../../server/quality/propensities.ts'
import { flagRespondents } from '../../server/quality/report.ts'
import { seededRandom } from '../../server/statistics/seeded-random.ts'
import { sum } from '../../server/statistics/sum.ts'
import { near } from '../statistics/near.ts'
import { alwaysSupports, answer, answersBy, honest, type Manner, sourceOf, tossesCoin } from './given-people.ts'

const own = (topic: string, stance: Side, othersOnQuestion = 0.5): OwnAnswer & SidedAnswer => ({
  topic,
  stance,
  othersOnTopic: 0.5,
  othersOnQuestion,
})

/** Every way to answer, one by one: what the convolution must add up to. */
function byEnumeration(sizes: readonly number[], dependability: number): number[] {
  const masses = new Array<number>(sum(sizes.map((size) => Math.floor(size / 2))) + 1).fill(0)
  const total = sum(sizes)
  for (let way = 0; way < 2 ** total; way += 1) {
    let [at, minority, chance] = [0, 0, 1]
    for (const size of sizes) {
      let kept = 0
      for (let n = 0; n < size; n += 1, at += 1) kept += (way >> at) & 1
      minority += Math.min(kept, size - kept)
      chance *= dependability ** kept * (1 - dependability) ** (size - kept)
    }
    masses[minority] = (masses[minority] ?? 0) + chance
  }
  return masses
}

test('minorityDistribution(sizes, dependability) is what every way to answer adds up to', () => {
  for (const sizes of [[2], [5], [2, 3], [4, 1, 5], [5, 5, 4]])
    for (const dependability of [0.5, 0.85, 1]) {
      near(minorityDistribution(sizes, dependability), byEnumeration(sizes, dependability), 1e-12)
    }
})

test('minorityDistribution(sizes, dependability) sums to 1 where powers alone would vanish', () => {
  near(cumulative(minorityDistribution([3000, 2500], 0.9)).at(-1) ?? 0, 1, 1e-9)
})

test('ownSides(answers) counts the smaller part of each topic, and leaves topics of one answer out', () => {
  const two = [own('Trams', 'supports'), own('Trams', 'opposes')]
  const answers = [
    ...two,
    own('Trams', 'opposes'),
    own('Parks', 'opposes'),
    own('Taxes', 'supports'),
    own('Taxes', 'supports'),
  ]
  assert.deepEqual(ownSides(answers), { sizes: [3, 2], minority: 1 })
})

test('againstPropensities(answers) weighs answers by the shares of others, against a coin', () => {
  const { logLikelihoodRatio, p } = againstPropensities([own('Trams', 'supports', 0.9), own('Parks', 'opposes', 0.9)])
  near(logLikelihoodRatio, Math.log(1.8) + Math.log(0.2), 1e-12)
  near(p, 0.5, 1e-12) // one with, one against: in the middle of what a coin does
  const answers = Array.from({ length: 20 }, () => own('Trams', 'supports', 0.8))
  near(againstPropensities(answers).p, 3.872108e-6, 1e-11) // scipy 1.17.1: norm.sf(20 ** 0.5)
  assert.equal(againstPropensities([own('Trams', 'supports')]).p, 1)
})

test('againstPropensities(answers) rejects as many coins as its level says', () => {
  const random = seededRandom(11)
  const shares = Array.from({ length: 140 }, () => 0.1 + 0.8 * random.share())
  const coins = Array.from({ length: 5000 }, () =>
    againstPropensities(shares.map((share) => own('Trams', random.share() < 0.5 ? 'supports' : 'opposes', share))),
  )
  const rejected = coins.filter(({ p }) => p <= 0.01).length / coins.length
  assert.ok(Math.abs(rejected - 0.01) < 0.0045, String(rejected))
})

const design = { topics: 28, questions: 5 }

/** The flags of somebody among five honest people who share their sides. */
async function flagsOf(manner: Manner, seed: number, questions = design) {
  const random = seededRandom(seed)
  const shared = Array.from({ length: questions.topics }, () => (random.share() < 0.5 ? 'supports' : 'opposes') as Side)
  const manners = {
    them: manner,
    a: honest(shared),
    b: honest(shared),
    c: honest(shared),
    d: honest(shared),
    e: honest(shared),
  }
  const records = Object.entries(manners).flatMap(([name, one]) => answersBy(name, questions, { manner: one, random }))
  const report = await flagRespondents([sourceOf(records)])
  const flags = report.flagged.find(({ respondent }) => respondent === 'them')?.flags ?? []
  return { report, flag: flags.find(({ rule }) => rule === 'near-random') }
}

test('near-random flags who tosses a coin, with both tests and the bound on false alarms', async () => {
  const { flag } = await flagsOf(tossesCoin, 21)
  const { answers, topics, minority = 0, pOwnSide = 0, pPropensities = 0 } = flag?.evidence ?? {}
  assert.deepEqual([answers, topics], [140, 28])
  assert.ok(minority > 36 && pOwnSide > 0.01 && pPropensities > 0.01)
  near(flag?.falseAlarmRate, 1e-4, 5e-5)
})

test('near-random spares who keeps to sides of their own, whatever others say', async () => {
  assert.equal((await flagsOf(alwaysSupports, 22)).flag, undefined)
  const sides = Array.from({ length: 28 }, (_, n): Side => (n % 2 ? 'supports' : 'opposes'))
  assert.equal((await flagsOf(honest(sides), 23)).flag, undefined)
})

test('near-random spares who divides on each topic, but as others do', async () => {
  const divided = Array.from({ length: 140 }, (_, n) => own(`Topic ${n % 28}`, n % 3 ? 'supports' : 'opposes'))
  assert.ok(ownSides(divided).minority > 36) // by that alone, a coin
  const records = ['a', 'b', 'c', 'd', 'e', 'f'].flatMap((respondent) =>
    divided.map(({ topic, stance }, n) => answer({ respondent, topic, stance, original: `Question ${n}?` })),
  )
  const report = await flagRespondents([sourceOf(records)])
  assert.deepEqual([report.rules.at(-1)?.rule, report.rules.at(-1)?.appliedTo], ['near-random', 6])
  assert.deepEqual(report.flagged, [])
})

test('near-random is applied from 13 topics of 5 questions on, and never to topics of one question', async () => {
  const tooOften = 'honest people would be flagged too often, with a chance over 0.05'
  const cases = [
    [12, 5, tooOften],
    [13, 5, undefined],
    [200, 1, 'nobody answered two questions on a topic'],
  ] as const
  for (const [topics, questions, why] of cases) {
    const { report } = await flagsOf(tossesCoin, 24, { topics, questions })
    const rule = report.rules.find((one) => one.rule === 'near-random')
    assert.deepEqual([rule?.applied, rule?.why], [why === undefined, why], `${topics} x ${questions}`)
  }
})

test('near-random states more false alarms for honest people who are less dependable', async () => {
  const records = answersBy('p1', design, { manner: tossesCoin, random: seededRandom(25) })
  const rates = [0.75, 0.8, 0.9].map(async (dependability) => {
    const { rules } = await flagRespondents([sourceOf(records)], { dependability })
    return rules.find(({ rule }) => rule === 'near-random')?.falseAlarmRate
  })
  const [least, less = 0, more = 1] = await Promise.all(rates)
  assert.equal(least, undefined)
  assert.ok(less > 10 * more)
})
