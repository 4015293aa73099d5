import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  type PermutationTest,
  type Stratum,
  type Summed,
  signFlipTest,
  stratifiedPermutation,
} from '../../server/statistics/permutation-test.ts'
import { type SeededRandom, seededRandom } from '../../server/statistics/seeded-random.ts'
import { near } from './near.ts'

const ones = (...values: number[]): Summed[] => values.map((sum) => ({ sum, count: 1 }))

const refuse = () => assert.fail('a number was drawn')
const undrawn = { permutations: 99, random: { share: refuse, place: refuse } }

function answered(result: PermutationTest | { readonly undefined: string }): PermutationTest {
  assert.ok('p' in result, JSON.stringify(result))
  return result
}

/** Every way to say who belongs to the first group, of as many in each stratum as there are. */
function everyLabelling([stratum, ...others]: readonly Stratum[]): [Summed[], Summed[]][] {
  if (!stratum) return [[[], []]]
  const people = [...stratum.first, ...stratum.second]
  const masks = Array.from({ length: 2 ** people.length }, (_, mask) => people.map((_, n) => (mask >> n) % 2 === 1))
  const labellings = masks.filter((mask) => mask.filter((isFirst) => isFirst).length === stratum.first.length)
  return labellings.flatMap((mask) =>
    everyLabelling(others).map(([first, second]): [Summed[], Summed[]] => [
      [...people.filter((_, n) => mask[n]), ...first],
      [...people.filter((_, n) => !mask[n]), ...second],
    ]),
  )
}

function ratio(people: readonly Summed[]): number {
  return people.reduce((total, { sum }) => total + sum, 0) / people.reduce((total, { count }) => total + count, 0)
}

function byHand(strata: readonly Stratum[]): { p: number; permutations: number } {
  const seen = ratio(strata.flatMap(({ first }) => first)) - ratio(strata.flatMap(({ second }) => second))
  const all = everyLabelling(strata).map(([first, second]) => ratio(first) - ratio(second))
  const far = all.filter((difference) => Math.abs(difference) > Math.abs(seen) - 1e-9).length
  return { p: far / all.length, permutations: all.length }
}

test('stratifiedPermutation(strata) finds 2 of 20 ways where two threes are apart, without drawing a number', () => {
  const strata = [{ first: ones(0.1, 0.2, 0.3), second: ones(0.4, 0.5, 0.6) }]
  assert.deepEqual(stratifiedPermutation(strata, undrawn), { p: 0.1, permutations: 20, method: 'exact' })
})

test('stratifiedPermutation(strata) agrees with plain enumeration over strata, sums with counts, and groups alone', () => {
  const random = seededRandom(11)
  const people = (size: number, level: number): Summed[] =>
    Array.from({ length: size }, () => {
      const count = 1 + random.place(4)
      return { sum: count * (level + random.share()), count }
    })
  for (const sizes of [
    [[3, 4]],
    [[5, 2]],
    [
      [2, 3],
      [3, 1],
    ],
    [
      [2, 2],
      [0, 3],
      [2, 0],
      [1, 3],
    ],
  ]) {
    const strata = sizes.map(([one = 0, other = 0], n) => ({ first: people(one, n / 2), second: people(other, n / 2) }))
    const { p, permutations, method } = answered(stratifiedPermutation(strata, undrawn))
    const expected = byHand(strata)
    near([p, permutations], [expected.p, expected.permutations], 1e-12)
    assert.equal(method, 'exact')
  }
})

test('stratifiedPermutation(strata) counts arrangements that tie but for rounding', () => {
  const strata = [{ first: ones(0.1, 0.2, 0.3), second: ones(0.3, 0.2, 0.1, 0.7) }]
  near(answered(stratifiedPermutation(strata, undrawn)).p, byHand(strata).p, 1e-12)
})

test('stratifiedPermutation(strata) looks at 10,000 arrangements, and draws where there are more', () => {
  const among = (size: number) => [{ first: ones(1), second: ones(...Array<number>(size - 1).fill(0)) }]
  const few = { permutations: 4, random: seededRandom(1) }
  assert.deepEqual(stratifiedPermutation(among(10_000), undrawn), { p: 1e-4, permutations: 10_000, method: 'exact' })
  assert.deepEqual(stratifiedPermutation(among(10_001), few), { p: 0.2, permutations: 4, method: 'sampled' })
})

test('stratifiedPermutation(strata) draws a p within four standard errors of the one by enumeration', () => {
  const random = seededRandom(5)
  const people = (size: number, level: number) => ones(...Array.from({ length: size }, () => level + random.share()))
  for (const strata of [
    [{ first: people(7, 0.2), second: people(9, 0) }],
    [
      { first: people(6, 0), second: people(4, 0.2) },
      { first: people(3, 2), second: people(7, 2.2) },
    ],
  ]) {
    const { p: exact } = byHand(strata)
    const { p, method } = answered(stratifiedPermutation(strata, { permutations: 20_000, random: seededRandom(2) }))
    assert.equal(method, 'sampled')
    near(p, exact, 4 * Math.sqrt((exact * (1 - exact)) / 20_000))
  }
})

test('stratifiedPermutation(strata) is the same for the same seed, and leaves its people in their order', () => {
  const strata = [{ first: ones(1, 2, 3, 4, 5, 6, 7, 8, 9), second: ones(3, 4, 5, 6, 7, 8, 9, 10, 11) }]
  const copy = structuredClone(strata)
  const drawn = (seed: number) => stratifiedPermutation(strata, { permutations: 999, random: seededRandom(seed) })
  assert.deepEqual(drawn(1), drawn(1))
  assert.notDeepEqual(drawn(1), drawn(2))
  assert.deepEqual(strata, copy)
})

const repetitions = 1000

/** Share of tests with p up to 0.05; four standard errors around it is what 1,000 repetitions tell. */
function rejections(testOnce: (random: SeededRandom) => PermutationTest): number {
  const random = seededRandom(20260301)
  let rejected = 0
  for (let n = 0; n < repetitions; n++) rejected += Number(testOnce(random).p <= 0.05)
  return rejected / repetitions
}
const fourErrors = 4 * Math.sqrt((0.05 * 0.95) / repetitions)

test('stratifiedPermutation(strata) is wrong one time in twenty, though strata differ in level and make-up', () => {
  const found = rejections((random) => {
    const people = (size: number, level: number): Summed[] =>
      Array.from({ length: size }, () => {
        const count = 1 + random.place(3)
        return { sum: count * (level + random.share()), count }
      })
    const strata = [
      { first: people(12, 0), second: people(6, 0) },
      { first: people(5, 5), second: people(11, 5) },
    ]
    return answered(stratifiedPermutation(strata, { permutations: 199, random }))
  })
  near(found, 0.05, fourErrors)
})

test('signFlipTest(differences) is wrong one time in twenty, and right where differences are on one side', () => {
  const test = (centre: number) =>
    rejections((random) => {
      const differences = Array.from({ length: 16 }, () => random.share() - 0.5 + centre)
      return answered(signFlipTest(differences, { permutations: 199, random }))
    })
  near(test(0), 0.05, fourErrors)
  assert.ok(test(0.4) > 0.99)
})

test('signFlipTest(differences) tries all signs of up to 13, without drawing a number', () => {
  assert.deepEqual(signFlipTest([1, 2, 3], undrawn), { p: 0.25, permutations: 8, method: 'exact' })
  assert.deepEqual(signFlipTest([0.1, 0.2, -0.3, 0], undrawn), { p: 1, permutations: 16, method: 'exact' })
  assert.deepEqual(signFlipTest([0.3, 0.1, 0.2, -0.1], undrawn), { p: 6 / 16, permutations: 16, method: 'exact' })
  assert.deepEqual(signFlipTest(Array<number>(13).fill(1), undrawn), {
    p: 2 / 8192,
    permutations: 8192,
    method: 'exact',
  })
})

test('signFlipTest(differences) comes to what Fisher found for the maize of Darwin', () => {
  // Fisher (1935), The Design of Experiments, sections 17 and 21: 863 of 32,768 totals are 314 or more, in eighths of an inch
  const maize = [49, -67, 8, 16, 6, 23, 28, 41, 14, 29, 56, 24, 75, 60, -48]
  const exact = (2 * 863) / 32_768
  const { p, permutations, method } = answered(signFlipTest(maize, { permutations: 99_999, random: seededRandom(8) }))
  assert.deepEqual([permutations, method], [99_999, 'sampled'])
  near(p, exact, 4 * Math.sqrt((exact * (1 - exact)) / 99_999))
  const signs = Array.from({ length: 2 ** 15 }, (_, mask) => maize.map((one, n) => ((mask >> n) % 2 ? one : -one)))
  assert.equal(signs.filter((all) => all.reduce((sum, one) => sum + one) >= 314).length, 863)
})

test('permutation tests say why there is nothing to exchange, and refuse a person without values', () => {
  const apart = [
    { first: ones(1), second: [] },
    { first: [], second: ones(2) },
  ]
  for (const strata of [[], apart]) {
    assert.deepEqual(stratifiedPermutation(strata, undrawn), { undefined: 'no stratum holds both groups' })
  }
  assert.deepEqual(signFlipTest([], undrawn), { undefined: 'there are no differences' })
  const empty = [{ first: [{ sum: 0, count: 0 }], second: ones(1) }]
  assert.throws(() => stratifiedPermutation(empty, undrawn), RangeError)
})
