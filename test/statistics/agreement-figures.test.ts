import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { fleissKappa } from '../../server/statistics/fleiss-kappa.ts'
import { gwetAc1 } from '../../server/statistics/gwet-ac1.ts'
import { krippendorffAlpha } from '../../server/statistics/krippendorff-alpha.ts'
import { percentAgreement } from '../../server/statistics/percent-agreement.ts'
import { near } from './near.ts'
import { counted, countsOf, fourObservers, sixPsychiatrists, tableOf, twoAbstractors } from './published-ratings.ts'
import { referenceJson } from './reference.ts'

interface Vectors {
  fleiss: { table: number[][]; fleiss_kappa: number }[]
}

const observed = counted(fourObservers, 5)

/** All ordered pairs of two ratings of one item, each with the number of ratings beside the first. */
function pairsWithin(rows: typeof fourObservers) {
  return rows.flatMap((row) => {
    const ratings = row.flatMap((rating) => rating ?? [])
    return ratings.flatMap((a, i) =>
      ratings.flatMap((b, j) => (i === j ? [] : [{ a, b, weight: 1 / (ratings.length - 1) }])),
    )
  })
}

test('fleissKappa(counts) agrees with statsmodels on every reference table', (t) => {
  const tables = referenceJson<Vectors>(t, 'vectors.json')?.fleiss ?? []
  for (const { table, fleiss_kappa } of tables) near(fleissKappa(table), fleiss_kappa)
})

test('fleissKappa(counts) gives the published figures of six psychiatrists and of two small tables', () => {
  near(fleissKappa(sixPsychiatrists), 0.4139265, 1e-7) // irrCAC 1.0, fleiss.kappa.dist
  near(fleissKappa(tableOf([3, 0], [2, 1], [0, 3], [1, 2], [3, 0])), 4 / 9, 1e-12)
  near(fleissKappa(tableOf([3, 0, 0], [0, 3, 0], [1, 1, 1], [0, 2, 1])), 7 / 22, 1e-12)
})

test('fleissKappa(counts) is undefined for one category and refuses unequal and single raters', () => {
  assert.equal(fleissKappa(tableOf([3, 0], [3, 0])), undefined)
  assert.throws(() => fleissKappa(tableOf([3, 0], [2, 0])), /equal raters/)
  for (const counts of [[], [[1, 0]]]) assert.throws(() => fleissKappa(counts), /at least two raters/)
})

test('percentAgreement(counts) is the mean over the items with two ratings or more', () => {
  near(percentAgreement(observed), 9 / 11, 1e-12) // irrCAC 1.0, pa.coeff.raw: 0.8181818
  near(percentAgreement(sixPsychiatrists), 0.5511111, 1e-7) // irrCAC 1.0, column pa
  near(percentAgreement(countsOf(twoAbstractors)), 0.89, 1e-12)
  assert.equal(percentAgreement([[1, 0]]), undefined)
  assert.equal(percentAgreement([]), undefined)
})

test('krippendorffAlpha(counts, scale) gives the published figures with ratings missing', () => {
  near(krippendorffAlpha(observed, 'nominal'), 0.743, 5e-4) // Krippendorff (2011), section C
  near(krippendorffAlpha(observed, 'ordinal'), 0.815, 5e-4)
  near(krippendorffAlpha(observed, 'nominal'), 0.74342, 1e-5) // irrCAC 1.0, krippen.alpha.raw
  near(krippendorffAlpha(sixPsychiatrists, 'nominal'), 0.4204384, 1e-7) // irrCAC 1.0, krippen.alpha.dist
  near(krippendorffAlpha(countsOf(twoAbstractors), 'nominal'), 0.7972585, 1e-7) // irrCAC 1.0, krippen2.table
})

test('krippendorffAlpha(counts, scale) is one less the ratio of mean distances within items and overall', () => {
  const within = pairsWithin(fourObservers)
  const compared = counted(fourObservers, 5).filter((row) => row.reduce((sum, count) => sum + count) > 1)
  const margin = [1, 2, 3, 4, 5].map((_, k) => compared.reduce((sum, row) => sum + (row[k] ?? 0), 0))
  const ratings = margin.flatMap((count, k) => new Array<number>(count).fill(k + 1))
  const distances = {
    nominal: (a: number, b: number) => Number(a !== b),
    ordinal: (a: number, b: number) => {
      const between = ratings.filter((rating) => rating >= Math.min(a, b) && rating <= Math.max(a, b)).length
      return (between - ((margin[a - 1] ?? 0) + (margin[b - 1] ?? 0)) / 2) ** 2
    },
  }
  for (const scale of ['nominal', 'ordinal'] as const) {
    const inside = within.reduce((sum, { a, b, weight }) => sum + weight * distances[scale](a, b), 0) / ratings.length
    const all = ratings.flatMap((a, i) => ratings.flatMap((b, j) => (i === j ? [] : distances[scale](a, b))))
    const overall = all.reduce((sum, distance) => sum + distance) / all.length
    near(krippendorffAlpha(observed, scale), 1 - inside / overall, 1e-12)
  }
})

test('krippendorffAlpha(counts, scale) is undefined where one category occurs or nothing can be compared', () => {
  for (const scale of ['nominal', 'ordinal'] as const) {
    assert.equal(krippendorffAlpha(tableOf([3, 0], [2, 0]), scale), undefined)
    assert.equal(krippendorffAlpha(tableOf([3, 0], [0, 1]), scale), undefined)
    assert.equal(krippendorffAlpha(tableOf([1, 0], [0, 1]), scale), undefined)
    assert.equal(krippendorffAlpha([], scale), undefined)
  }
})

test('gwetAc1(counts) gives the published figures of two, of six and of four raters with ratings missing', () => {
  near(gwetAc1(countsOf(twoAbstractors)), 0.8493305, 1e-7) // irrCAC 1.0, gwet.ac1.table
  near(gwetAc1(sixPsychiatrists), 0.4448007, 1e-7) // irrCAC 1.0, gwet.ac1.dist
  near(gwetAc1(observed), 0.77544, 1e-5) // irrCAC 1.0, gwet.ac1.raw
})

test('gwetAc1(counts) takes off the chance that a guess meets, item by item', () => {
  const items = fourObservers.map((row) => row.flatMap((rating) => rating ?? []))
  const shares = [1, 2, 3, 4, 5].map(
    (k) => items.reduce((sum, row) => sum + row.filter((rating) => rating === k).length / row.length, 0) / 12,
  )
  const guessed = shares.reduce((sum, share) => sum + share * (1 - share), 0) / 4
  const agreed = items.slice(0, 11).map((row) => {
    const pairs = row.flatMap((a, i) => row.slice(i + 1).map((b) => Number(a === b)))
    return pairs.reduce((sum, isSame) => sum + isSame, 0) / pairs.length
  })
  const agreement = agreed.reduce((sum, share) => sum + share, 0) / 11
  near(gwetAc1(observed), (agreement - guessed) / (1 - guessed), 1e-12)
})

test('gwetAc1(counts) is 1 where all choose one of two categories, undefined where there is one or nothing to compare', () => {
  assert.equal(gwetAc1(tableOf([3, 0], [3, 0])), 1)
  assert.equal(gwetAc1(tableOf([3], [3])), undefined)
  assert.equal(gwetAc1(tableOf([1, 0], [0, 1])), undefined)
})

test('figures of agreement refuse rows of different length and cells that are no counts', () => {
  const figures = [
    percentAgreement,
    fleissKappa,
    gwetAc1,
    (counts: number[][]) => krippendorffAlpha(counts, 'nominal'),
    (counts: number[][]) => krippendorffAlpha(counts, 'ordinal'),
  ]
  for (const figure of figures) {
    assert.throws(() => figure(tableOf([2, 0], [1, 1, 0])), RangeError)
    for (const cell of [-1, 0.5, NaN]) assert.throws(() => figure([[2, cell]]), RangeError)
  }
})

test('figures of agreement are 1 where raters agree on every item, and never more', () => {
  const row = fc.array(fc.nat({ max: 3 }), { minLength: 3, maxLength: 3 })
  const table = fc.array(row, { minLength: 1, maxLength: 8 })
  const figures = (counts: number[][]) => [
    percentAgreement(counts),
    gwetAc1(counts),
    krippendorffAlpha(counts, 'nominal'),
    krippendorffAlpha(counts, 'ordinal'),
  ]
  fc.assert(fc.property(table, (counts) => figures(counts).every((figure) => figure === undefined || figure <= 1)))
  assert.deepEqual(figures(tableOf([3, 0, 0], [0, 2, 0], [0, 0, 4])), [1, 1, 1, 1])
})
