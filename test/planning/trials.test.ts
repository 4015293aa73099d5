import assert from 'node:assert/strict'
import { test } from 'node:test'
import { publishedSources } from '../../server/consistency/published-source.ts'
import { askedOrigin } from '../../server/planning/asked.ts'
import { goalOf, type Wanted } from '../../server/planning/goal.ts'
import { meanWidth } from '../../server/planning/mean-width.ts'
import { momentsOf, type Population } from '../../server/planning/population.ts'
import { studiesOf } from '../../server/planning/simulated-study.ts'
import { statedPopulation } from '../../server/planning/stated.ts'
import { Trials } from '../../server/planning/trials.ts'
import { near } from '../statistics/near.ts'

const populations: Record<string, Population> = {
  'three units': statedPopulation({ keeps: 0.85, questions: 5, units: 3 }),
  'a lopsided unit': statedPopulation({ keeps: 0.95, questions: 3, units: 1 }),
  'the paraphrase task': (await askedOrigin(publishedSources('published:human-paraphrase'))).population,
}

const sizes: Record<string, [size: number, studies: number]> = {
  'three units': [8, 100],
  'the paraphrase task': [3, 25],
}

function trialsOf(population: Population, wanted: Wanted, studies = 100) {
  const goal = goalOf(wanted, momentsOf(population).figure)
  return { goal, trials: new Trials({ population, goal, seed: 1, studies }) }
}

for (const [name, population] of Object.entries(populations)) {
  const [size, studies] = sizes[name] ?? [20, 100]
  const studied = studiesOf(population)
  const all = Array.from({ length: studies }, (_, n) => studied({ size, seedParts: [1, 'study', n] }))

  test(`Trials.drawn(size) tells of ${name} what all intervals tell, though it draws few, and closed form does not`, () => {
    const error = Math.sqrt(momentsOf(population).variance / size)
    const differences = [3.2, 2.7, -2.1, -3.1].map((errors) => ({ power: 0.8, difference: errors * error }))
    const bounds = [2.1, 2.7, 3.2].map((errors) => ({ power: 0.8, equivalence: errors * error }))
    const levels = [...differences, ...bounds].flatMap((wanted) => {
      if (!isPossible(population, wanted)) return []
      const { goal, trials } = trialsOf(population, wanted, studies)
      const intervals = all.map(goal.intervalOf)
      const counts = intervals.map((interval) => ('undefined' in interval ? 0 : goal.counts(interval)))
      const level = counts.reduce((sum, one) => sum + one, 0) / studies
      const trial = trials.drawn(size)
      assert.deepEqual([trial.level, trial.levelError], [level, Math.sqrt((level * (1 - level)) / studies)])
      return [{ level, closed: trials.closed(size) }]
    })
    assert.ok(levels.some(({ level, closed }) => level !== closed))
  })

  test(`Trials.drawn(size) gives the mean width of intervals on ${name}`, () => {
    const { trials } = trialsOf(population, { width: 0.1 }, studies)
    const intervals = all.map((study) => study.interval('distances'))
    const widths = intervals.flatMap((interval) => ('undefined' in interval ? [] : [interval.high - interval.low]))
    const mean = widths.reduce((sum, width) => sum + width, 0) / widths.length
    const { level, width } = trials.drawn(size)
    near(level / mean, 1, 0.01)
    assert.equal(width.value, level)
    assert.ok(Math.abs(level - mean) < 3 * width.error, `${level}, ${mean}, error ${width.error}`)
    assert.notEqual(trials.closed(size), level)
  })
}

/** Whether anybody could have the figure that is to be told apart. */
function isPossible(population: Population, wanted: Wanted): boolean {
  return !('difference' in wanted) || -wanted.difference < momentsOf(population).figure
}

test('Trials.closed(size) is no number where many studies have no interval, as everybody is alike', () => {
  const { trials } = trialsOf(statedPopulation({ keeps: 0.99, questions: 2, units: 1 }), { width: 0.1 })
  assert.deepEqual([trials.closed(5), trials.drawn(5).level], [NaN, NaN])
  assert.ok(trials.closed(400) > 0)
})

test('Trials: larger studies hold the people of smaller ones', () => {
  const studied = studiesOf(statedPopulation({ keeps: 0.85, questions: 5, units: 2 }))
  const timesOf = (size: number) =>
    new Map(
      studied({ size, seedParts: [1] }).rows.map(({ topics, times }) => [JSON.stringify([...topics]), times] as const),
    )
  for (let size = 1; size < 30; size++) {
    const more = timesOf(size + 1)
    for (const [kind, times] of timesOf(size)) assert.ok((more.get(kind) ?? 0) >= times, `${size}`)
  }
})

test('meanWidth(closed, drawn) puts closed form right by the ratio to what was drawn', () => {
  const { value, error } = meanWidth([1, 3, undefined, 2], [1.1, undefined, undefined, 2.2])
  near(value, 2.2, 1e-12)
  near(error, (1.1 * 1) / Math.sqrt(3), 1e-12)
  assert.deepEqual(meanWidth([1, 3], []), { value: 2, error: 1 })
})
