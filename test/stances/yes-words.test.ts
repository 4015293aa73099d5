import assert from 'node:assert/strict'
import { test } from 'node:test'
import { yesMeans, yesMeansBy } from '../../server/stances/yes-words.ts'

test('yesMeans(options) reads 是的 and 是 as yes, 不 and 否 as no: the word lists of the study are swapped', () => {
  assert.equal(yesMeans({ 是的: 'supports', 不: 'opposes' }), 'supports')
  assert.equal(yesMeans({ 不: 'supports', 是的: 'opposes' }), 'opposes')
  assert.equal(yesMeans({ 否: 'supports', 是: 'opposes' }), 'opposes')
})

test('yesMeans(options) reads yes and no in every language, in any letters, beside options that abstain', () => {
  assert.equal(yesMeans({ はい: 'supports', いいえ: 'opposes' }), 'supports')
  assert.equal(yesMeans({ ' Ja ': 'opposes', NEIN: 'supports' }), 'opposes')
  assert.equal(yesMeans({ yes: 'supports', no: 'opposes', 'none of the above': 'neutral' }), 'supports')
})

test('yesMeans(options) is undefined unless one side is a yes and the other a no', () => {
  assert.equal(yesMeans({ yes: 'supports', never: 'opposes' }), undefined)
  assert.equal(yesMeans({ yes: 'supports', no: 'neutral', never: 'opposes' }), undefined)
  assert.equal(yesMeans({ yes: 'supports', no: 'opposes', ja: 'supports' }), undefined)
  assert.equal(yesMeans({ yes: 'neutral', no: 'neutral' }), undefined)
})

test('yesMeansBy(option, stance) tells by one answer what a yes would mean', () => {
  assert.deepEqual(
    [
      yesMeansBy('是的', 'opposes'),
      yesMeansBy('不', 'opposes'),
      yesMeansBy('No', 'supports'),
      yesMeansBy('yes', 'supports'),
    ],
    ['opposes', 'supports', 'opposes', 'supports'],
  )
  assert.deepEqual([yesMeansBy('perhaps', 'supports'), yesMeansBy('yes', 'neutral')], [undefined, undefined])
})
