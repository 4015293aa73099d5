import assert from 'node:assert/strict'
import { test } from 'node:test'
import { binomialDraw } from '../../server/statistics/binomial-draw.ts'
import { logFactorial } from '../../server/statistics/log-factorial.ts'
import { derivedSeed, seededRandom } from '../../server/statistics/seeded-random.ts'
import { near } from './near.ts'

const draws = 200_000

/** Pearson's statistic over the outcomes expected at least ten times, and how many these are. */
function misfit(trials: number, probability: number): { statistic: number; outcomes: number } {
  const random = seededRandom(20260301)
  const seen = new Array<number>(trials + 1).fill(0)
  for (let n = 0; n < draws; n++) {
    const drawn = binomialDraw(trials, probability, random)
    seen[drawn] = (seen[drawn] ?? NaN) + 1
  }
  const expected = seen.map((_, k) => {
    const ways = logFactorial(trials) - logFactorial(k) - logFactorial(trials - k)
    return draws * Math.exp(ways + k * Math.log(probability) + (trials - k) * Math.log1p(-probability))
  })
  const terms = expected.flatMap((count, k) => (count < 10 ? [] : [((seen[k] ?? NaN) - count) ** 2 / count]))
  return { statistic: terms.reduce((sum, term) => sum + term, 0), outcomes: terms.length }
}

test('binomialDraw(trials, probability, random) follows the binomial distribution on both its ways', () => {
  for (const [trials, probability] of [
    [5, 0.3],
    [40, 0.2],
    [30, 0.5],
    [200, 0.1],
    [1000, 0.73],
    [100_000, 0.0002],
  ] as const) {
    const { statistic, outcomes } = misfit(trials, probability)
    const bound = outcomes + 4 * Math.sqrt(2 * outcomes) // four standard deviations above the mean of chi-square
    assert.ok(statistic < bound, `${trials} x ${probability}: ${statistic} over ${outcomes} outcomes`)
  }
})

test('binomialDraw(trials, probability, random) knows the sure outcomes', () => {
  const random = seededRandom(1)
  const draw = (trials: number, probability: number) => binomialDraw(trials, probability, random)
  assert.deepEqual([draw(7, 0), draw(7, 1), draw(0, 0.5)], [0, 7, 0])
})

test('logFactorial(n) matches exact values on both sides of its table', () => {
  near(logFactorial(3), Math.log(6), 1e-14)
  near(logFactorial(20), Math.log(2432902008176640000), 1e-12)
  near(logFactorial(17) - logFactorial(16), Math.log(17), 1e-12)
})

test('seededRandom(seed) repeats its stream for the same seed and not for the next one', () => {
  const stream = (seed: number) => {
    const random = seededRandom(seed)
    return [random.share(), random.share(), random.place(1000)]
  }
  assert.deepEqual(stream(7), stream(7))
  assert.notDeepEqual(stream(7), stream(8))
})

test('seededRandom(seed) is uniform: each tenth is drawn about equally often', () => {
  const random = seededRandom(3)
  const tenths = new Array<number>(10).fill(0)
  for (let n = 0; n < 100_000; n++) {
    for (const tenth of [random.place(10), Math.floor(random.share() * 10)]) tenths[tenth] = (tenths[tenth] ?? NaN) + 1
  }
  for (const count of tenths) near(count, 20_000, 500)
})

test('derivedSeed(parts) tells parts, their order and their borders apart', () => {
  const seeds = [
    [1, 'topic'],
    [2, 'topic'],
    [1, 'paraphrase'],
    ['topic', 1],
    [1, 'top', 'ic'],
  ].map(derivedSeed)
  assert.equal(new Set(seeds).size, seeds.length)
  assert.equal(derivedSeed([1, 'topic']), derivedSeed([1, 'topic']))
})
