import assert from 'node:assert/strict'
import { test } from 'node:test'
import { flagRespondents } from '../../server/quality/report.ts'
import { mostFalseAlarms, type RuleName } from '../../server/quality/rule.ts'
import type { Flag } from '../../server/quality/rule-tally.ts'
import { answer, type GivenAnswer, sourceOf } from './given-people.ts'

/** What becomes of a rule with these answers of one person, and what flag is raised: each with a question of its own. */
async function ruleOn(name: RuleName, answers: readonly GivenAnswer[]) {
  const records = answers.map((one, n) => answer({ original: `Question ${n}?`, ...one }))
  const { rules, flagged } = await flagRespondents([sourceOf(records)])
  const rule = rules.find((one) => one.rule === name)
  return { rule, flag: flagged.flatMap(({ flags }) => flags).find((flag) => flag.rule === name) }
}

/** The numbers of a flag that matter, rounded. */
function told(flag: Flag | undefined) {
  return flag && { ...flag.evidence, falseAlarmRate: Number(flag.falseAlarmRate.toPrecision(4)) }
}

const yes = (yesMeans: 'supports' | 'opposes', topic = 'Trams'): GivenAnswer => ({ topic, yesMeans, stance: yesMeans })
const no = (yesMeans: 'supports' | 'opposes', topic = 'Trams'): GivenAnswer => ({
  topic,
  yesMeans,
  stance: yesMeans === 'supports' ? 'opposes' : 'supports',
})
const four = [yes('supports'), yes('supports'), yes('opposes'), yes('opposes')]
const places = (...positions: number[]) => positions.map((position) => ({ position }))
const many = <Item>(count: number, item: Item) => Array.from({ length: count }, () => item)

test('always-yes flags six yeses of mixed meaning, with the chance that an honest person gives them', async () => {
  const { rule, flag } = await ruleOn('always-yes', [...four, yes('supports'), yes('supports')])
  const chance = (0.85 ** 4 * 0.15 ** 2 + 0.15 ** 4 * 0.85 ** 2) / 2
  const counts = { answers: 6, whereYesSupports: 4, whereYesOpposes: 2 }
  assert.deepEqual(told(flag), { ...counts, falseAlarmRate: Number(chance.toPrecision(4)) })
  assert.deepEqual([rule?.applied, rule?.appliedTo, rule?.flagged], [true, 1, 1])
  assert.equal(rule?.falseAlarmRate, flag?.falseAlarmRate)
})

test('always-yes lets a single no pass, and always-no flags noes alone', async () => {
  const nearly = await ruleOn('always-yes', [...four, yes('supports'), no('opposes')])
  assert.deepEqual([nearly.rule?.appliedTo, nearly.flag], [1, undefined])
  const noes = [...many(3, no('supports')), ...many(3, no('opposes'))]
  assert.deepEqual(
    [(await ruleOn('always-yes', noes)).flag, (await ruleOn('always-no', noes)).rule?.flagged],
    [undefined, 1],
  )
})

test('always-yes needs six answers, two of each meaning; abstaining and other options are none', async () => {
  const tooFew = [
    [...four, yes('opposes')],
    [...many(5, yes('supports')), yes('opposes')],
    [...many(5, yes('opposes')), yes('supports')],
    [...four, yes('opposes'), { stance: 'neutral', yesMeans: 'supports' } as const],
    [...four, yes('opposes'), { stance: 'supports' } as const],
  ]
  for (const answers of tooFew) {
    const { rule } = await ruleOn('always-yes', answers)
    assert.deepEqual([rule?.applied, rule?.appliedTo, rule?.falseAlarmRate], [false, 0, undefined])
    assert.match(rule?.why ?? '', /^nobody answered 6 questions by yes or no/)
  }
})

test('always-first-position flags six answers from the first place, by the options shown', async () => {
  const { flag } = await ruleOn('always-first-position', [...places(1, 1, 1, 1, 1), { position: 1, offered: 4 }])
  assert.deepEqual(told(flag), { answers: 6, falseAlarmRate: 0.007813 })
})

test('always-first-position lets one other place pass, and needs six known places among several options', async () => {
  assert.equal((await ruleOn('always-first-position', places(1, 1, 1, 2, 1, 1))).flag, undefined)
  const five = places(1, 1, 1, 1, 1)
  const noSixth: GivenAnswer[] = [{}, { position: 1, offered: 1 }, { position: 3, stance: 'neutral' }]
  for (const sixth of noSixth) {
    const { rule } = await ruleOn('always-first-position', [...five, sixth])
    assert.deepEqual([rule?.applied, rule?.why], [false, 'of nobody is it known where the options stood in 6 answers'])
  }
})

const onTopics = (topics: number, each: number, changes: GivenAnswer = {}) =>
  Array.from({ length: topics * each }, (_, n) => ({ topic: `Topic ${n % topics}`, ...changes }))

test('straight-lining flags one stance on every topic, and tells which', async () => {
  const { flag } = await ruleOn('straight-lining', onTopics(4, 3, { stance: 'opposes' }))
  const chance = 2 * ((0.85 ** 3 + 0.15 ** 3) / 2) ** 4
  const evidence = { supporting: 0, opposing: 12, topics: 4 }
  assert.deepEqual(told(flag), { ...evidence, falseAlarmRate: Number(chance.toPrecision(4)) })
})

test('straight-lining flags one place other than the first, whatever the stances', async () => {
  const turns = onTopics(4, 2).map((one, n) => ({ ...one, stance: n % 3 ? 'supports' : 'opposes' }) as const)
  const at = (position: number) => turns.map((one) => ({ ...one, position, offered: 3 }))
  assert.deepEqual((await ruleOn('straight-lining', at(2))).flag?.evidence, { place: 2, answersThere: 8 })
  assert.equal((await ruleOn('straight-lining', at(1))).flag, undefined)
  const { rule } = await ruleOn('straight-lining', [...at(2).slice(1), { ...at(3)[0] }])
  assert.deepEqual([rule?.appliedTo, rule?.flagged], [1, 0])
})

test('straight-lining counts every later place and either stance among its false alarms', async () => {
  const { rule } = await ruleOn('straight-lining', onTopics(4, 2, { position: 2, offered: 3 }))
  const stance = 2 * ((0.85 ** 2 + 0.15 ** 2) / 2) ** 4
  assert.ok(Math.abs((rule?.falseAlarmRate ?? 0) - (1 - (1 - stance) * (1 - 2 / 3 ** 8))) < 1e-12)
})

test('straight-lining needs eight answers on three topics; abstaining is no stance', async () => {
  const neutral = onTopics(1, 1, { stance: 'neutral' })
  const tooFew = [
    onTopics(7, 1),
    onTopics(2, 6),
    [...onTopics(7, 1), ...neutral],
    onTopics(9, 1, { stance: 'neutral' }),
  ]
  for (const answers of tooFew) {
    const { rule } = await ruleOn('straight-lining', answers)
    assert.deepEqual([rule?.applied, rule?.why], [false, 'nobody gave 8 answers on 3 topics'])
  }
})

test('a rule is applied to nobody whom it would flag too often, and says so', async () => {
  const { rule, flag } = await ruleOn('straight-lining', onTopics(3, 3))
  assert.ok(2 * ((0.85 ** 3 + 0.15 ** 3) / 2) ** 3 > mostFalseAlarms)
  assert.deepEqual([rule?.applied, rule?.appliedTo, flag], [false, 0, undefined])
  assert.equal(rule?.why, 'honest people would be flagged too often, with a chance over 0.05')
})
