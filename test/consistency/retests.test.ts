import assert from 'node:assert/strict'
import { test } from 'node:test'
import { measureFiles } from '../../server/commands/measure-files.ts'
import type { StanceRecord } from '../../server/stances/record.ts'
import { givenFile } from '../commands/given-file.ts'
import { stanceline } from '../commands/stanceline.ts'
import { answerCells, answersText } from '../exports/given-answers.ts'
import { near } from '../statistics/near.ts'
import { assertPeopleDrawn } from './given-persons.ts'
import { paraphrases, record, sitting } from './given-records.ts'
import { model, people, reportSources } from './given-sources.ts'

/** The answers of somebody, and what they answered when some of the questions were put to them again. */
const again = (records: readonly StanceRecord[], isFor: readonly boolean[], repetition = 1) => [
  ...records,
  ...records
    .slice(0, isFor.length)
    .map((answer, n): StanceRecord => ({ ...answer, repetition, distribution: isFor[n] ? [0, 1] : [1, 0] })),
]

const retestIn = async (...sources: Parameters<typeof reportSources>[0]) => {
  const { topic } = (await reportSources(sources)).measures
  assert.ok(topic && 'differing' in topic.noiseFloor.retest)
  return { retest: topic.noiseFloor.retest, band: topic.noiseFloor.band }
}

/** Seven people with three questions; one or two of them, or all, are asked again. */
const asked = [[true], [true, false], [true, true, true], [false], [true, true], [false, false, true], [true]] as const
const seven = asked.flatMap((isFor, n) => again(sitting(`p${n}`, n < 4 ? 'Trams' : 'Parks', [3, 0]), isFor))

test('reportTallies(tallies) counts every wording that was put to somebody again, and draws people with theirs', async () => {
  const { retest, band } = await retestIn(people(...seven))
  assert.deepEqual([retest.respondents, retest.wordings], [7, 13])
  near([retest.differing.value, retest.distance.value], [4 / 13, (4 / 13) * 0.464501]) // 0, 1, 0, 1, 0, 2 and 0 differ
  const persons = asked.map((isFor, n) => [
    { topic: n < 4 ? 'Trams' : 'Parks', sum: isFor.filter((one) => !one).length, count: isFor.length },
  ])
  assertPeopleDrawn(retest.differing.interval, persons)
  assert.equal(band.from, 'retest')
})

test('reportTallies(tallies) states the band where fewer than five people were asked again', async () => {
  const { retest, band } = await retestIn(
    people(...seven.filter(({ repetition, respondent }) => repetition === 0 || respondent < 'p4')),
  )
  assert.deepEqual([retest.respondents, band.from], [4, 'stated'])
  assert.ok('found' in retest.differing.interval && 'found' in retest.floor.interval)
})

test('reportTallies(tallies) takes pairs of three answers to one wording', async () => {
  const thrice = ['p1', 'p2'].flatMap((name) =>
    again(again(sitting(name, 'Trams', [2, 0]), [true]), [name === 'p1'], 2),
  )
  const { retest } = await retestIn(people(...thrice))
  // of p2's three pairs two differ; of three answers one against two: study.md 1.5
  near([retest.differing.value, retest.distance.value], [1 / 3, 0.407445 / 2])
})

test('reportTallies(tallies) takes no answer for one given again that was given to another wording, topic or question', async () => {
  const records = ['p1', 'p2'].flatMap((name) => [
    ...sitting(name, 'Trams', [3, 1]),
    ...paraphrases(name, 'Buses', [3, 1]).map((one) => ({ ...one, unit: 'u2' })),
  ])
  const { topic } = (await reportSources([people(...records)])).measures
  assert.deepEqual(topic?.noiseFloor.retest, { undefined: 'no wording was put to anybody several times' })
})

test('reportTallies(tallies) takes the repetitions of a model for answers given again', async () => {
  const run = again(sitting('parrot', 'Trams', [3, 0]), [true, false, true])
  const { retest } = await retestIn(model(...run))
  assert.deepEqual([retest.respondents, retest.wordings], [1, 3])
  near(retest.differing.value, 1 / 3)
  const soft = [0.9, 0.6].map((share, repetition) =>
    ['A', 'B'].map((original) => record({ original, repetition, distribution: [1 - share, share] })),
  )
  near((await retestIn(model(...soft.flat()))).retest.differing.value, 0.9 * 0.4 + 0.1 * 0.6)
})

test('collect(sources) refuses a person who was asked a wording again and never first, but no model', async () => {
  const records = [
    ...sitting('p1', 'Trams', [3, 0]),
    ...sitting('p2', 'Trams', [3, 0]),
    record({ respondent: 'p2', topic: 'Trams', original: 'Another?', repetition: 1 }),
  ]
  const about = { place: { file: 'people' }, values: { respondent: 'p2', wording: 'Another?' } }
  await assert.rejects(reportSources([people(...records)]), {
    name: 'InputProblem',
    rule: 'retest-without-first',
    ...about,
  })
  await reportSources([model(...records)])
})

test('stanceline measure refuses a wording that is asked again and never first with 2, and takes such rows in any order', async (t) => {
  const cells = (participant_id: string, repetition: number) =>
    ['A?', 'B?'].map((wording) =>
      answerCells({ participant_id, original: wording, wording, repetition: String(repetition) }),
    )
  const both = [...cells('p1', 0), ...cells('p2', 1), ...cells('p1', 1), ...cells('p2', 0)]
  const good = await givenFile(t, 'answers.csv', answersText(...both))
  assert.equal((await measureFiles([good])).respondents, 2)
  const file = await givenFile(
    t,
    'answers.csv',
    answersText(...both.filter(({ participant_id: id, repetition }) => id === 'p1' || repetition === '1')),
  )
  const { code, stdout } = await stanceline(['measure', file, '--json'])
  const { error } = JSON.parse(stdout)
  assert.deepEqual([code, error.code, error.file], [2, 'retest-without-first', file])
  assert.match(
    error.message,
    /first answer to every wording that is asked again; p2 answered "A\?" again, but never first$/,
  )
})
