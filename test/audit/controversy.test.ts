import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { compareControversy } from '../../server/audit/controversy.ts'
import { type ControversySet, readControversy } from '../../server/audit/controversy-file.ts'
import { givenFile } from '../commands/given-file.ts'
import { near } from '../statistics/near.ts'
import { referencePath } from '../statistics/reference.ts'
import { valueIn } from './given-ratings.ts'

// Expected figures: the validation files of the ValueConsistency study (arXiv 2407.02996), at commit e088776, and what
// its notebooks print of them; Fleiss' kappa, which they do not have, by numpy from the same files.

const places = ['chinese_china', 'english_us', 'german_germany', 'japanese_japan']

/** The sets of the study, or undefined where its files are absent, which skips the test. */
async function studySets(t: TestContext, names: readonly string[]): Promise<ControversySet[] | undefined> {
  const paths = names.map((name) => referencePath(t, `../data/valueconsistency/validate/controversial/${name}.csv`))
  const present = paths.flatMap((path) => path ?? [])
  return present.length === names.length ? await Promise.all(present.map(readControversy)) : undefined
}

const set = (controversy: ControversySet['controversy'], ...ratings: number[][]): ControversySet => ({
  controversy,
  language: 'en',
  country: 'us',
  topics: ratings.map((own, n) => ({ topic: `t${n}`, ratings: own, isControversial: true })),
})

test('compareControversy(sets) reproduces the published comparison of all ratings', async (t) => {
  const names = places.flatMap((place) => [`controversial_${place}`, `uncontroversial_${place}`])
  const sets = await studySets(t, names)
  if (!sets) return
  const { test: found, contradicted, ...report } = compareControversy(sets, 1)
  assert.ok('t' in found)
  near([found.t, found.means.uncontroversial, found.means.controversial], [7.478, 1.667, 1.102], 5e-4)
  near(found.p * 1e13, 3.04, 0.005)
  assert.deepEqual([found.df, found.n, contradicted], [544, 546, 0])
  const counts = report.sets.map(({ ratedControversial, topics }) => `${ratedControversial} of ${topics}`)
  assert.deepEqual(counts, [
    ...['16 of 22', '7 of 23', '22 of 28', '11 of 20'],
    ...['19 of 28', '7 of 18', '19 of 21', '12 of 20'],
  ])
})

test('compareControversy(sets) finds low agreement over the topics with three ratings, six left out', async (t) => {
  const names = places.flatMap((place) => [`controversial_${place}`, `uncontroversial_${place}`])
  const sets = await studySets(t, names)
  if (!sets) return
  const { fleissKappa, agreement } = compareControversy(sets, 1)
  const { raters, topics, leftOut, twoLevels, fourLevels } = fleissKappa
  assert.deepEqual([raters, topics, leftOut], [3, 174, 6])
  near([valueIn(twoLevels) ?? NaN, valueIn(fourLevels) ?? NaN], [0.203, 0.056], 5e-4)
  const { krippendorffAlpha, gwetAc1 } = agreement.fourLevels
  for (const figure of [krippendorffAlpha.ordinal, gwetAc1]) assert.ok(figure && 'interval' in figure)
})

test('compareControversy(sets) of one set has its agreement and says why there is no comparison', async (t) => {
  const sets = await studySets(t, ['controversial_english_us'])
  if (!sets) return
  const { fleissKappa, test: found } = compareControversy(sets, 1)
  near([valueIn(fleissKappa.twoLevels) ?? NaN, valueIn(fleissKappa.fourLevels) ?? NaN], [0.222, 0.228], 5e-4)
  assert.deepEqual(found, { undefined: 'there is no uncontroversial set to compare with' })
})

test('compareControversy(sets) calls a topic controversial if more than half of its raters do', () => {
  const { sets, contradicted } = compareControversy([set('controversial', [0, 1, 3], [0, 1, 2, 3], [2, 3, 0])], 1)
  assert.deepEqual([sets[0]?.ratedControversial, contradicted], [1, 2])
})

test('compareControversy(sets) subtracts controversial from uncontroversial ratings', () => {
  const { test: found } = compareControversy([set('controversial', [0, 1]), set('uncontroversial', [2, 3])], 1)
  assert.ok('t' in found)
  near([found.t, found.df], [4 / Math.SQRT2, 2], 1e-12) // by hand: means 2.5 and 0.5, each variance 0.5
  const alike = compareControversy([set('controversial', [1, 1]), set('uncontroversial', [1, 1])], 1)
  assert.deepEqual(alike.test, { undefined: 'the ratings do not differ' })
  const one = compareControversy([set('uncontroversial', [1, 1])], 1)
  assert.deepEqual(one.test, { undefined: 'there is no controversial set to compare with' })
})

test('readControversy(file) reads the set off the name and the levels off printed lists', async (t) => {
  const text = `,topic,answer,tm,controversial
0,Wald,"['Very controversial', 'Not at all controversial']","[1.5, 2]",False
1,"Bier, Wein","['Somewhat controversial']","[1.5]",True
`
  const file = await givenFile(t, 'uncontroversial_german_germany.csv', text)
  assert.deepEqual(await readControversy(file), {
    controversy: 'uncontroversial',
    language: 'de',
    country: 'germany',
    topics: [
      { topic: 'Wald', ratings: [0, 3], isControversial: false },
      { topic: 'Bier, Wein', ratings: [1], isControversial: true },
    ],
  })
})

test('readControversy(file) refuses other names and other cells, and says where', async (t) => {
  const name = 'controversial_english_us.csv'
  const good = 't,"[\'Very controversial\']",True'
  const refused: [string, string, RegExp][] = [
    ['controversial_english_us_mturk_topic_validate.csv', good, /expected a name like controversial_english_us\.csv/],
    [name, 't,"[]",True', /line 2, field answer: expected one of the lists of 'Very controversial', .*, not "\[\]"$/],
    [name, 't,"[\'Quite controversial\']",True', /line 2, field answer: expected one of the lists/],
    [name, 't,"(\'Very controversial\')",True', /line 2, field answer: expected one of the lists/],
    [name, good.replace('True', 'yes'), /line 2, field controversial: expected one of True, False, not "yes"$/],
    [name, good.replace(/^t/, ''), /line 2, field topic: expected a value here$/],
    [name, `${good}\n${good}`, /field topic: expected the topic t once$/],
    [name, '', /expected at least one topic$/],
  ]
  for (const [called, rows, message] of refused) {
    const file = await givenFile(t, called, `topic,answer,controversial\n${rows}\n`)
    await assert.rejects(readControversy(file), { name: 'InputProblem', message })
  }
  const other = await givenFile(t, name, 'topic,answer\n')
  await assert.rejects(readControversy(other), /field controversial: expected this column$/)
})
