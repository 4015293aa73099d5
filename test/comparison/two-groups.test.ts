import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { compareNamed } from '../../server/commands/compare.ts'
import type { AnswerCells } from '../exports/given-answers.ts'
import { differences, measured, type Wanted } from './expected.ts'
import { between, matched } from './expected-difference.ts'
import { answersOn, known, peopleFile, rowsOn, runFile } from './given-sides.ts'
import type { Group } from './reference-answers.ts'

/** Of each person the signs of their answers, by topic. */
type Answered = Readonly<Record<string, string>>

const cellsOf = (persons: readonly Answered[], name: string): AnswerCells[] =>
  persons.flatMap((answered, n) =>
    Object.entries(answered).flatMap(([topic, signs]) =>
      answersOn({ [topic]: [signs] }, { participant_id: `${name} ${n}` }),
    ),
  )

const groupsOf = (persons: readonly Answered[]): Group[] =>
  persons.flatMap((answered, n) =>
    Object.entries(answered).map(([topic, signs]) => ({
      who: String(n),
      topic,
      shares: [...signs].map((sign) => Number(sign === '+')),
    })),
  )

/** The comparison of two groups of people on topics, as it is found. */
async function compared(
  t: TestContext,
  [ones, others]: readonly [readonly Answered[], readonly Answered[]],
  equivalence?: string,
) {
  const names = [await peopleFile(t, ...cellsOf(ones, 'one')), await peopleFile(t, ...cellsOf(others, 'other'))]
  const [run] = (await compareNamed(names, { equivalence })).runs
  assert.ok(run?.topic)
  return JSON.parse(JSON.stringify(run.topic))
}

const measuredOf = (persons: readonly Answered[]) => measured(groupsOf(persons))

/** Everybody answers one of six topics, or two of them. */
const topics = ['Bikes', 'Kiosks', 'Parks', 'Taxes', 'Trams', 'Zoos']
const some = ['++-+', '+-+-', '++++', '-++-', '----', '+--+', '-+++']
const more = ['+-+-', '+-+-', '-++-', '++-+', '-+-+']
const persons = (signs: readonly string[], times: number): Answered[] =>
  topics.flatMap((topic, k) =>
    Array.from({ length: times }, (_, n) => {
      const own = signs[(k * k + n * 3) % signs.length] ?? ''
      const next = topics[k + 1]
      return { [topic]: own, ...(n === 0 && k % 2 === 0 && next && { [next]: signs[(k + n) % signs.length] ?? '' }) }
    }),
  )

test('compareNamed([people, people]) has every number that plain loops find, and no other', async (t) => {
  const sides = [persons(some, 5), persons(more, 4)] as const
  const [one, other] = [measuredOf(sides[0]), measuredOf(sides[1])]
  const margin = { low: -0.05, high: 0.1 }
  const wanted = { ...between([one, other], margin), matched: matched([one, other], 24, margin) }
  assert.deepEqual(differences(await compared(t, sides, '-0.05,0.1'), wanted), [])
})

test('compareNamed([people, people]) draws topics together that both answered, and others by themselves', async (t) => {
  const without = (topic: string) => (answered: Answered) =>
    Object.fromEntries(Object.entries(answered).filter(([name]) => name !== topic))
  const own = (side: readonly Answered[]) => side.filter((answered) => Object.keys(answered).length > 0)
  const sides = [
    [...own(persons(some, 4).map(without('Trams'))), ...Array(9).fill({ Ferries: '++--' })],
    [...own(persons(more, 3).map(without('Bikes'))), ...Array(9).fill({ Harbours: '++++' })],
  ] as const
  const [one, other] = [measuredOf(sides[0]), measuredOf(sides[1])]
  const { matched: _, ...found } = await compared(t, sides)
  const wanted: Wanted = between([one, other])
  assert.deepEqual(differences(found, wanted), [])
})

test('compareNamed([people, people]) tries every way in which few people can change sides', async (t) => {
  const sides = [
    [{ Trams: '++--' }, { Trams: '+---' }, { Trams: '++++' }, { Parks: '++-' }, { Parks: '+-+' }],
    [{ Trams: '++++' }, { Trams: '----' }, { Trams: '++++' }, { Parks: '+++' }, { Parks: '---' }],
  ] as const
  const { tests } = await compared(t, sides)
  // twenty ways on Trams, six on Parks; in four ways all who waver are on this side, in four on the other
  assert.deepEqual(tests.respondents, { p: 8 / 120, permutations: 120, method: 'exact' })
  const [parks, trams] = tests.byTopic
  assert.deepEqual([parks.p, parks.adjusted, trams.p, trams.adjusted], [1 / 3, 0.4, 0.4, 0.4])
  assert.deepEqual(tests.topics, { p: 0.5, permutations: 4, method: 'exact' })
})

test('compareNamed([people, people]) finds nothing between two halves of the same people', async (t) => {
  const half = persons(some, 4)
  const { difference, tests } = await compared(t, [half, half])
  assert.deepEqual([difference.value, tests.respondents.p, tests.topics.p], [0, 1, 1])
  const own = measuredOf(half)
  const { intervalOverTopics, ...found } = difference
  const { intervalOverTopics: _, ...wanted } = between([own, own]).difference
  assert.deepEqual(differences(found, wanted), []) // drawn apart, not alike
  assert.deepEqual(intervalOverTopics, { undefined: 'every topic is alike: drawing anew shows no spread' })
})

test('compareNamed([people, run]) draws the repetitions of a model if there are five, and holds a single one fixed', async (t) => {
  const people = cellsOf(persons(some, 5), 'one')
  const shares = (n: number) =>
    Object.fromEntries(topics.map((topic, k) => [topic, [0.1 + 0.1 * ((n + k) % 4), 0.7, 0.4, 0.9]]))
  const repeated = (times: number) =>
    Array.from({ length: times }, (_, sample) => rowsOn(shares(sample * sample), { sample })).flat()
  const intervalOf = async (times: number) => {
    const names = [await peopleFile(t, ...people), await runFile(t, repeated(times))]
    return (await compareNamed(names)).runs[0]?.topic?.difference
  }
  const own = measuredOf(persons(some, 5))
  for (const times of [1, 6]) {
    const groups = Array.from({ length: times }, (_, n) =>
      topics.map((topic) => ({ who: String(n), topic, shares: shares(n * n)[topic] ?? [] })),
    ).flat()
    const { difference } = between([own, measured(groups)])
    assert.deepEqual(differences(JSON.parse(JSON.stringify(await intervalOf(times))), difference), [])
  }
  const few = { undefined: 'too few answers: 4 respondents, and an interval takes at least 5', found: 4, fewest: 5 }
  assert.deepEqual((await intervalOf(4))?.interval, few)
})

test('compareNamed([people, run]) bends the interval of a difference the other way than that of the people', async (t) => {
  const people = ['++++', '++++', '++++', '++++', '++--', '++++', '++++'].map((Trams): Answered => ({ Trams }))
  const names = [
    await peopleFile(t, ...cellsOf(people, 'one')),
    await runFile(t, rowsOn({ Trams: [0.9, 0.9, 0.9, 0.2] })),
  ]
  const [run] = (await compareNamed(names)).runs
  const group = { who: 'the run', topic: 'Trams', shares: [0.9, 0.9, 0.9, 0.2] }
  const { difference } = between([measuredOf(people), measured([group])])
  const { interval } = JSON.parse(JSON.stringify(run?.topic?.difference))
  assert.deepEqual(differences(interval, difference.interval), [])
  const { value } = run?.topic?.difference ?? { value: NaN }
  assert.ok(value - interval.low > 1.5 * (interval.high - value), JSON.stringify(interval))
})

test('compareNamed([people, people], { seed }) draws every interval and test anew for another seed', async (t) => {
  const [ones, others] = [cellsOf(persons(some, 5), 'one'), cellsOf(persons(more, 4), 'other')]
  const names = [await peopleFile(t, ...ones), await peopleFile(t, ...others)]
  const drawn = async (seed: number) => {
    const { difference, tests } = (await compareNamed(names, { seed })).runs[0]?.topic ?? {}
    assert.ok(difference && tests && 'p' in tests.respondents)
    const { interval, intervalOverTopics, intervalAsPublished } = difference
    const bounds = [interval, intervalOverTopics, intervalAsPublished].map(known)
    assert.deepEqual(new Set(bounds.map((one) => one.seed)), new Set([seed]))
    return [...bounds.flatMap(({ low, high }) => low + high), tests.respondents.p]
  }
  const [first, second] = [await drawn(1), await drawn(2)]
  for (const [n, figure] of first.entries()) assert.notEqual(figure, second[n], String(n))
})

test('compareNamed([people, people]) tests nothing between people who were asked nothing in common', async (t) => {
  const [ones, others] = [
    [0, 1, 2, 3, 4],
    [1, 1, 0, 2, 2],
  ].map((own) => own.map((n) => some[n] ?? ''))
  const sides = [ones?.map((Trams) => ({ Trams })), others?.map((Parks) => ({ Parks }))] as const
  const { difference, tests, sharedTopics } = await compared(t, [sides[0] ?? [], sides[1] ?? []])
  assert.equal(sharedTopics, 0)
  const reason = { undefined: 'nobody of one side answered the same topics as somebody of the other' }
  assert.deepEqual(
    [tests.respondents, tests.topics, tests.byTopic],
    [reason, { undefined: 'there are no differences' }, []],
  )
  assert.ok('low' in difference.interval)
})

test('compareNamed([people, people]) tests no more than 5,000 people, for whom the interval tells as much', async (t) => {
  const many = (size: number) =>
    Array.from({ length: size }, (_, n): Answered => ({ Trams: (some[n % 7] ?? '').slice(0, 2) }))
  const { tests } = await compared(t, [many(4000), many(1001)])
  const reason = { undefined: 'more than 5000 respondents: the interval tells as much' }
  assert.deepEqual([tests.respondents, tests.byTopic], [reason, reason])
})
