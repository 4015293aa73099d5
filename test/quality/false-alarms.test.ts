import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { flagRespondents, type QualityReport } from '../../server/quality/report.ts'
import type { RuleName } from '../../server/quality/rule.ts'
import type { StanceRecord } from '../../server/stances/record.ts'
import { normalQuantile } from '../../server/statistics/normal.ts'
import { type SeededRandom, seededRandom } from '../../server/statistics/seeded-random.ts'
import { answer, answersBy, type Design, drawnSides, honest, sourceOf } from './given-people.ts'

const people = 4000

/** As many honest people as it takes, each with sides of their own unless told which all hold. */
function honestPeople(design: Design, seed: number, shared?: ReturnType<typeof drawnSides>): StanceRecord[] {
  const random = seededRandom(seed)
  return Array.from({ length: people }, (_, n) =>
    answersBy(`p${n}`, design, { manner: honest(shared ?? drawnSides(design, random)), random }),
  ).flat()
}

function ruleIn({ rules }: QualityReport, name: RuleName) {
  const { falseAlarmRate = Number.NaN, ...found } = rules.find(({ rule }) => rule === name) ?? {
    appliedTo: 0,
    flagged: 0,
  }
  return { falseAlarmRate, ...found }
}

/** Within four standard errors of the stated rate; it must be large enough to be seen at all. */
function assertAsStated(t: TestContext, report: QualityReport, name: RuleName): void {
  const { appliedTo, flagged, falseAlarmRate } = ruleIn(report, name)
  const error = Math.sqrt((falseAlarmRate * (1 - falseAlarmRate)) / people)
  t.diagnostic(`${name}: stated ${falseAlarmRate.toFixed(4)}, seen ${(flagged / people).toFixed(4)}`)
  assert.equal(appliedTo, people)
  assert.ok(flagged > 10 && Math.abs(flagged / people - falseAlarmRate) < 4 * error)
}

test('always-first-position takes as many honest people as it states', async (t) => {
  const report = await flagRespondents([sourceOf(honestPeople({ topics: 1, questions: 6 }, 1))])
  assert.equal(ruleIn(report, 'always-first-position').falseAlarmRate, 1 / 64)
  assertAsStated(t, report, 'always-first-position')
})

test('always-yes and always-no take as many honest people as they state', async (t) => {
  const report = await flagRespondents([sourceOf(honestPeople({ topics: 2, questions: 3 }, 2))])
  const inTopic = (0.85 ** 2 * 0.15 + 0.15 ** 2 * 0.85) / 2
  assert.ok(Math.abs(ruleIn(report, 'always-yes').falseAlarmRate - inTopic ** 2) < 2e-4)
  assertAsStated(t, report, 'always-yes')
  assertAsStated(t, report, 'always-no')
})

test('straight-lining takes as many honest people as it states, who hold sides of their own', async (t) => {
  const report = await flagRespondents([sourceOf(honestPeople({ topics: 4, questions: 2 }, 3))])
  const stance = 2 * ((0.85 ** 2 + 0.15 ** 2) / 2) ** 4
  const stated = 1 - (1 - stance) * (1 - 0.5 ** 8)
  assert.ok(Math.abs(ruleIn(report, 'straight-lining').falseAlarmRate - stated) < 2e-3)
  assertAsStated(t, report, 'straight-lining')
})

test('straight-lining takes as many honest people as it states, where all hold one side on everything', async (t) => {
  const sides = Array.from({ length: 6 }, () => 'supports' as const)
  const report = await flagRespondents([sourceOf(honestPeople({ topics: 6, questions: 5 }, 4, sides))])
  assert.ok(Math.abs(ruleIn(report, 'straight-lining').falseAlarmRate - 0.85 ** 30) < 1e-3)
  assertAsStated(t, report, 'straight-lining')
})

test('straight-lining looks for one place alone where everybody supports everything', async (t) => {
  const sides = Array.from({ length: 3 }, () => 'supports' as const)
  const report = await flagRespondents([sourceOf(honestPeople({ topics: 3, questions: 3 }, 5, sides))])
  const { appliedTo, falseAlarmRate } = ruleIn(report, 'straight-lining')
  t.diagnostic(`all of one stance: ${0.85 ** 9}`)
  assert.deepEqual([appliedTo, falseAlarmRate], [people, 0.5 ** 9])
  assert.ok(report.flagged.every(({ flags }) => flags.every(({ evidence }) => !('supporting' in evidence))))
})

test('near-random takes as many honest people as it states, or fewer where they share their sides', async (t) => {
  const design = { topics: 13, questions: 5 }
  const own = await flagRespondents([sourceOf(honestPeople(design, 6))])
  assertAsStated(t, own, 'near-random')
  const shared = await flagRespondents([sourceOf(honestPeople(design, 7, drawnSides(design, seededRandom(7))))])
  assert.equal(ruleIn(shared, 'near-random').falseAlarmRate, ruleIn(own, 'near-random').falseAlarmRate)
  assert.equal(ruleIn(shared, 'near-random').flagged, 0)
})

test('too-fast takes as many people as it states, where paces are log-normal', async (t) => {
  const random = seededRandom(8)
  const records = Array.from({ length: people }, (_, n) => paced(`p${n}`, 6 * Math.exp(0.6 * normal(random)))).flat()
  const report = await flagRespondents([sourceOf(records)])
  assert.ok(Math.abs((report.pace?.logSpread ?? 0) - 0.6) < 0.03)
  assertAsStated(t, report, 'too-fast')
})

function paced(respondent: string, seconds: number): StanceRecord[] {
  return Array.from({ length: 4 }, (_, n) => answer({ respondent, original: `${n}?`, seconds: n * seconds }))
}

function normal(random: SeededRandom): number {
  return normalQuantile(Math.max(random.share(), 1e-9))
}
