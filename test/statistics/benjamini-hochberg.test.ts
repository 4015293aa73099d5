import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { benjaminiHochberg } from '../../server/statistics/benjamini-hochberg.ts'
import { near } from './near.ts'

/** Fifteen tests of a trial of thrombolysis after myocardial infarction, Benjamini and Hochberg (1995), section 4. */
const infarction = [
  0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.324, 0.4262, 0.5719, 0.6528, 0.759, 1,
]

/** scipy 1.17.1, stats.false_discovery_control. */
const adjusted = [
  0.0015, 0.003, 0.0095, 0.035625, 0.0603, 0.06385714285714286, 0.06385714285714286, 0.0645, 0.0765, 0.486,
  0.5811818181818181, 0.714875, 0.7532307692307693, 0.8132142857142857, 1,
]

test('benjaminiHochberg(pValues) rejects the four that the paper rejects, and gives the figures of scipy', () => {
  const found = benjaminiHochberg(infarction)
  assert.equal(found.filter((p) => p <= 0.05).length, 4)
  near(found, adjusted, 1e-12)
})

test('benjaminiHochberg(pValues) answers in the order given', () => {
  const order = [7, 2, 14, 0, 9, 5, 12, 1, 6, 13, 3, 11, 8, 4, 10]
  near(
    benjaminiHochberg(order.map((n) => infarction[n] ?? NaN)),
    order.map((n) => adjusted[n] ?? NaN),
    1e-12,
  )
})

test('benjaminiHochberg(pValues) rejects at every level what the rule of the paper rejects', () => {
  const pValues = fc.array(fc.integer({ min: 0, max: 1000 }), { minLength: 1, maxLength: 12 })
  const rule = fc.property(pValues, fc.integer({ min: 1, max: 99 }), (thousandths, hundredths) => {
    const sorted = thousandths.toSorted((a, b) => a - b)
    const last = sorted.findLastIndex((p, n) => p * sorted.length <= (n + 1) * hundredths * 10)
    const found = benjaminiHochberg(thousandths.map((p) => p / 1000))
    assert.equal(found.filter((p) => p <= hundredths / 100 + 1e-12).length, last + 1)
    assert.ok(found.every((p, n) => p <= 1 && p >= (thousandths[n] ?? NaN) / 1000))
  })
  fc.assert(rule, { seed: 1995, numRuns: 500 })
})

test('benjaminiHochberg(pValues) leaves a single one as it is, and gives none for none', () => {
  assert.deepEqual(benjaminiHochberg([0.03]), [0.03])
  assert.deepEqual(benjaminiHochberg([]), [])
})

test('benjaminiHochberg(pValues) refuses what is no p-value', () => {
  for (const p of [-0.1, 1.1, NaN]) assert.throws(() => benjaminiHochberg([0.5, p]), RangeError)
})
