import assert from 'node:assert/strict'
import { test } from 'node:test'
import { near } from '../statistics/near.ts'
import { average, bcaBands, distancesInGroup, pearson, spearman } from './direct.ts'
import { type Person, peopleDrawn, topicsDrawn, typically } from './direct-people.ts'
import { adjusted, exactP, shuffledP, signP } from './direct-tests.ts'

// The loops that the product is compared with must be right themselves.

test('distancesInGroup(shares) gives the table of the study for groups of choices', () => {
  // study.md 1.5: answers in a group, of these the minority, distance of a majority and of a minority answer
  for (const [answers, minority, close, far] of [
    [2, 1, 0.464501, 0.464501],
    [3, 1, 0.296998, 0.628337],
    [4, 1, 0.204315, 0.712529],
    [5, 1, 0.14397, 0.761562],
    [5, 2, 0.365814, 0.562116],
    [6, 1, 0.102212, 0.790978],
    [10, 1, 0.025938, 0.828323],
    [5, 0, 0, 0],
  ] as const) {
    const shares = Array.from({ length: answers }, (_, n) => Number(n >= minority))
    near(
      distancesInGroup(shares),
      shares.map((share) => (share === 0 ? far : close)),
      1e-6,
    )
  }
})

test('distancesInGroup(shares) gives the vectors of the study for soft answers', () => {
  // study.md, appendix B
  near(distancesInGroup([0.9, 0.8, 0.3]), [0.186692, 0.088649, 0.280312])
  near(distancesInGroup([1, 0.5, 0]), [0.464501, 0, 0.464501])
  near(distancesInGroup([0.5, 0.5002]), [0.000071, 0.000071])
  near(distancesInGroup([0.5, 0.50005]), [0, 0])
})

test('pearson(pairs) and spearman(pairs) agree with scipy 1.17 where values are tied', () => {
  const pairs = [
    [1, 2],
    [2, 1],
    [2, 4],
    [4, 4],
    [7, 3],
  ] as const
  near([pearson(pairs) ?? NaN, spearman(pairs) ?? NaN], [0.3373085973, 0.3947368421])
})

test('bcaBands(values) hold the published bounds of people on topics', () => {
  // study.md 1.5 and appendix A: 84 people by answers and minority; published bounds 0.2736 to 0.2742, and 0.3186
  const groups = [
    [3, 0, 2],
    [3, 1, 1],
    [4, 0, 9],
    [4, 1, 6],
    [4, 2, 6],
    [5, 0, 10],
    [5, 1, 17],
    [5, 2, 33],
  ] as const
  const distances = groups.flatMap(([size, minority, people]) =>
    Array.from({ length: people }, () =>
      distancesInGroup(Array.from({ length: size }, (_, n) => Number(n >= minority))),
    ),
  )
  near(average(distances.flat()), 0.296119)
  const { low, high } = bcaBands(distances.flat())
  assert.ok(low.from <= 0.2736 && low.to >= 0.2742, JSON.stringify(low))
  assert.ok(high.from <= 0.3186 && high.to >= 0.3186, JSON.stringify(high))
})

const one = (topic: string, sum: number, count = 2): Person => [{ topic, sum, count }]

test('peopleDrawn(people) and topicsDrawn(people) go as far from 0 as the variance of a stratified ratio says', () => {
  // Cochran 1977: n / (n - 1) times the sum of squares within each stratum; here of (sum - mean x count) / answers
  const people = [one('A', 0), one('A', 1), one('A', 2), one('B', 1), one('B', 2), one('C', 3, 1), one('D', 1, 1)]
  // mean 10 / 12, so that A pulls by -10, -4, 2; B by -4, 2; C and D, who are alone, by 13 and 1: all over 72
  const within = (1.5 * (36 + 36) + 2 * (9 + 9) + 2 * (36 + 36)) / 72 ** 2
  near(typically(peopleDrawn(people)), Math.sqrt(within), 0.03 * Math.sqrt(within))
  // whole topics pull by -12, -2, 13 and 1
  const over = ((4 / 3) * (144 + 4 + 169 + 1)) / 72 ** 2
  near(typically(topicsDrawn(people)), Math.sqrt(over), 0.03 * Math.sqrt(over))
})

test('exactP, shuffledP and signP find the p-values that can be counted by hand', () => {
  const own = (...sums: readonly number[]) => sums.map((sum) => ({ sum, count: 2 }))
  // of three ways to deal one of 0, 1, 2, two are as far apart: 0 and 2
  near([exactP({ first: own(0), second: own(1, 2) }), exactP({ first: own(1), second: own(0, 2) })], [2 / 3, 1])
  const { from, to } = shuffledP([{ first: own(0, 1), second: own(2, 3) }])
  assert.ok(from < 1 / 3 && to > 1 / 3 && to - from < 0.06, `${from} ${to}`) // two of six ways
  // 6 and -6 of the eight sums of 1, 2, 3 with signs; 28 differences of 1 all to one side: two of 2^28
  near([signP([1, 2, 3]), signP([1, -1]), signP(Array(28).fill(1)) * 2 ** 28], [0.25, 1, 2])
})

test('adjusted(pValues) steps up as Benjamini and Hochberg do, by hand', () => {
  near(adjusted([0.04, 0.01, 0.03]), [0.04, 0.03, 0.04])
  near(adjusted([0.01, 0.02, 0.02, 0.5, 0.9]), [1 / 30, 1 / 30, 1 / 30, 0.625, 0.9])
})
