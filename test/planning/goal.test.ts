import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { intervalAround } from '../../server/consistency/resampling.ts'
import { goalOf, type Wanted } from '../../server/planning/goal.ts'
import { near } from '../statistics/near.ts'

const figure = 0.3
const shares: readonly Wanted[] = [
  { power: 0.8, difference: -0.05 },
  { power: 0.8, difference: 0.05 },
  { power: 0.8, equivalence: 0.05 },
]

for (const wanted of [{ width: 0.05 }, ...shares]) {
  test(`goalOf(${JSON.stringify(wanted)}) has levels and standard errors that belong together`, () => {
    const goal = goalOf(wanted, figure)
    for (const level of 'width' in wanted ? [0.01, 0.2] : [0.3, 0.8, 0.99])
      near(goal.levelAt(goal.errorAt(level)), level)
  })
}

test('goalOf(wanted) knows textbook cases: 80 % power takes 2.8016 errors, 80 % equivalence 2.9264 to either side', () => {
  near(0.05 / goalOf({ power: 0.8, difference: -0.05 }, figure).errorAt(0.8), 1.959964 + 0.841621, 1e-5)
  near(0.05 / goalOf({ power: 0.8, equivalence: 0.05 }, figure).errorAt(0.8), 1.644854 + 1.281552, 1e-5)
  near(goalOf({ width: 0.05 }, figure).errorAt(0.05), 0.05 / 3.919928, 1e-6)
})

test('goalOf(wanted).spare(outcome) is from 0 exactly where the interval in closed form shows what it should', () => {
  const outcomes = fc.record({
    value: fc.double({ min: 0.1, max: 0.5, noNaN: true }),
    error: fc.double({ min: 0.002, max: 0.05, noNaN: true }),
  })
  for (const wanted of shares) {
    const { spare, counts } = goalOf(wanted, figure)
    const share = 'equivalence' in wanted ? 0.9 : 0.95
    fc.assert(
      fc.property(outcomes, ({ value, error }) => {
        const has = spare?.({ value, error }) ?? NaN
        fc.pre(Math.abs(has) > 1e-9)
        const interval = intervalAround(value, { error }, { unit: 'respondent', seed: 1, share })
        assert.equal(counts(interval), Number(has > 0))
      }),
      { seed: 5, numRuns: 1000 },
    )
  }
})

test('goalOf(wanted) refuses a difference to a figure that nobody could have', () => {
  assert.throws(
    () => goalOf({ power: 0.8, difference: -0.31 }, figure),
    /^InputProblem: --difference: expected a number from -0\.3000 to 0\.2641, as people are expected at 0\.3000$/,
  )
  assert.throws(() => goalOf({ power: 0.8, difference: 0.3 }, figure), /--difference/)
  goalOf({ power: 0.8, difference: -0.3 }, figure)
})
