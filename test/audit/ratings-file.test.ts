import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readRatings } from '../../server/audit/ratings-file.ts'
import { givenFile } from '../commands/given-file.ts'
import { given } from './given-ratings.ts'

const rated = (...rows: string[]) => ['item,rater,rating', ...rows, ''].join('\n')

test('readRatings(file) reads the long form in any order of rows and columns, others left aside', async (t) => {
  const text = ['note,rating,item,rater', 'x,yes,i1,r0', ',no,i0,r1', '"said ""no""", no , i0 ,r0', ''].join('\n')
  const file = await givenFile(t, 'ratings.csv', text)
  const { items, ...ratings } = await readRatings(file)
  assert.deepEqual(items, [
    [0, 1],
    [2, 0],
  ])
  assert.deepEqual(ratings, { categories: ['no', 'yes'], raters: 2, pairs: [[0, 0]] })
  assert.deepEqual(
    ratings.pairs,
    given([
      ['no', 'no'],
      ['yes', undefined],
    ]).pairs,
  )
})

test('readRatings(file, categories) takes the columns from the categories, chosen or not', async (t) => {
  const file = await givenFile(t, 'ratings.csv', rated('i0,r0,yes', 'i0,r1,no'))
  assert.deepEqual((await readRatings(file, ['yes', 'perhaps', 'no'])).items, [[1, 0, 1]])
})

test('readRatings(file) refuses what it cannot use, and says where', async (t) => {
  const refused: [string, RegExp][] = [
    ['item,rater\ni0,r0\n', /line 1, field rating: expected this column$/],
    [rated('i0,r0,yes', 'i0,,no'), /line 3, field rater: expected a value here$/],
    [rated('i0,r0,yes', ' ,r1,no'), /line 3, field item: expected a value here$/],
    [rated('i0,r0,yes', 'i0,r1,'), /line 3, field rating: expected a value here$/],
    [rated('i0,r0,yes', 'i1,r1,no', 'i0,r0,no'), /line 4, field rater: expected one rating of i0 by r0$/],
    [rated('i0,r0,yes', 'i1,r0,no'), /field rater: expected at least two raters$/],
    [rated(), /field rater: expected at least two raters$/],
    ['', /field rater: expected at least two raters$/],
    [rated('i0,r0'), /line 2: expected as many cells as the header has$/],
  ]
  for (const [text, message] of refused) {
    await assert.rejects(readRatings(await givenFile(t, 'ratings.csv', text)), { name: 'InputProblem', message })
  }
  await assert.rejects(readRatings('/nowhere/ratings.csv'), /expected a file that can be read$/)
})

test('readRatings(file, categories) refuses a rating that is none of the categories', async (t) => {
  const file = await givenFile(t, 'ratings.csv', rated('i0,r0,yes', 'i0,r1,maybe'))
  await assert.rejects(readRatings(file, ['yes', 'no']), /line 3, field rating: expected one of yes, no, not "maybe"$/)
})
