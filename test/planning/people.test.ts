import assert from 'node:assert/strict'
import { test } from 'node:test'
import { numberOf, peopleIn, populationOf, redrawn } from '../../server/planning/people.ts'
import type { Population } from '../../server/planning/population.ts'
import { seededRandom } from '../../server/statistics/seeded-random.ts'
import { people as source } from '../consistency/given-sources.ts'
import { askedPeople, partOf, topicsOf } from './given-origins.ts'

/** Each unit as the topic, size and minority of the groups of each kind, with its share. */
const shown = (population: Population) =>
  population.map((kinds) =>
    Object.fromEntries(
      kinds.map(({ parts, share }) => [
        parts
          .map(({ topic, group: { size, answers } }) => {
            const minority = size - Math.max(...answers.map(([, times]) => times))
            return `${topic.split('\0')[0]} ${size}/${minority}`
          })
          .join(', '),
        Number(share.toFixed(6)),
      ]),
    ),
  )

const alone = (topic: string, ...answers: readonly (readonly [number, number])[]) =>
  answers.map((one) => ({ parts: [partOf(topic, one)], times: 1 }))

test('populationOf(people) is half own people, half all who gave as many answers, on the topic of the unit', async () => {
  const records = topicsOf({
    Parks: [
      [5, 0],
      [5, 0],
    ],
    Taxes: [
      [5, 1],
      [5, 2],
    ],
    Trams: [
      [4, 1],
      [4, 1],
    ],
  }) // prettier-ignore
  assert.deepEqual(shown(populationOf(await askedPeople([source(...records)]))), [
    { 'Parks 5/0': 0.75, 'Parks 5/1': 0.125, 'Parks 5/2': 0.125 },
    { 'Taxes 5/0': 0.25, 'Taxes 5/1': 0.375, 'Taxes 5/2': 0.375 },
    { 'Trams 4/1': 1 },
  ])
})

test('populationOf(people) pools, within a unit, each person with those who gave as many answers', () => {
  const clusters = [...alone('Parks', [5, 0], [3, 1]), ...alone('Taxes', [3, 0], [3, 0])]
  assert.deepEqual(shown(populationOf(peopleIn(clusters))), [
    // half of the unit gave three answers: of these the pool has one third with a dissent
    { 'Parks 5/0': 0.5, 'Parks 3/1': 0.333333, 'Parks 3/0': 0.166667 },
    { 'Taxes 3/0': 0.833333, 'Taxes 3/1': 0.166667 },
  ])
})

test('populationOf(people) keeps abstaining apart: groups with three stances are pooled with their like', () => {
  const part = partOf('Taxes', [3, 0])
  const three = { parts: [{ ...part, group: { ...part.group, stances: 3 } }], times: 1 }
  assert.deepEqual(shown(populationOf(peopleIn([...alone('Parks', [3, 1]), three]))), [
    { 'Parks 3/1': 1 },
    { 'Taxes 3/0': 1 },
  ])
})

test('populationOf(people) carries all groups of a person over, those of a size to a topic of that size', () => {
  const clusters = [
    { parts: [partOf('Parks', [5, 2]), partOf('Taxes', [4, 0])], times: 1 },
    { parts: [partOf('Trams', [4, 1]), partOf('Zoos', [5, 0])], times: 1 },
  ]
  assert.deepEqual(shown(populationOf(peopleIn(clusters))), [
    { 'Taxes 4/0, Parks 5/2': 0.75, 'Taxes 4/1, Parks 5/0': 0.25 },
    { 'Trams 4/0, Zoos 5/2': 0.25, 'Trams 4/1, Zoos 5/0': 0.75 },
  ])
})

test('peopleIn(clusters) takes answers that mirror each other for one kind, in any order of people', () => {
  const people = alone('Parks', [5, 2], [5, 3], [5, 0], [5, 5], [5, 1])
  const found = peopleIn(people)
  assert.deepEqual(
    found.map((unit) => unit.map(({ times }) => times)),
    [[2, 1, 2]],
  )
  const values = (all: typeof found) => shown(populationOf(all))
  assert.deepEqual(values(peopleIn(people.toReversed())), values(found))
})

test('redrawn(people, random) keeps how many people a unit has, and draws none that it had not', () => {
  const people = peopleIn([...alone('Parks', [5, 0], [5, 1], [5, 2]), ...alone('Taxes', [4, 0], [4, 2])])
  const random = seededRandom(1)
  const drawn = Array.from({ length: 200 }, () => redrawn(people, random))
  for (const one of drawn) assert.deepEqual(one.map(numberOf), [3, 2])
  const consistent = drawn.flatMap(([parks = []]) => parks.filter(({ parts: [part] }) => part?.group.entropyBits === 0))
  const mean = numberOf(consistent) / drawn.length
  assert.ok(Math.abs(mean - 1) < 0.15, `one of three, each time: ${mean}`)
})
