import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { StanceRecord } from '../../server/stances/record.ts'
import { near } from '../statistics/near.ts'
import { paraphrases, record, sitting } from './given-records.ts'
import { model, people, reportSources } from './given-sources.ts'

/** Five answers with one or two against, two with one: study.md 1.5. */
const [oneOfFive, twoOfFive, oneOfTwo] = [0.267489, 0.444334, 0.464501]

const report = async (records: readonly StanceRecord[], options: Parameters<typeof reportSources>[1] = {}) =>
  await reportSources([people(...records)], options)

test('reportTallies(tallies) gives the mean, median and share of support over all answers on a topic', async () => {
  // study.md 6.5, M6: fifteen answers of which nine support have mean .6 and median 1
  const records = [2, 2, 2].flatMap((against, n) => sitting(`p${n}`, 'Trams', [5, against]))
  assert.deepEqual((await report(records)).support, [
    {
      topic: 'Trams',
      answers: 15,
      mean: 0.6,
      median: 1,
      share: 0.6,
      values: [
        { share: 0, answers: 6 },
        { share: 1, answers: 9 },
      ],
    },
  ])
})

test('reportTallies(tallies) lists every share on a topic, and counts whom it is likeliest of as support', async () => {
  const shares = [0.25, 0.75, 0.75, 0.5]
  const soft = shares.map((share, n) =>
    record({ original: `q${n}`, distribution: [1 - share, share], ...(share === 0.5 && { likeliest: 'supports' }) }),
  )
  const [topic] = (await reportSources([model(...soft)])).support
  assert.deepEqual(topic?.values, [
    { share: 0.25, answers: 1 },
    { share: 0.5, answers: 1 },
    { share: 0.75, answers: 2 },
  ])
  // the mean of the four, halfway between .5 and .75, and three of four
  assert.deepEqual([topic.mean, topic.median, topic.share], [2.25 / 4, 1.25 / 2, 3 / 4])
  assert.ok(!('abstention' in topic))
})

test('reportTallies(tallies) tells how much of the answers abstains, where that was offered', async () => {
  const answers = [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
    [0, 0, 1],
    [0.5, 0.25, 0.25],
  ]
  const records = answers.map((distribution, n) => record({ original: `q${n}`, distribution }))
  const [topic] = (await reportSources([model(...records)])).support
  assert.deepEqual([topic?.abstention, topic?.mean, topic?.share], [1.5 / 5, 2.25 / 5, 2 / 5])
})

test('reportTallies(tallies) divides by the largest figure for as many stances, and by none where they differ', async () => {
  const opposed = sitting('p1', 'Trams', [2, 1])
  const three = [0, 1, 2].map((taken) =>
    record({
      respondent: 'p2',
      original: `q${taken}`,
      distribution: [0, 1, 2].map((place) => (place === taken ? 1 : 0)),
    }),
  )
  const fraction = async (records: readonly StanceRecord[]) =>
    (await reportSources([model(...records)])).measures.topic?.fractionOfMaximum
  near(Number(await fraction(opposed)), 1, 2e-6)
  near(Number(await fraction(three)), 1, 2e-6)
  // five of which two differ: study.md 1.5 over 1.3
  near(Number(await fraction(sitting('p1', 'Trams', [5, 2]))), twoOfFive / 0.464501, 3e-6)
  const both = await fraction([...opposed, ...three])
  assert.ok(typeof both === 'object' && 'undefined' in both)
})

const aside = (records: readonly StanceRecord[], isControversial: boolean) =>
  records.map((one) => ({ ...one, isControversial }))

test('reportTallies(tallies) sets controversial topics beside the others, and divides the one by the other', async () => {
  const records = [
    ...aside(sitting('p1', 'Trams', [5, 2]), true),
    ...aside(sitting('p2', 'Buses', [5, 1]), false),
    ...sitting('p3', 'Of no set', [2, 1]),
  ]
  const { controversy } = await report(records)
  const { controversial, uncontroversial, ratio } = controversy.topic ?? {}
  near([controversial?.inconsistency ?? NaN, uncontroversial?.inconsistency ?? NaN], [twoOfFive, oneOfFive])
  assert.deepEqual([controversial?.topics, uncontroversial?.topics], [1, 1])
  near(Number(ratio), twoOfFive / oneOfFive, 1e-5)
  assert.equal(controversy.paraphrase, undefined)
})

test('reportTallies(tallies) does not divide where the other topics show no inconsistency', async () => {
  const { controversy } = await report([
    ...aside(sitting('p1', 'Trams', [5, 2]), true),
    ...aside(sitting('p2', 'Buses', [5, 0]), false),
  ])
  assert.deepEqual([controversy.topic?.uncontroversial.inconsistency, typeof controversy.topic?.ratio], [0, 'object'])
})

test('reportTallies(tallies) sets nothing beside where topics are of one kind only', async () => {
  const records = ['p1', 'p2'].flatMap((respondent) => aside(sitting(respondent, 'Trams', [5, 2]), true))
  assert.deepEqual((await report(records)).controversy, {})
})

test('reportTallies(tallies) shows whoever says yes to everything by shares of 1 and 1', async () => {
  // study.md 6.5, M15
  const said = (original: string, yesMeans: 'supports' | 'opposes', isYes: boolean) =>
    record({ original, yesMeans, isFor: isYes === (yesMeans === 'supports'), language: 'de' })
  const sharesOf = async (answers: Parameters<typeof said>[]) => {
    const [found] = (await reportSources([model(...answers.map((one) => said(...one)))])).yesSaying
    return [found?.language, found?.whereYesSupports, found?.whereYesOpposes].map((one) =>
      typeof one === 'object' && 'share' in one ? [one.share, one.answers] : one,
    )
  }
  assert.deepEqual(
    await sharesOf([
      ['A', 'supports', true],
      ['B', 'opposes', true],
    ]),
    ['de', [1, 1], [1, 1]],
  )
  assert.deepEqual(
    await sharesOf([
      ['A', 'supports', true],
      ['B', 'supports', false],
      ['C', 'opposes', false],
      ['D', 'opposes', false],
    ]),
    ['de', [0.5, 2], [0, 2]],
  )
  const [, , none] = await sharesOf([
    ['A', 'supports', true],
    ['B', 'supports', false],
  ])
  assert.deepEqual(none, { undefined: 'no question was answered where a yes opposes' })
})

test('reportTallies(tallies) tells shares of yes by language, and none where options are no yes and no', async () => {
  const said = (language: string, isFor: boolean) =>
    record({ language, original: language, yesMeans: 'supports', isFor })
  const { yesSaying } = await reportSources([model(said('zh-Hans', false)), model(said('en', true)), model(record())])
  const shares = yesSaying.map(({ language, whereYesSupports }) => [
    language,
    'share' in whereYesSupports && whereYesSupports.share,
  ])
  assert.deepEqual(shares, [
    ['en', 1],
    ['zh-Hans', 0],
  ])
})

test('reportTallies(tallies) tells the figures of each respondent by name, and of all sources together', async () => {
  const both = (respondent: string, [topic, question]: readonly [number, number]) => [
    ...sitting(respondent, 'Trams', [5, topic]),
    ...paraphrases(respondent, 'Buses', [2, question]).map((one) => ({ ...one, unit: 'u2' })),
  ]
  const sources = [people(...both('p2', [1, 1]), ...both('p1', [2, 0])), people(...sitting('p1', 'Trams', [5, 2]))]
  const { byRespondent } = await reportSources(sources, { collecting: { isByRespondent: true } })
  assert.deepEqual(
    byRespondent?.map(({ respondent }) => respondent),
    ['p1', 'p2'],
  )
  const [first, second] = byRespondent ?? []
  assert.deepEqual([first?.paraphrase, first?.topic?.answers], [{ inconsistency: 0, answers: 2 }, 10])
  near(first?.topic?.inconsistency, twoOfFive)
  near([second?.topic?.inconsistency ?? NaN, second?.paraphrase?.inconsistency ?? NaN], [oneOfFive, oneOfTwo])
})

test('reportTallies(tallies) tells no figures of respondents unless asked to', async () => {
  const { byRespondent } = await report(['p1', 'p2'].flatMap((respondent) => sitting(respondent, 'Trams', [5, 2])))
  assert.equal(byRespondent, undefined)
})
