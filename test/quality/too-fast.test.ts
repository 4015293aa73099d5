import assert from 'node:assert/strict'
import { test } from 'node:test'
import { flagRespondents } from '../../server/quality/report.ts'
import { near } from '../statistics/near.ts'
import { answer, sourceOf } from './given-people.ts'

/** Answers of one person, these seconds after one another. */
const paced = (respondent: string, ...gaps: number[]) =>
  [0, ...gaps].map((_, n) => {
    const seconds = gaps.slice(0, n).reduce((sum, gap) => sum + gap, 0)
    return answer({ respondent, original: `Question ${n}?`, seconds })
  })

/** So many people who take 8, 9, 10, 11 or 12 seconds an answer. */
const others = (count: number) =>
  Array.from({ length: count }, (_, n) => paced(`other ${n}`, ...Array.from({ length: 4 }, () => 8 + (n % 5)))).flat()

async function speedOf(...records: ReturnType<typeof paced>) {
  const report = await flagRespondents([sourceOf(records)])
  const [flag] = report.flagged.flatMap(({ flags }) => flags)
  return { pace: report.pace, rule: report.rules.find(({ rule }) => rule === 'too-fast'), flag }
}

test('too-fast flags a pace below 0.3 of the median of all, with the share and both paces', async () => {
  const { flag, rule, pace } = await speedOf(...others(10), ...paced('hasty', 2, 2.5, 60, 2, 2.5))
  assert.deepEqual(flag?.evidence, { seconds: 2.5, medianSeconds: 10, share: 0.25 })
  assert.deepEqual([rule?.appliedTo, rule?.flagged, pace?.people], [11, 1, 11])
})

test('too-fast states what a log-normal with the median and robust spread of the people puts below', async () => {
  const paces = [2.5, 6, 7, 7.5, 8, 10, 12, 13, 14, 15, 16]
  const { flag, pace } = await speedOf(...paces.flatMap((seconds, n) => paced(`p${n}`, seconds, seconds, seconds)))
  near(pace?.logSpread, 1.4826 * Math.log(14 / 10), 1e-12)
  near(flag?.falseAlarmRate, 0.0079005286, 1e-9) // scipy 1.17.1: norm.cdf(log(0.3) / (1.4826 * log(1.4)))
})

test('too-fast lets a pace of 0.3 itself pass, and takes answers by their times, in whatever order they come', async () => {
  assert.equal((await speedOf(...others(10), ...paced('quick', 3, 3, 3))).flag, undefined)
  const mixed = paced('hasty', 2, 2, 2).toReversed()
  assert.equal((await speedOf(...others(10), ...mixed)).flag?.evidence.seconds, 2)
})

test('too-fast needs three gaps of a person', async () => {
  const { rule, flag } = await speedOf(...others(10), ...paced('short', 1, 1), answer({ respondent: 'short' }))
  assert.deepEqual([rule?.appliedTo, flag], [10, undefined])
})

test('too-fast needs ten people with a pace, half of whom took time', async () => {
  const why = 'the pace of fewer than 10 people is known, or half of them took no time at all'
  const still = Array.from({ length: 10 }, (_, n) => paced(`still ${n}`, 0, 0, 0)).flat()
  for (const records of [
    [...others(8), ...paced('hasty', 1, 1, 1)],
    [...others(10), ...still],
  ]) {
    const { rule, pace, flag } = await speedOf(...records)
    assert.deepEqual([rule?.applied, rule?.why, pace, flag], [false, why, undefined, undefined])
  }
  assert.equal((await speedOf(...others(9), ...paced('hasty', 1, 1, 1))).rule?.flagged, 1)
  assert.equal((await speedOf(...others(11), ...still)).rule?.flagged, 10)
})
