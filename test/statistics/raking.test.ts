import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { type Margin, type PeopleToWeight, raked } from '../../server/statistics/raking.ts'
import { near } from './near.ts'

const margin = (shares: Record<string, number>): Margin => new Map(Object.entries(shares))
const margins = (...all: Record<string, number>[]) => all.map(margin)

/** A table as patterns of people: its rows and columns are the categories of two variables. */
function peopleOf(table: readonly (readonly number[])[]): PeopleToWeight & { times: number[] } {
  const cells = table.flatMap((row, i) => row.map((times, j) => ({ row: `${i}`, column: `${j}`, times })))
  return {
    categories: [cells.map(({ row }) => row), cells.map(({ column }) => column)],
    times: cells.map(({ times }) => times),
  }
}

function marginOf(totals: readonly number[]): Margin {
  const whole = totals.reduce((sum, total) => sum + total)
  return new Map(totals.map((total, place) => [`${place}`, total / whole]))
}

function rakedWell(people: PeopleToWeight, wanted: readonly Margin[]) {
  const result = raked(people, wanted)
  assert.ok('weights' in result, JSON.stringify(result))
  return result
}

/** Weighted share of a category, counted the slow way. */
function shareOf({ categories, times }: PeopleToWeight, weights: readonly number[], [v, name]: [number, string]) {
  let [part, whole] = [0, 0]
  weights.forEach((weight, n) => {
    const mass = weight * (times?.[n] ?? 1)
    whole += mass
    if (categories[v]?.[n] === name) part += mass
  })
  return part / whole
}

test('raked(people, margins) gives the published table of a worked example', () => {
  // The example of Wikipedia's article Iterative proportional fitting, with the digits that the documentation of
  // ProportionalFitting.jl prints for it (vankesteren/ProportionalFitting.jl, docs/src/index.md)
  const table = peopleOf([
    [40, 30, 20, 10],
    [35, 50, 100, 75],
    [30, 80, 70, 120],
    [20, 30, 40, 50],
  ])
  const published = [
    [64.5585, 46.2325, 35.3843, 3.82473],
    [49.9679, 68.1594, 156.499, 25.3742],
    [56.7219, 144.428, 145.082, 53.7673],
    [28.7516, 41.18, 63.0347, 17.0337],
  ].flat()
  const { weights } = rakedWell(table, [marginOf([150, 300, 400, 150]), marginOf([200, 300, 400, 100])])
  const cells = weights.map((weight, n) => ((weight * (table.times[n] ?? NaN)) / 800) * 1000)
  near(
    cells.map((cell, n) => cell / (published[n] ?? NaN)),
    cells.map(() => 1),
    5e-6,
  )
})

const share = fc.integer({ min: 1, max: 9 })
const cube = fc.record({
  times: fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 12, maxLength: 12 }),
  totals: fc.tuple(fc.tuple(share, share), fc.tuple(share, share, share), fc.tuple(share, share)),
})

// These two laws have one solution only: Csiszár (1975), doi:10.1214/aop/1176996454
test('raked(people, margins) meets every margin by one factor per category, in three variables', () => {
  const places = Array.from({ length: 12 }, (_, n) => [n % 2, Math.floor(n / 2) % 3, Math.floor(n / 6)] as const)
  const categories = [0, 1, 2].map((v) => places.map((place) => `${place[v]}`))
  const all = fc.property(cube, ({ times, totals }) => {
    const people = { categories, times }
    const { weights, gap } = rakedWell(people, totals.map(marginOf))
    assert.ok(gap <= 1e-9)
    totals.forEach((one, v) => {
      for (const [name, wanted] of marginOf(one)) near(shareOf(people, weights, [v, name]), wanted, 1.1e-9)
    })
    const logarithm = (a: number, b: number, c: number) => Math.log(weights[a + 2 * b + 6 * c] ?? NaN)
    for (const [a, b, c] of places) {
      const alone = logarithm(a, 0, 0) + logarithm(0, b, 0) + logarithm(0, 0, c) - 2 * logarithm(0, 0, 0)
      near(logarithm(a, b, c), alone, 1e-9)
    }
  })
  fc.assert(all, { seed: 1940, numRuns: 200 })
})

test('raked(people, margins) weights people one by one as it weights their patterns, with mean 1', () => {
  const table = peopleOf([
    [3, 1],
    [2, 6],
  ])
  const wanted = margins({ 0: 0.5, 1: 0.5 }, { 0: 0.3, 1: 0.7 })
  const patterns = rakedWell(table, wanted)
  const each = table.times.flatMap((count, n) => Array.from({ length: count }, () => n))
  const alone = rakedWell({ categories: table.categories.map((of) => each.map((n) => of[n] ?? '')) }, wanted)
  near(
    alone.weights,
    each.map((n) => patterns.weights[n] ?? NaN),
    1e-12,
  )
  near(alone.weights.reduce((sum, weight) => sum + weight) / 12, 1, 1e-12)
  assert.equal(alone.rounds, patterns.rounds)
})

test('raked(people, margins) leaves people alone who have the shares already, and needs one round for one variable', () => {
  const people = { categories: [['a', 'a', 'b']] }
  assert.deepEqual(rakedWell(people, margins({ a: 2 / 3, b: 1 / 3 })), { weights: [1, 1, 1], rounds: 0, gap: 0 })
  const { weights, rounds } = rakedWell(people, margins({ a: 0.5, b: 0.5 }))
  near(weights, [0.75, 0.75, 1.5], 1e-12)
  assert.equal(rounds, 1)
})

test('raked(people, margins) gives nobody of a category with share 0 a weight', () => {
  const people = { categories: [['a', 'b', 'c', 'a']], times: [1, 1, 1, 0] }
  near(rakedWell(people, margins({ a: 0.25, b: 0.75, c: 0 })).weights, [0.75, 2.25, 0, 0], 1e-12)
})

test('raked(people, margins) settles though margins are rounded to a few digits', () => {
  const people = peopleOf([
    [5, 2, 9],
    [4, 8, 3],
  ])
  const { weights } = rakedWell(people, margins({ 0: 0.49, 1: 0.51 }, { 0: 0.3333, 1: 0.3333, 2: 0.3333 }))
  near(shareOf(people, weights, [1, '2']), 1 / 3, 1e-8)
})

const outOfReach = { undefined: 'no weights reach these shares, as some combinations of categories have nobody' }

test('raked(people, margins) says so where cells without people put the shares out of reach', () => {
  const allWomenAreYoung = { categories: ['wmm', 'yyo'].map((of) => [...of]), times: [20, 30, 50] }
  assert.deepEqual(raked(allWomenAreYoung, margins({ w: 0.5, m: 0.5 }, { y: 0.3, o: 0.7 })), outOfReach)
  assert.ok('weights' in raked(allWomenAreYoung, margins({ w: 0.5, m: 0.5 }, { y: 0.6, o: 0.4 })))
  const nobodyIsOld = { categories: ['wm', 'yy'].map((of) => [...of]) }
  assert.deepEqual(raked(nobodyIsOld, margins({ w: 0.4, m: 0.6 }, { y: 0.9, o: 0.1 })), outOfReach)
  assert.deepEqual(raked(nobodyIsOld, margins({ w: 0, m: 1 }, { y: 0, o: 1 })), outOfReach)
})

test('raked(people, margins) says so where shares are reached at infinity alone, or later than allowed', () => {
  const women = { categories: ['wwm', 'yoo'].map((of) => [...of]) } // halves need old women to be none
  const halves = margins({ w: 0.5, m: 0.5 }, { y: 0.5, o: 0.5 })
  assert.deepEqual(raked(women, halves), { undefined: 'the shares were not reached in 1000 rounds' })
  const easy = margins({ w: 0.6, m: 0.4 }, { y: 0.5, o: 0.5 })
  assert.deepEqual(raked(women, easy, { rounds: 2 }), { undefined: 'the shares were not reached in 2 rounds' })
  const early = raked(women, easy, { gap: 0.05 })
  assert.ok('weights' in early && early.gap <= 0.05 && early.rounds < rakedWell(women, easy).rounds)
})

test('raked(people, margins) says that there are no people', () => {
  const nobody = { undefined: 'there are no people' }
  assert.deepEqual(raked({ categories: [[]] }, margins({ a: 1 })), nobody)
  assert.deepEqual(raked({ categories: [['a']], times: [0] }, margins({ a: 1 })), nobody)
})

test('raked(people, margins) refuses lengths that differ and categories that no margin names', () => {
  const one = margins({ a: 1 })
  assert.throws(() => raked({ categories: [['a'], ['a', 'a']] }, [...one, ...one]), /every variable for each person/)
  assert.throws(() => raked({ categories: [['a']], times: [1, 1] }, one), /every variable for each person/)
  assert.throws(() => raked({ categories: [['a']] }, []), /one margin for each variable/)
  assert.throws(() => raked({ categories: [['a', 'b']] }, one), /share for the category b/)
})
