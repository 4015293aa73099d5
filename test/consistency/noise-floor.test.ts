import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { NoiseFloor, RetestFloor } from '../../server/consistency/noise-floor.ts'
import type { StanceRecord } from '../../server/stances/record.ts'
import { seededRandom } from '../../server/statistics/seeded-random.ts'
import { average, distancesInGroup } from '../comparison/direct.ts'
import { near } from '../statistics/near.ts'
import { known } from './given-persons.ts'
import { record, sitting } from './given-records.ts'
import { people, reportSources } from './given-sources.ts'

/** Every way in which n answers may keep to a stance (1) or not (0), with how likely it is at a propensity each. */
function everyWay(propensities: readonly number[]) {
  return Array.from({ length: 2 ** propensities.length }, (_, way) => {
    const shares = propensities.map((_, n) => (way >> n) % 2)
    const chance = propensities.reduce((all, keeps, n) => all * (shares[n] === 1 ? keeps : 1 - keeps), 1)
    return { shares, chance }
  })
}

/** What is to be expected of a figure of one person's answers, and how far it varies between people. */
function expected(propensities: readonly number[], figure: (shares: readonly number[]) => number) {
  const ways = everyWay(propensities).map(({ shares, chance }) => ({ value: figure(shares), chance }))
  const mean = ways.reduce((sum, { value, chance }) => sum + value * chance, 0)
  const variance = ways.reduce((sum, { value, chance }) => sum + (value - mean) ** 2 * chance, 0)
  return { mean, variance }
}

const inconsistency = (shares: readonly number[]) => average(distancesInGroup(shares))

/** Mean distance between the halves of some answers, over every way to halve them. */
function halved(shares: readonly number[]): number {
  const half = shares.length >> 1
  const ways = everyWay(shares).filter(({ shares: chosen }) => chosen.reduce((sum, one) => sum + one, 0) === half)
  const apart = ways.map(({ shares: chosen }) =>
    inconsistency([1, 0].map((side) => average(shares.filter((_, n) => chosen[n] === side)))),
  )
  return average(apart)
}

const same = (size: number, keeps: number) => Array.from({ length: size }, () => keeps)
const chanceAlone = (size: number, keeps: number) => expected(same(size, keeps), inconsistency).mean

/** People who keep to a stance by fixed propensities, one for each question of their topic; all is asked twice. */
const groups = [
  { topic: 'Trams', people: 2000, propensities: [0.97, 0.94, 0.9, 0.88, 0.96] },
  { topic: 'Parks', people: 2000, propensities: [0.85, 0.8, 0.75] },
]
const opposed = 0.464501

function generated(): StanceRecord[] {
  const { share } = seededRandom(1125)
  return groups.flatMap(({ topic, people: size, propensities }) =>
    Array.from({ length: size }, (_, person) => {
      const usual = share() < 0.5
      return [0, 1].flatMap((repetition) =>
        propensities.map((keeps, n) => {
          const about = { respondent: `${topic} ${person}`, topic, original: `${topic} ${n}`, repetition }
          return record({ ...about, isFor: share() < keeps === usual })
        }),
      )
    }).flat(),
  )
}

function retestIn({ retest }: NoiseFloor): RetestFloor {
  assert.ok('differing' in retest)
  return retest
}

/** Within four standard errors. */
const nearby = (found: number, { mean, variance }: { mean: number; variance: number }) =>
  near(found, mean, 4 * Math.sqrt(variance))

test('reportTallies(tallies) finds of people with known propensities what chance alone makes of them', async () => {
  const { topic } = (await reportSources([people(...generated())])).measures
  assert.ok(topic)
  const retest = retestIn(topic.noiseFloor)
  assert.deepEqual([retest.respondents, retest.wordings], [4000, 2000 * 8])
  // each wording is answered otherwise in p (1 - p) + (1 - p) p of people, who then score 0.464501
  const each = groups.flatMap(({ propensities }) => propensities.map((keeps) => 2 * keeps * (1 - keeps)))
  const differing = { mean: average(each), variance: average(each.map((one) => one * (1 - one))) / retest.wordings }
  nearby(retest.differing.value, differing)
  nearby(retest.distance.value, { mean: opposed * differing.mean, variance: opposed ** 2 * differing.variance })
  // whoever is as dependable as that throughout: p with 2 p (1 - p) = differing, at five and at three questions
  const floorAt = (share: number) => {
    const keeps = (1 + Math.sqrt(1 - 2 * share)) / 2
    return (5 * chanceAlone(5, keeps) + 3 * chanceAlone(3, keeps)) / 8
  }
  const far = 4 * Math.sqrt(differing.variance)
  near(retest.floor.value, floorAt(differing.mean), floorAt(differing.mean + far) - floorAt(differing.mean))
  near(retest.floor.value, floorAt(retest.differing.value), 1e-6)
  near(retest.keeps, (1 + Math.sqrt(1 - 2 * retest.differing.value)) / 2)
  const { low, high } = known(retest.differing.interval)
  near([known(retest.floor.interval).low, known(retest.floor.interval).high], [floorAt(low), floorAt(high)])
  assert.deepEqual(topic.noiseFloor.band, {
    low: floorBounds(retest).low,
    high: floorBounds(retest).high,
    from: 'retest',
  })
})

const floorBounds = ({ floor }: RetestFloor) => known(floor.interval)

test('reportTallies(tallies) finds the halves of such people as far apart as every way to halve them says', async () => {
  const { topic } = (await reportSources([people(...generated())])).measures
  assert.ok(topic && 'value' in topic.noiseFloor.splitHalf)
  const [five, three] = groups.map(({ propensities }) => expected(propensities, halved))
  assert.ok(five && three)
  // 4,000 groups of either size
  nearby(topic.noiseFloor.splitHalf.value, {
    mean: (five.mean + three.mean) / 2,
    variance: (five.variance + three.variance) / 2 / 8000,
  })
  const [ofFive, ofThree] = groups.map(({ propensities }) => expected(propensities, inconsistency))
  assert.ok(ofFive && ofThree)
  nearby(topic.inconsistency, {
    mean: (5 * ofFive.mean + 3 * ofThree.mean) / 8,
    variance: (25 * ofFive.variance + 9 * ofThree.variance) / 64 / 4000,
  })
})

const steady = [0, 1, 0, 2, 1, 0].flatMap((against, n) => sitting(`p${n}`, 'Trams', [n < 3 ? 5 : 3, against]))

test('reportTallies(tallies) tells what chance alone makes of stated propensities at its own numbers of questions', async () => {
  const floor = async (keeps?: readonly number[]) => {
    const { topic } = (await reportSources([people(...steady)], { keeps })).measures
    assert.ok(topic)
    return topic.noiseFloor
  }
  // three people with five questions and three with three: by answers 5 to 3
  const at = (keeps: number) => (5 * chanceAlone(5, keeps) + 3 * chanceAlone(3, keeps)) / 8
  const { chance, band, retest } = await floor()
  assert.deepEqual(
    chance.map(({ keeps }) => keeps),
    [0.85, 0.95],
  )
  near(
    chance.map((one) => one.inconsistency),
    [at(0.85), at(0.95)],
  )
  near([band.low, band.high], [at(0.95), at(0.85)])
  assert.equal(band.from, 'stated')
  assert.deepEqual(retest, { undefined: 'no wording was put to anybody several times' })
  const typed = await floor([1, 0.7])
  near(
    typed.chance.map((one) => one.inconsistency),
    [at(0.7), 0],
  )
  near([typed.band.low, typed.band.high], [0, at(0.7)])
})

test('reportTallies(tallies) spreads what is not kept to over the other two where abstaining was offered', async () => {
  const records = [0, 1, 2, 0, 1].flatMap((taken, n) =>
    ['A', 'B'].map((original, place) => {
      const distribution = [0, 1, 2].map((stance) => Number(stance === (place === 0 ? taken : n % 3)))
      return record({ respondent: `p${n}`, original, distribution })
    }),
  )
  const { topic } = (await reportSources([people(...records)], { keeps: [0.8] })).measures
  // two answers by .8, .1 and .1 differ in 1 - .64 - .01 - .01 of people
  near(topic?.noiseFloor.chance[0]?.inconsistency, 0.34 * opposed)
})
