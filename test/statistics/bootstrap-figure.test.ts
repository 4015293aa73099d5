import assert from 'node:assert/strict'
import { test } from 'node:test'
import { bootstrapFigure } from '../../server/statistics/bootstrap-figure.ts'
import { fleissKappaFigure } from '../../server/statistics/fleiss-kappa.ts'
import { gwetAc1Figure } from '../../server/statistics/gwet-ac1.ts'
import { krippendorffAlphaFigures } from '../../server/statistics/krippendorff-alpha.ts'
import { percentileInterval } from '../../server/statistics/percentile-interval.ts'
import { seededRandom } from '../../server/statistics/seeded-random.ts'
import { figureOfItems, figureOver, type SummedFigure } from '../../server/statistics/summed-figure.ts'
import { near } from './near.ts'
import { sixPsychiatrists } from './published-ratings.ts'

const mean: SummedFigure<number> = { terms: (value) => [value, 1], at: ([sum = NaN, count = NaN]) => sum / count }
const drawn = (items: readonly number[], times: readonly number[], seed = 9) =>
  bootstrapFigure(mean, { items, times }, { resamples: 20_000, random: seededRandom(seed) })

test('percentileInterval(draws, level) goes between the quantiles of draws in any order, and leaves them in theirs', () => {
  const draws = Float64Array.of(4, 0, 1, 3, 2)
  assert.deepEqual(percentileInterval(draws, 0.5), { low: 1, high: 3 })
  near(Object.values(percentileInterval(draws, 0.95)), [0.1, 3.9], 1e-12)
  assert.deepEqual([...draws], [4, 0, 1, 3, 2])
  assert.throws(() => percentileInterval(new Float64Array(), 0.95), RangeError)
  assert.throws(() => percentileInterval(draws, 1.1), RangeError)
})

test('figureOver(figure, patterns) is the same as over single items, and undefined for none', () => {
  assert.equal(figureOver(mean, { items: [1, 5], times: [3, 1] }), figureOfItems(mean, [5, 1, 1, 1]))
  assert.equal(figureOfItems(mean, []), undefined)
  assert.throws(() => figureOver(mean, { items: [1, 5], times: [3] }), RangeError)
})

test('bootstrapFigure(figure, patterns) has the mean and the spread of resampled means on both its ways', () => {
  const few = { items: [0, 1, 4], times: [30, 10, 5] }
  const distinct = { items: Array.from({ length: 40 }, (_, n) => n / 40), times: new Array<number>(40).fill(1) }
  for (const { items, times } of [few, distinct]) {
    const all = items.flatMap((item, k) => new Array<number>(times[k] ?? 0).fill(item))
    const centre = all.reduce((sum, value) => sum + value, 0) / all.length
    const variance = all.reduce((sum, value) => sum + (value - centre) ** 2, 0) / all.length ** 2
    const draws = drawn(items, times)
    const found = draws.reduce((sum, value) => sum + value, 0) / draws.length
    const spread = draws.reduce((sum, value) => sum + (value - found) ** 2, 0) / draws.length
    near(found, centre, 4 * Math.sqrt(variance / draws.length))
    near(spread / variance, 1, 0.05)
  }
})

test('bootstrapFigure(figure, patterns) always draws as many items as there are', () => {
  const size: SummedFigure<number> = { terms: () => [1], at: ([count]) => count }
  for (const times of [
    [40, 3, 7],
    [1, 1, 1],
  ]) {
    const random = seededRandom(2)
    const sizes = bootstrapFigure(size, { items: [0, 1, 2], times }, { resamples: 500, random })
    assert.deepEqual(new Set(sizes), new Set([times.reduce((sum, count) => sum + count)]))
  }
})

test('bootstrapFigure(figure, patterns) is the same for the same seed and differs for another', () => {
  assert.deepEqual(drawn([0, 1, 4], [30, 10, 5], 3), drawn([0, 1, 4], [30, 10, 5], 3))
  assert.notDeepEqual(drawn([0, 1, 4], [30, 10, 5], 3), drawn([0, 1, 4], [30, 10, 5], 4))
})

test('bootstrapFigure(figure, patterns) leaves out the resamples in which the figure does not exist', () => {
  const rare: SummedFigure<number> = { terms: (value) => [value], at: ([sum = 0]) => (sum === 0 ? undefined : sum) }
  const patterns = { items: [0, 1], times: [9, 1] }
  const draws = bootstrapFigure(rare, patterns, { resamples: 20_000, random: seededRandom(5) })
  near(draws.length / 20_000, 1 - 0.9 ** 10, 0.015)
  assert.ok(draws.every((sum) => sum > 0))
  const none = { items: [], times: [] }
  assert.throws(() => bootstrapFigure(rare, none, { resamples: 9, random: seededRandom(5) }), RangeError)
})

// numpy 2.4, 100,000 resamples of whole patients
test('percentileInterval(draws) over patients matches numpy for each figure of the six psychiatrists', () => {
  const bounds = (figure: SummedFigure<readonly number[]>) => {
    const patterns = { items: sixPsychiatrists, times: sixPsychiatrists.map(() => 1) }
    const draws = bootstrapFigure(figure, patterns, { resamples: 50_000, random: seededRandom(1) })
    return Object.values(percentileInterval(draws, 0.95))
  }
  near(bounds(fleissKappaFigure), [0.2335, 0.5545], 0.004)
  near(bounds(gwetAc1Figure), [0.301, 0.6185], 0.004)
  near(bounds(krippendorffAlphaFigures.nominal), [0.2417, 0.5591], 0.004)
})
