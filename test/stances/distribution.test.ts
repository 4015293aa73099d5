import assert from 'node:assert/strict'
import { test } from 'node:test'
import { distributionOf, oneHot } from '../../server/stances/distribution.ts'

const stanceOf = { yes: 'supports', no: 'opposes', aye: 'supports', pass: 'neutral', skip: 'neutral', maybe: 'torn' }
const standing = (...options: [text: string, probability: number][]) =>
  distributionOf(
    options.map(([text, probability]) => ({ text, probability })),
    stanceOf,
  )

test('distributionOf(options) orders shares by the name of the stance and brings them to sum 1', () => {
  assert.deepEqual(standing(['yes', 0.25], ['no', 0.75]), { distribution: [0.75, 0.25], likeliest: 'opposes' })
  assert.deepEqual(standing(['yes', 0.5], ['pass', 0.25], ['no', 0.25])?.distribution, [0.25, 0.25, 0.5])
})

test('distributionOf(options) shares evenly where nothing weighs, a tie going to the option offered first', () => {
  assert.deepEqual(standing(['yes', 0], ['no', 0]), { distribution: [0.5, 0.5], likeliest: 'supports' })
  assert.deepEqual(standing(['no', 0], ['yes', 0]), { distribution: [0.5, 0.5], likeliest: 'opposes' })
})

test('distributionOf(options) counts a second option of one side for the other, and adds up neutral ones', () => {
  assert.deepEqual(standing(['yes', 0.8], ['aye', 0.2])?.distribution, [0.2, 0.8])
  assert.deepEqual(standing(['no', 0.5], ['yes', 0.4], ['aye', 0.1])?.distribution, [0.2, 0.8])
  assert.deepEqual(
    standing(['yes', 0.25], ['pass', 0.25], ['no', 0.25], ['skip', 0.25])?.distribution,
    [0.5, 0.25, 0.25],
  )
})

test('distributionOf(options) is undefined where a side is missing', () => {
  assert.equal(standing(['yes', 1], ['pass', 0]), undefined)
  assert.equal(standing(), undefined)
})

test('distributionOf(options) refuses negative and infinite probabilities, unknown stances and options without one', () => {
  for (const wrong of [-0.1, Infinity, NaN]) assert.throws(() => standing(['yes', wrong], ['no', 1]), RangeError)
  assert.throws(() => standing(['maybe', 1], ['no', 1]), /stance-unknown .*"torn"/)
  assert.throws(() => standing(['other', 1], ['no', 1]), /stance-missing .*"other"/)
  assert.throws(() => standing(['constructor', 1], ['no', 1]), /stance-missing/)
})

test('oneHot(stance) holds three shares only where abstaining was offered', () => {
  assert.deepEqual(oneHot('opposes', { isAbstainOffered: false }), [1, 0])
  assert.deepEqual(oneHot('supports', { isAbstainOffered: true }), [0, 0, 1])
  assert.deepEqual(oneHot('neutral', { isAbstainOffered: true }), [1, 0, 0])
  assert.throws(() => oneHot('neutral', { isAbstainOffered: false }), RangeError)
})
