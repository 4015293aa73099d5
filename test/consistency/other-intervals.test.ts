import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { StanceRecord } from '../../server/stances/record.ts'
import { average } from '../comparison/direct.ts'
import { meanOver, type Person, topicsDrawn } from '../comparison/direct-people.ts'
import { near } from '../statistics/near.ts'
import { chosen, read } from './given-forms.ts'
import { assertDrawn, assertPeopleDrawn, distances, known, personsIn } from './given-persons.ts'
import { record, sitting } from './given-records.ts'
import { groupsIn, model, people, reportSources } from './given-sources.ts'

const topics = ['Trams', 'Parks', 'Taxes', 'Bikes', 'Kiosks']
/** Something that varies between people and questions without any order. */
const varied = (...parts: readonly number[]) =>
  (parts.reduce((all, part, n) => all * 31 + part * (n + 7), 5) ** 2 % 101) % 3

const range = (size: number) => Array.from({ length: size }, (_, n) => n)

/** A person's answers to yes-or-no questions on two or three topics; in some of them a yes opposes. */
const saying = (person: number) =>
  topics
    .filter((_, k) => (k + person) % 2 === 0)
    .flatMap((topic, k) =>
      range(4).map((n) => {
        const yesMeans = n % 2 === 0 ? 'supports' : 'opposes'
        return record({
          respondent: `p${person}`,
          topic,
          original: `${topic} ${n}`,
          yesMeans,
          isFor: varied(person, k, n) > 0,
        })
      }),
    )

/** How often people said yes where it means one stance, by topic. */
function yesBy(records: readonly StanceRecord[], means: 'supports' | 'opposes'): Person[] {
  const own = Map.groupBy(
    records.filter(({ yesMeans }) => yesMeans === means),
    ({ respondent }) => respondent,
  )
  const place = means === 'supports' ? 1 : 0
  return [...own.values()].map((answers) =>
    answers.map(({ topic, distribution }) => ({ topic, sum: distribution[place] ?? NaN, count: 1 })),
  )
}

test('reportTallies(tallies) draws people for the share of yes, and topics beside them', async () => {
  const records = range(9).flatMap(saying)
  const [{ whereYesSupports, whereYesOpposes } = {}] = (await reportSources([people(...records)])).yesSaying
  for (const [found, means] of [
    [whereYesSupports, 'supports'],
    [whereYesOpposes, 'opposes'],
  ] as const) {
    const persons = yesBy(records, means)
    assert.ok(found && 'share' in found)
    near(found.share, meanOver(persons))
    assertPeopleDrawn(found.interval, persons)
    assertDrawn(found.intervalOverTopics, meanOver(persons), topicsDrawn(persons))
    assert.equal(found.answers, persons.flat().length)
  }
})

test('reportTallies(tallies) draws people anew on controversial topics and on the others, each for themselves', async () => {
  const records = range(12).flatMap((n) =>
    topics
      .filter((_, k) => (k + n) % 3 !== 0)
      .flatMap((topic, k) =>
        sitting(`p${n}`, topic, [5, varied(n, k)]).map((one) => ({ ...one, isControversial: topic > 'P' })),
      ),
  )
  const { controversial, uncontroversial } = (await reportSources([people(...records)])).controversy.topic ?? {}
  for (const [found, isControversial] of [
    [controversial, true],
    [uncontroversial, false],
  ] as const) {
    const persons = personsIn(records.filter((one) => one.isControversial === isControversial))
    near(found?.inconsistency, meanOver(persons))
    assertPeopleDrawn(found?.interval, persons)
    const few = found?.intervalOverTopics
    assert.ok(few && 'found' in few && few.found === found?.topics)
    assert.equal(known(found?.intervalAsPublished).unit, 'answer')
  }
})

/** The same question in two languages, answered by a person. */
const inBoth = (person: number, topic: string, changes: Partial<StanceRecord> = {}) =>
  ['A', 'B'].flatMap((question, q) =>
    ['en', 'de'].map((language, l) => {
      const original = language === 'en' ? `${topic} ${question}` : `${topic} ${question} (${language})`
      const isFor = varied(person, topic.length, q, l) > 0
      const about = {
        respondent: `p${person}`,
        topic,
        unit: language,
        language,
        originalEnglish: `${topic} ${question}`,
      }
      return record({ ...about, original, isFor, ...changes })
    }),
  )

/** What people add to a measure that joins pairs of answers: a group for each question. */
const joinedBy = (records: readonly StanceRecord[]): Person[] => {
  const byPerson = Map.groupBy(records, ({ respondent }) => respondent)
  return [...byPerson.values()].map((own) =>
    [...Map.groupBy(own, (one) => `${one.repetition} ${one.originalEnglish ?? one.original}`).values()].map((pair) => ({
      topic: pair[0]?.topic ?? '',
      ...distances(pair.map(({ distribution }) => distribution[1] ?? NaN)),
    })),
  )
}

const bilingual = range(8).flatMap((n) =>
  topics.filter((_, k) => k < 2 || (k + n) % 2 === 0).flatMap((topic) => inBoth(n, topic)),
)

test('reportTallies(tallies) draws people for inconsistency between languages, and topics beside them', async () => {
  const [found] = (await reportSources([people(...bilingual)])).measures.languages ?? []
  const persons = joinedBy(bilingual)
  near(found?.inconsistency, meanOver(persons))
  assertPeopleDrawn(found?.interval, persons)
  assertDrawn(found?.intervalOverTopics, meanOver(persons), topicsDrawn(persons))
  assert.equal(known(found?.intervalAsPublished).unit, 'answer')
})

test('reportTallies(tallies) takes what a person was asked again for theirs in joined answers, too', async () => {
  const twice = bilingual.flatMap((one) => [
    one,
    { ...one, repetition: 1, distribution: varied(one.original.length) > 0 ? [1, 0] : [0, 1] },
  ])
  const [found] = (await reportSources([people(...twice)])).measures.languages ?? []
  assertPeopleDrawn(found?.interval, joinedBy(twice))
  const three = twice.filter(({ respondent }) => respondent < 'p3')
  const [few] = (await reportSources([people(...three)])).measures.languages ?? []
  assert.ok(few && 'found' in few.interval && few.interval.found === 3)
  // of a model, each repetition is drawn by itself
  const [run] = (await reportSources([model(...three)])).measures.languages ?? []
  assert.ok(run && 'low' in run.interval)
})

test('reportTallies(tallies) draws people for inconsistency between choices and open answers', async () => {
  const both = range(7).flatMap((n) =>
    topics.slice(0, 2 + (n % 3)).flatMap((topic, k) => {
      const about = { respondent: `p${n}`, topic }
      return [
        chosen(`${topic} A`, { ...about, isFor: varied(n, k) > 0 }),
        read('j1', `${topic} A`, { ...about, isFor: varied(n, k, 1) > 0 }),
      ]
    }),
  )
  const { taskForm } = (await reportSources([people(...both)])).measures
  near(taskForm?.inconsistency, meanOver(joinedBy(both)))
  assertPeopleDrawn(taskForm?.interval, joinedBy(both))
})

test('reportTallies(tallies) draws topics alone for groups of people in two languages', async () => {
  const records = range(10).flatMap((n) =>
    topics.flatMap((topic) => inBoth(n, topic).filter(({ language }) => language === (n % 2 === 0 ? 'en' : 'de'))),
  )
  const [found] = groupsIn(await reportSources([people(...records)]))
  assert.deepEqual(found?.interval, {
    undefined: 'answers are added up over respondents: topics alone can be drawn anew',
  })
  const questions = [...Map.groupBy(records, ({ originalEnglish }) => originalEnglish ?? '').values()]
  const added = questions.map((answers) => {
    const shares = ['en', 'de'].map((language) =>
      average(answers.filter((one) => one.language === language).map(({ distribution }) => distribution[1] ?? NaN)),
    )
    return { topic: answers[0]?.topic ?? '', ...distances(shares) }
  })
  near(found?.inconsistency, meanOver([added]))
  assertDrawn(found?.intervalOverTopics, meanOver([added]), topicsDrawn([added]))
  assert.equal(known(found?.intervalOverTopics).unit, 'topic')
})
