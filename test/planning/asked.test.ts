import assert from 'node:assert/strict'
import { test } from 'node:test'
import { publishedSources } from '../../server/consistency/published-source.ts'
import type { AnswerSource } from '../../server/consistency/source.ts'
import { askedOrigin } from '../../server/planning/asked.ts'
import { momentsOf } from '../../server/planning/population.ts'
import { paraphrases, sitting } from '../consistency/given-records.ts'
import { model, people } from '../consistency/given-sources.ts'
import { near } from '../statistics/near.ts'
import { topicsOf } from './given-origins.ts'

/** People a topic, every third of them of two minds. */
const asked = (topics: Readonly<Record<string, number>>) =>
  topicsOf(
    Object.fromEntries(
      Object.entries(topics).map(([topic, size]) => [
        topic,
        Array.from({ length: size }, (_, n) => [5, n % 3] as const),
      ]),
    ),
  )

async function refusal(...sources: readonly AnswerSource[]) {
  const error = await askedOrigin(sources).catch((thrown) => thrown)
  return [error.name, error.rule, error.values]
}

test('askedOrigin(sources) tells whom a plan rests on', async () => {
  const { basis } = await askedOrigin(publishedSources('published:human-paraphrase'))
  assert.deepEqual(basis, {
    from: 'published',
    sources: ['published:human-paraphrase'],
    kind: 'paraphrase',
    people: 81,
    peoplePerUnit: { least: 3, most: 3 },
  })
  const pilot = await askedOrigin([{ ...people(...asked({ Parks: 12, Taxes: 8 })), isSimulated: true }])
  const peoplePerUnit = { least: 8, most: 12 }
  assert.deepEqual(pilot.basis, {
    from: 'pilot',
    sources: ['people'],
    kind: 'topic',
    people: 20,
    peoplePerUnit,
    isSimulated: true,
  })
})

test('askedOrigin(sources) refuses fewer than 20 people, or a unit with one alone', async () => {
  const few = { fewest: 20, people: 19, units: 2, alone: 0 }
  assert.deepEqual(await refusal(people(...asked({ Parks: 10, Taxes: 9 }))), ['InputProblem', 'pilot-too-small', few])
  const lone = { fewest: 20, people: 31, units: 3, alone: 1 }
  assert.deepEqual(await refusal(people(...asked({ Parks: 20, Taxes: 10, Trams: 1 }))), [
    'InputProblem',
    'pilot-too-small',
    lone,
  ])
})

test('askedOrigin(sources) counts nobody who gave a single answer, and takes who answered two topics for a unit', async () => {
  const single = Array.from({ length: 10 }, (_, n) => sitting(`single ${n}`, 'Trams', [1, 0])).flat()
  const both = Array.from({ length: 2 }, (_, n) =>
    ['Parks', 'Taxes'].flatMap((topic) => sitting(`both ${n}`, topic, [4, n])),
  ).flat() // prettier-ignore
  const { basis, population } = await askedOrigin([people(...asked({ Parks: 10, Taxes: 10 }), ...single, ...both)])
  assert.deepEqual([basis.from !== 'stated' && basis.people, population.length], [22, 3])
  assert.deepEqual(momentsOf(population).answersPerPerson, { least: 5, most: 8 })
})

test('askedOrigin(sources) refuses models, which tell nothing of how people differ', async () => {
  const source = model(...asked({ Parks: 20 }))
  await assert.rejects(askedOrigin([source]), /^InputProblem: model: expected answers of people, as a model tells/)
})

test('askedOrigin(sources, kind) plans for the measure asked for, else for topics where there are some', async () => {
  const wordings = Array.from({ length: 20 }, (_, n) => paraphrases(`w${n}`, 'Trams', [4, n % 2])).flat()
  const source = people(...asked({ Parks: 20 }), ...wordings)
  const kinds = [undefined, 'topic', 'paraphrase'] as const
  const found = await Promise.all(kinds.map(async (kind) => (await askedOrigin([source], kind)).population))
  assert.deepEqual(
    found.map((population) => momentsOf(population).answersPerPerson.most),
    [5, 5, 4],
  )
})

test('askedOrigin(sources).variances(seed) are those of people drawn anew, as large on average, and follow the seed', async () => {
  const origin = await askedOrigin(publishedSources('published:human-topic'))
  const { variance } = momentsOf(origin.population)
  const variances = origin.variances(1)
  assert.equal(variances.length, 200)
  near(variances.reduce((sum, one) => sum + one, 0) / 200, variance, 1e-12)
  const spread = Math.sqrt(variances.reduce((sum, one) => sum + (one / variance - 1) ** 2, 0) / 200)
  assert.ok(spread > 0.05 && spread < 0.15, `${spread}`)
  assert.deepEqual(origin.variances(1), variances)
  assert.notDeepEqual(origin.variances(2), variances)
})
