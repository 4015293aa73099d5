import assert from 'node:assert/strict'
import { test } from 'node:test'
import { numberOf, populationOf } from '../../server/planning/people.ts'
import { momentsOf } from '../../server/planning/population.ts'
import { publishedFacts } from '../../server/published/facts.ts'
import { near } from '../statistics/near.ts'
import { meanDistance, partOf, publishedPeople } from './given-origins.ts'

const tasks = ['topic', 'paraphrase'] as const
const totals = { topic: 0.296119, paraphrase: 0.0977 }

for (const task of tasks) {
  test(`momentsOf(population) gives the published total of the ${task} task for a population of its own people`, async () => {
    const people = await publishedPeople(task)
    const own = people.map((unit) => unit.map(({ parts, times }) => ({ parts, share: times / numberOf(unit) })))
    near(momentsOf(own).figure, totals[task], 5e-5)
  })

  test(`momentsOf(populationOf(people)) gives for the ${task} task what the counts of the study give by hand`, async () => {
    const { figure, variance, skewness, answers, answersPerPerson } = momentsOf(
      populationOf(await publishedPeople(task)),
    )
    const expected = byHand(task)
    near(
      [figure, Math.sqrt(variance), skewness],
      [expected.figure, Math.sqrt(expected.variance), expected.skewness],
      1e-5,
    )
    near(figure, totals[task], 5e-5) // what units lose to the pool, others gain
    const sizes = publishedFacts().human.counts[task].rows.map(([, size]) => size)
    near(
      answers,
      sizes.reduce((sum, size) => sum + size, 0),
      1e-9,
    )
    assert.deepEqual(answersPerPerson, { least: Math.min(...sizes), most: Math.max(...sizes) })
  })
}

/** Half the three people of a unit, half all people of units with as many questions: from the minority counts alone. */
function byHand(task: (typeof tasks)[number]) {
  const units = publishedFacts().human.counts[task].rows.map(([, size, ...own]) => {
    const pool = publishedFacts().human.counts[task].rows.flatMap(([, other, ...all]) => (other === size ? all : []))
    const scores = (all: readonly number[]) => all.map((minority) => size * (meanDistance[size]?.[minority] ?? NaN))
    const power = (n: number, about: number) => {
      const [first, second] = [own, pool].map((all) => average(scores(all).map((score) => (score - about) ** n)))
      return ((first ?? NaN) + (second ?? NaN)) / 2
    }
    const middle = power(1, 0)
    return { size, middle, second: power(2, middle), third: power(3, middle) }
  })
  const added = (term: (unit: (typeof units)[number]) => number) => units.reduce((sum, unit) => sum + term(unit), 0)
  const answers = added(({ size }) => size)
  return {
    figure: added(({ middle }) => middle) / answers,
    variance: added(({ second }) => second) / answers ** 2,
    skewness: added(({ third }) => third) / added(({ second }) => second) ** 1.5,
  }
}

function average(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}

test('momentsOf(population) takes the total as straight in what people add, so answers that vary in number count', () => {
  // one unit; half give 2 opposed answers (0.464501 each), half 4 agreeing ones: total 0.929002 / 6
  const [opposed, agreeing] = [[partOf('Trams', [2, 1])], [partOf('Trams', [4, 0])]]
  const { figure, variance, answers } = momentsOf([
    [
      { parts: opposed, share: 0.5 },
      { parts: agreeing, share: 0.5 },
    ],
  ])
  near([figure, answers], [0.929002 / 6, 3], 1e-6)
  const pulls = [(0.929002 - 2 * figure) / 3, (-4 * figure) / 3]
  near(variance, ((pulls[0] ?? NaN) ** 2 + (pulls[1] ?? NaN) ** 2) / 2, 1e-6)
})
