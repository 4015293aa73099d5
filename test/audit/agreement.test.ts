import assert from 'node:assert/strict'
import { test } from 'node:test'
import { agreementOf } from '../../server/audit/agreement.ts'
import type { Figure } from '../../server/audit/figure.ts'
import { ratingsOf } from '../../server/audit/ratings.ts'
import { near } from '../statistics/near.ts'
import { sixPsychiatrists } from '../statistics/published-ratings.ts'
import { given, observers, times, valueIn } from './given-ratings.ts'

const nominal = { seed: 1, scale: 'nominal' } as const
const ordinal = { seed: 1, scale: 'ordinal' } as const
const boundsIn = (figure: Figure | undefined) =>
  figure && 'interval' in figure && 'low' in figure.interval ? [figure.interval.low, figure.interval.high] : []

test('agreementOf(ratings) gives the published figures of four observers with ratings missing', () => {
  const agreement = agreementOf(ratingsOf(observers), ordinal)
  assert.deepEqual(
    [agreement.items, agreement.comparedItems, agreement.raters, agreement.ratings, agreement.categories.length],
    [12, 11, 4, 41, 5],
  )
  near(valueIn(agreement.percent), 0.8181818, 1e-7) // these by irrCAC 1.0
  near(valueIn(agreement.gwetAc1), 0.77544, 1e-5)
  near(valueIn(agreement.krippendorffAlpha.nominal), 0.74342, 1e-5)
  near(valueIn(agreement.krippendorffAlpha.ordinal), 0.815, 5e-4) // Krippendorff (2011)
  assert.deepEqual(agreement.fleissKappa, { undefined: 'items have different numbers of raters' })
  assert.equal(agreement.cohenKappa, undefined)
})

test('agreementOf(ratings) says how each interval came about, and its bounds match numpy', () => {
  const rows = sixPsychiatrists.map((counts) => counts.flatMap((count, category) => times(count, category)))
  const { fleissKappa, gwetAc1, krippendorffAlpha } = agreementOf(given(rows), nominal)
  assert.ok('interval' in fleissKappa && 'low' in fleissKappa.interval)
  const { low, high, ...how } = fleissKappa.interval
  assert.deepEqual(how, { level: 0.95, method: 'percentile', resamples: 9999, unit: 'item' })
  near(valueIn(fleissKappa), 0.4139265, 1e-7)
  near([low, high], [0.2335, 0.5545], 0.01) // numpy 2.4, 100,000 resamples of whole patients
  near(boundsIn(gwetAc1), [0.301, 0.6185], 0.01)
  near(boundsIn(krippendorffAlpha.nominal), [0.2417, 0.5591], 0.01)
})

test('agreementOf(ratings) is the same in any order of the ratings, and its intervals differ with the seed', () => {
  const shuffled = observers.toSorted((a, b) => (a.rater + a.item < b.rater + b.item ? 1 : -1))
  const agreement = agreementOf(ratingsOf(observers), ordinal)
  assert.deepEqual(agreementOf(ratingsOf(shuffled), ordinal), agreement)
  const other = agreementOf(ratingsOf(observers), { ...ordinal, seed: 2 })
  assert.equal(valueIn(other.gwetAc1), valueIn(agreement.gwetAc1))
  assert.notDeepEqual(boundsIn(other.gwetAc1), boundsIn(agreement.gwetAc1))
})

test('agreementOf(ratings) draws for each figure from a stream of its own', () => {
  const rows = [...times(40, [0, 0]), ...times(25, [0, 1]), ...times(30, [1, 1])]
  const { krippendorffAlpha } = agreementOf(given(rows), ordinal)
  assert.equal(valueIn(krippendorffAlpha.nominal), valueIn(krippendorffAlpha.ordinal)) // two categories: the same figure
  assert.notDeepEqual(boundsIn(krippendorffAlpha.nominal), boundsIn(krippendorffAlpha.ordinal))
})

test('agreementOf(ratings) has the kappas of two raters over the items that both rated', () => {
  const rows = [...times(13, ['a', 'a']), ...times(20, ['b', 'b']), ...times(7, ['b', 'c']), ...times(4, ['c', 'b'])]
  const ratings = given([...rows, ...times(56, ['c', 'c']), ['a', undefined], [undefined, 'c']])
  const { cohenKappa, comparedItems, items } = agreementOf(ratings, ordinal)
  assert.deepEqual([items, comparedItems], [102, 100])
  near(valueIn(cohenKappa?.plain), 0.7964094, 1e-7) // irrCAC 1.0, cont3x3abstractors
  near(valueIn(cohenKappa?.quadratic), 0.8921569, 1e-7)
  near(boundsIn(cohenKappa?.plain), [0.68, 0.913], 0.02) // the same, for large samples
  const largeSample = cohenKappa?.largeSample
  assert.ok(largeSample && 'low' in largeSample)
  near([largeSample.low, largeSample.high], [0.68, 0.913], 0.004)
  assert.deepEqual(Object.keys(agreementOf(ratings, nominal).cohenKappa ?? {}), ['plain', 'largeSample'])
})

test('agreementOf(ratings) heeds the order of the categories it was given', () => {
  const rows = [
    ['low', 'low'],
    ['low', 'mid'],
    ['mid', 'high'],
    ['high', 'high'],
    ['high', 'mid'],
  ]
  const alpha = (categories: string[]) =>
    valueIn(agreementOf(given(rows, categories), ordinal).krippendorffAlpha.ordinal)
  assert.equal(alpha(['low', 'mid', 'high']), alpha(['high', 'mid', 'low']))
  assert.notEqual(alpha(['low', 'mid', 'high']), alpha(['mid', 'low', 'high']))
})

test('agreementOf(ratings) says why a figure does not exist', () => {
  const single = agreementOf(
    given([
      ['a', undefined],
      [undefined, 'b'],
    ]),
    ordinal,
  )
  const nothing = { undefined: 'no item has two ratings' }
  assert.deepEqual([single.percent, single.fleissKappa, single.gwetAc1], [nothing, nothing, nothing])
  assert.deepEqual(single.krippendorffAlpha, { nominal: nothing, ordinal: nothing })
  const apart = { undefined: 'no item was rated by both' }
  assert.deepEqual(single.cohenKappa, { plain: apart, largeSample: apart, linear: apart, quadratic: apart })

  const alike = agreementOf(given(times(4, ['a', 'a'])), nominal)
  const chance = { undefined: 'every rating is the same category: chance alone explains them' }
  assert.deepEqual([alike.fleissKappa, alike.gwetAc1, alike.krippendorffAlpha.nominal], [chance, chance, chance])
  assert.deepEqual(alike.cohenKappa, { plain: chance, largeSample: chance })
  assert.equal(valueIn(alike.percent), 1)
})

test('agreementOf(ratings) gives no interval where every resample gives the same value', () => {
  const { percent } = agreementOf(given(times(9, ['a', 'a', 'b'])), nominal)
  assert.deepEqual(percent, { value: 1 / 3, interval: { undefined: 'every resample gives the same value' } })
})

test('agreementOf(ratings) gives no interval where the figure is missing from too many resamples', () => {
  const { fleissKappa, percent } = agreementOf(given([...times(9, ['a', 'a']), ['a', 'b']]), nominal)
  assert.ok('interval' in fleissKappa && 'undefined' in fleissKappa.interval)
  // the tenth item, without which all ratings are alike, is drawn in all but 0.9^10 = 35 % of the resamples
  assert.match(fleissKappa.interval.undefined, /^the figure does not exist in 3[456] % of the resamples$/)
  assert.equal(boundsIn(percent).length, 2)
})

test('agreementOf(ratings) tells how many resamples were left out where they are few', () => {
  const { fleissKappa } = agreementOf(given([...times(95, ['a', 'a']), ...times(5, ['a', 'b'])]), nominal)
  assert.ok('interval' in fleissKappa && 'low' in fleissKappa.interval)
  near(fleissKappa.interval.leftOut, 9999 * 0.95 ** 100, 40)
})

test('ratingsOf(ratings) refuses a second rating of an item by a rater, and a category that is not known', () => {
  const one = { item: 'i', rater: 'r', category: 'a' }
  assert.throws(() => ratingsOf([one, { ...one, category: 'b' }]), RangeError)
  assert.throws(() => ratingsOf([one], ['b']), RangeError)
})

test('agreementOf(ratings) has no kappa over a table of more ratings than categories can be', () => {
  const free = Array.from({ length: 60 }, (_, n) =>
    ['a', 'b'].map((rater) => ({ item: `${n}`, rater, category: `${n}` })),
  )
  const { cohenKappa, percent } = agreementOf(ratingsOf(free.flat()), nominal)
  const reason = { undefined: 'more than 50 different ratings' }
  assert.deepEqual([cohenKappa, valueIn(percent)], [{ plain: reason, largeSample: reason }, 1])
})
