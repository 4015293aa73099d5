import assert from 'node:assert/strict'
import { test } from 'node:test'
import { measureFiles } from '../../server/commands/measure-files.ts'
import type { AnswerSource } from '../../server/consistency/source.ts'
import type { StanceRecord } from '../../server/stances/record.ts'
import { givenFile } from '../commands/given-file.ts'
import { meanOver, topicsDrawn } from '../comparison/direct-people.ts'
import { answersText } from '../exports/given-answers.ts'
import { byPerson } from './given-crowd.ts'
import { assertDrawn, assertPeopleDrawn, known, personsIn } from './given-persons.ts'
import { sitting } from './given-records.ts'
import { model, people, reportSources } from './given-sources.ts'

/** What somebody answered: of so many questions on each topic, so many opposing it. */
type Answered = Readonly<Record<string, readonly [size: number, against: number]>>

const answersOf = (persons: readonly Answered[], name = 'p') =>
  persons.map((answered, n) => Object.entries(answered).flatMap(([topic, own]) => sitting(`${name}${n}`, topic, own)))

const topicOf = async (...sources: readonly AnswerSource[]) => {
  const { topic } = (await reportSources(sources)).measures
  assert.ok(topic)
  return topic
}

const onTrams: Answered[] = [0, 2, 1, 0, 2].map((against) => ({ Trams: [5, against] }))
const onParks: Answered[] = [1, 1, 1].map((against) => ({ Parks: [4, against] }))

test('reportTallies(tallies) draws lone people together, whatever they answered', async () => {
  const lone: Answered[] = [
    { Trams: [5, 2], Parks: [4, 2] },
    { Taxes: [3, 0] },
    { Parks: [4, 2], Taxes: [3, 1], Bikes: [6, 3] },
  ]
  const records = answersOf([...onTrams, ...onParks, ...lone]).flat()
  assertPeopleDrawn((await topicOf(people(...records))).interval, personsIn(records))
  const scattered = answersOf(['A', 'B', 'C', 'D', 'E'].map((topic, n) => ({ [topic]: [5, n % 3] }))).flat()
  assertPeopleDrawn((await topicOf(people(...scattered))).interval, personsIn(scattered))
})

test('reportTallies(tallies) draws a single lone one with the smallest other unit, however near others come', async () => {
  const steady: Answered[] = [0, 1, 0, 0, 1].map((against) => ({ Trams: [5, against] }))
  const wavering: Answered[] = [2, 1, 2].map((against) => ({ Parks: [4, against] }))
  for (const [large, small] of [
    [steady, wavering],
    [[...wavering, ...wavering], steady.slice(1)],
  ] as const) {
    for (const lone of [{ Trams: [5, 2], Parks: [4, 2] }, { Bikes: [6, 3] }] satisfies Answered[]) {
      const records = answersOf([...large, lone, ...small]).flat()
      assertPeopleDrawn((await topicOf(people(...records))).interval, personsIn(records))
    }
  }
})

test('reportTallies(tallies) draws people on a topic in one language apart from those in another', async () => {
  const records = ['de', 'en', 'ja'].flatMap((language) =>
    answersOf(onTrams, language)
      .flat()
      .map((answer) => ({ ...answer, language })),
  )
  assertPeopleDrawn((await topicOf(people(...records))).interval, personsIn(records))
})

/** Eight people on three of six topics each, or four. */
const crossed: Answered[] = Array.from({ length: 8 }, (_, person) =>
  Object.fromEntries(
    ['A', 'B', 'C', 'D', 'E', 'F']
      .filter((_, k) => (k + (person >> 1)) % 2 === 0 || k === person >> 1)
      .map((topic, k) => [topic, [5, ((person * 7 + k * k * 3 + person * k) % 5) % 3]] as const),
  ),
)

test('reportTallies(tallies) draws people with all they answered, who make their unit', async () => {
  const records = answersOf(crossed).flat()
  const persons = personsIn(records)
  const { interval, intervalOverTopics, respondents, byTopic } = await topicOf(people(...records))
  assert.equal(respondents, 8)
  assertPeopleDrawn(interval, persons)
  assertDrawn(intervalOverTopics, meanOver(persons), topicsDrawn(persons))
  assert.equal(known(intervalOverTopics).unit, 'topic and respondent')
  // a topic is answered within several units: its people are drawn with all of these
  const [first] = byTopic
  assert.deepEqual([first?.topic, first?.respondents], ['A', persons.filter((own) => own[0]?.topic === 'A').length])
})

test('reportTallies(tallies) draws topics alone where fewer than five people answered several', async () => {
  const records = answersOf(crossed.slice(0, 4)).flat()
  const { interval, intervalOverTopics } = await topicOf(people(...records))
  assert.ok('found' in interval)
  const persons = personsIn(records)
  assertDrawn(intervalOverTopics, meanOver(persons), topicsDrawn(persons))
  assert.equal(known(intervalOverTopics).unit, 'topic')
})

test('reportTallies(tallies) takes a person in two sources for one, as if all answers stood in one', async () => {
  const bySomebody = answersOf(crossed)
  const [even, odd] = [bySomebody.filter((_, n) => n % 2 === 0), bySomebody.filter((_, n) => n % 2 === 1)]
  const isEarly = ({ topic }: StanceRecord) => topic < 'C'
  const [early, late] = [even.flat().filter(isEarly), even.flat().filter((answer) => !isEarly(answer))]
  const one = await reportSources([people(...bySomebody.flat())])
  for (const sources of [
    [people(...early), people(...late, ...odd.flat())],
    [people(...late), people(...odd.flat()), people(...early)],
  ]) {
    const { measures, respondents } = await reportSources(sources)
    assert.deepEqual([measures, respondents], [one.measures, 8])
  }
})

test('measureFiles(files) measures people alike in one file, or in two files that each hold half of what they answered', async (t) => {
  const rows = byPerson.flat().filter(({ language }) => language === 'en')
  const halves = [0, 1].map((half) => rows.filter(({ topic }) => Number(topic?.at(-1)) % 2 === half))
  const file = async (own: typeof rows) => await givenFile(t, 'answers.csv', answersText(...own))
  const [one, ...two] = await Promise.all([rows, ...halves].map(file))
  assert.deepEqual(await measureFiles(two), await measureFiles([one ?? '']))
})

test('reportTallies(tallies) draws the repetitions of a model as it draws people', async () => {
  const repeated = answersOf(crossed, 'person ').map((own, repetition) => [
    own,
    own.map((answer) => ({ ...answer, respondent: 'parrot', repetition })),
  ])
  const [persons, parrot] = [0, 1].map((side) => repeated.flatMap((both) => both[side] ?? []))
  assert.ok(persons && parrot)
  const { noiseFloor: _, ...byPeople } = await topicOf(people(...persons))
  const { noiseFloor: __, ...byModel } = await topicOf(model(...parrot))
  assert.deepEqual(byModel, byPeople)
  assert.equal(byModel.respondents, 8)
})

test('reportTallies(tallies) never takes repetitions of two models for one', async () => {
  const three = (name: string) =>
    [0, 1, 2].flatMap((repetition) =>
      sitting(name, 'Trams', [5, repetition]).map((answer) => ({ ...answer, repetition })),
    )
  const { respondents, interval } = await topicOf(model(...three('parrot')), model(...three('jay')))
  assert.equal(respondents, 6)
  const six = [0, 1, 2, 0, 1, 2].map((against): Answered => ({ Trams: [5, against] }))
  assertPeopleDrawn(interval, personsIn(answersOf(six).flat()))
})

test('reportTallies(tallies) takes a model that answered once in several files for one respondent', async () => {
  const inTopic = (topic: string, against: number) => sitting('parrot', topic, [5, against])
  const files = ['Trams', 'Parks', 'Taxes', 'Bikes', 'Kiosks', 'Rivers'].map((topic, n) => inTopic(topic, n % 3))
  const apart = await topicOf(...files.map((own) => model(...own)))
  assert.equal(apart.respondents, 1)
  assert.deepEqual(apart, await topicOf(model(...files.flat())))
})
