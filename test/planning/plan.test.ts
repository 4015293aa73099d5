import assert from 'node:assert/strict'
import { test } from 'node:test'
import { publishedSources } from '../../server/consistency/published-source.ts'
import { askedOrigin } from '../../server/planning/asked.ts'
import { type Plan, plan } from '../../server/planning/plan.ts'
import { statedOrigin } from '../../server/planning/stated.ts'
import { near } from '../statistics/near.ts'

const small = statedOrigin({ keeps: 0.85, questions: 5, units: 4 })
const planned = (wanted: Plan['wanted'], changes: Partial<Parameters<typeof plan>[1]> = {}) =>
  plan(small, { wanted, seed: 1, studies: 40, ...changes })

test('plan(origin, options) asks for more people the narrower the interval is to be, and keeps to the width', () => {
  const widths = [0.2, 0.15, 0.1, 0.07]
  const proposals = widths.map((width) => planned({ width }).proposal)
  const sizes = proposals.map(({ peoplePerUnit }) => peoplePerUnit)
  assert.deepEqual(
    sizes,
    sizes.toSorted((one, other) => one - other),
  )
  assert.equal(new Set(sizes).size, widths.length)
  proposals.forEach(({ expectedWidth, peoplePerUnit, people, answers }, n) => {
    assert.ok(expectedWidth <= (widths[n] ?? 0))
    assert.deepEqual([people, answers], [peoplePerUnit * 4, peoplePerUnit * 20])
    const before = expectedWidth * Math.sqrt(peoplePerUnit / (peoplePerUnit - 1))
    assert.ok(before > (widths[n] ?? 0) * 0.995, 'one person fewer would not do')
  })
})

test('plan(origin, options) asks for more people the surer a study is to be, or the smaller what it is to tell apart', () => {
  const sizes = (all: readonly Plan['wanted'][]) => all.map((wanted) => planned(wanted).proposal.peoplePerUnit)
  for (const [less, more] of [
    sizes([
      { power: 0.6, difference: -0.08 },
      { power: 0.9, difference: -0.08 },
    ]), // prettier-ignore
    sizes([
      { power: 0.8, difference: -0.12 },
      { power: 0.8, difference: -0.06 },
    ]), // prettier-ignore
    sizes([
      { power: 0.8, equivalence: 0.12 },
      { power: 0.8, equivalence: 0.06 },
    ]), // prettier-ignore
  ]) {
    assert.ok(less !== undefined && more !== undefined && less < more, `${less} ${more}`)
  }
  const { power = 0, powerError = 1 } = planned({ power: 0.8, difference: 0.06 }).proposal
  assert.ok(power >= 0.8)
  near(powerError, Math.sqrt((power * (1 - power)) / 40), 1e-12)
})

test('plan(origin, options) never proposes fewer than two people a unit, or than an interval takes', () => {
  assert.equal(planned({ width: 2 }).proposal.peoplePerUnit, 2)
  const one = statedOrigin({ keeps: 0.7, questions: 5, units: 1 })
  const { proposal, table } = plan(one, { wanted: { width: 2 }, seed: 1, studies: 40 })
  assert.equal(proposal.peoplePerUnit, 5)
  assert.deepEqual(
    table.map(({ peoplePerUnit, expectedWidth }) => [peoplePerUnit, expectedWidth !== undefined]),
    [
      [3, false],
      [5, true],
      [10, true],
      [20, true],
      [50, true],
    ], // prettier-ignore
  )
})

test('plan(origin, options) refuses what 1,000 people per unit do not reach, and tells what they do', () => {
  assert.throws(
    () => planned({ width: 0.001 }),
    /^InputProblem: --width: expected a width of at least 0\.0106, which 1000 people per unit reach$/,
  )
  assert.throws(
    () => planned({ power: 0.8, difference: -0.001 }),
    /^InputProblem: --power: expected a power of at most 0\.0\d\d, which 1000 people per unit reach$/,
  )
  assert.throws(() => planned({ power: 0.8, equivalence: 0.001 }), /--power: expected a power of at most 0\.000/)
})

test('plan(origin, options) aims at the total of the population, and tells the design', async () => {
  const origin = await askedOrigin(publishedSources('published:human-topic'))
  const { design, proposal, wanted, seed } = plan(origin, { wanted: { width: 0.07 }, seed: 3, studies: 20 })
  near(proposal.expectedFigure, 0.296119)
  assert.deepEqual([wanted, seed, proposal.studies], [{ width: 0.07 }, 3, 20])
  assert.deepEqual([design.units, design.answersPerPerson], [28, { least: 3, most: 5 }])
})

test('plan(origin, options) gives the same plan for the same seed, and another for another', () => {
  const wanted = { power: 0.8, difference: -0.08 }
  assert.deepEqual(planned(wanted), planned(wanted))
  const widthOf = (seed: number) => planned(wanted, { seed }).proposal.expectedWidth
  assert.notEqual(widthOf(1), widthOf(2))
})

test('plan(origin, options) puts the proposal within the range of other populations, which is wider for few people', () => {
  const { range, proposal } = planned({ width: 0.07 })
  assert.deepEqual([range.middle, range.populations], [1, 2])
  assert.ok(range.low <= proposal.peoplePerUnit && proposal.peoplePerUnit <= range.high)
  // keeping to a side in 80 of 100 answers varies less from person to person than 85, and 90 less still
  const exactly = (keeps: number) =>
    plan(statedOrigin({ keeps, questions: 5, units: 4 }), { wanted: { width: 0.07 }, seed: 1, studies: 40 }).proposal
      .peoplePerUnit
  const ends = [exactly(0.8), exactly(0.9), proposal.peoplePerUnit]
  assert.ok(Math.abs(range.low - Math.min(...ends)) <= 1, `${range.low} ${ends}`)
  assert.ok(Math.abs(range.high - Math.max(...ends)) <= 1, `${range.high} ${ends}`)
})

test('plan(origin, options) adds up what people cost, with the fee on top, also at the ends of the range', () => {
  const pay = { pay: 1.5, minutes: 4, fee: 1 / 3, currency: 'EUR' }
  const { proposal, range, table, pay: terms } = planned({ width: 0.1 }, { pay })
  assert.deepEqual(terms, { currency: 'EUR', perPerson: 1.5, minutes: 4, feeShare: 1 / 3, hourlyWage: 22.5 })
  for (const [size, cost] of [
    [proposal.peoplePerUnit, proposal.cost],
    [range.low, range.cost?.low],
    [range.high, range.cost?.high],
    ...table.map((row) => [row.peoplePerUnit, row.cost] as const),
  ] as const) {
    assert.deepEqual(cost, { pay: size * 4 * 1.5, fee: size * 2, total: size * 8 })
  }
  const cents = planned({ width: 0.1 }, { pay: { ...pay, pay: 0.07, fee: 0.05 } }).table[0]?.cost
  assert.deepEqual(cents, { pay: 0.84, fee: 0.04, total: 0.88 })
  const { pay: none, proposal: free } = planned({ width: 0.1 })
  assert.deepEqual([none, free.cost], [undefined, undefined])
})

test('plan(origin, options) gives widths of other sizes that simulated studies of that size have, too', () => {
  const { table } = planned({ width: 0.1 }, { studies: 60 })
  const width = table.find(({ peoplePerUnit }) => peoplePerUnit === 10)?.expectedWidth ?? 0
  const own = planned({ width: width * 1.005 }, { studies: 60 }).proposal
  assert.equal(own.peoplePerUnit, 10)
  near(own.expectedWidth / width, 1, 0.01)
})

test('plan(origin, options) says what it rests on and what it does not promise', async () => {
  const published = await askedOrigin(publishedSources('published:human-topic'))
  const { restsOn, doesNotPromise } = plan(published, { wanted: { width: 0.2 }, seed: 1, studies: 10 })
  assert.match(restsOn[0] ?? '', /84 people of the published study \(published:human-topic\), 3 to a unit/)
  assert.match(restsOn[1] ?? '', /^As many people count in every unit: whoever breaks off/)
  assert.match(doesNotPromise.join(), /every single study.*single topic.*other topics/)
  assert.match(planned({ width: 0.2 }).restsOn[0] ?? '', /^Nobody was asked: .* 5 questions .* probability 0\.85/)
  assert.match(planned({ power: 0.8, difference: -0.1 }).doesNotPromise[0] ?? '', /difference is as large/)
  assert.match(planned({ power: 0.8, equivalence: 0.1 }).doesNotPromise[0] ?? '', /exactly the true one/)
})
