import assert from 'node:assert/strict'
import { test } from 'node:test'
import { answerSplits } from '../../server/statistics/answer-splits.ts'
import { everySequence, propensitiesOf } from './answer-sequences.ts'
import { near } from './near.ts'

test('answerSplits(propensities) adds up the chances of all sequences of answers that fall alike', () => {
  for (const [questions, stances] of [
    [9, 2],
    [6, 3],
    [1, 3],
  ] as const) {
    const propensities = propensitiesOf(questions, stances)
    const expected = new Map<string, number>()
    for (const { answers, chance } of everySequence(propensities)) {
      const key = `${Array.from({ length: stances }, (_, stance) => answers.filter((one) => one === stance).length)}`
      expected.set(key, (expected.get(key) ?? 0) + chance)
    }
    const splits = answerSplits(propensities)
    assert.deepEqual(splits.map(({ counts }) => `${counts}`).sort(), [...expected.keys()].sort())
    for (const { counts, chance } of splits) near(chance, expected.get(`${counts}`) ?? NaN, 1e-15)
  }
})

test('answerSplits(propensities) is multinomial where all questions are alike', () => {
  const shares = [0.2, 0.3, 0.5]
  const factorial = (n: number): number => (n < 2 ? 1 : n * factorial(n - 1))
  const splits = answerSplits(Array.from({ length: 30 }, () => shares))
  assert.equal(splits.length, (32 * 31) / 2)
  for (const { counts, chance } of splits) {
    const terms = counts.map((count, stance) => (shares[stance] ?? NaN) ** count / factorial(count))
    near(chance / (factorial(30) * terms.reduce((product, term) => product * term)), 1, 1e-12)
  }
})

test('answerSplits(propensities) leaves out what cannot happen', () => {
  assert.deepEqual(answerSplits([[0, 1, 0]]), [{ counts: [0, 1, 0], chance: 1 }])
  const twice = [
    [1, 0],
    [0.5, 0.5],
  ]
  assert.deepEqual(answerSplits(twice), [
    { counts: [1, 1], chance: 0.5 },
    { counts: [2, 0], chance: 0.5 },
  ])
  assert.deepEqual(answerSplits([]), [{ counts: [], chance: 1 }])
})

test('answerSplits(propensities) refuses rows of different length', () => {
  assert.throws(() => answerSplits([[1, 0], [1]]), RangeError)
})
