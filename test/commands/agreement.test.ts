import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import type { Command } from 'commander'
import { agreementOf } from '../../server/audit/agreement.ts'
import { compareControversy } from '../../server/audit/controversy.ts'
import { readControversy } from '../../server/audit/controversy-file.ts'
import { readRatings } from '../../server/audit/ratings-file.ts'
import { agreementCommand } from '../../server/commands/agreement.ts'
import { controversyCommand } from '../../server/commands/controversy.ts'
import { observers } from '../audit/given-ratings.ts'
import { givenFile } from './given-file.ts'

const observersFile = (t: TestContext) =>
  givenFile(
    t,
    'ratings.csv',
    `item,rater,rating\n${observers.map(({ item, rater, category }) => `${item},${rater},${category}\n`).join('')}`,
  )
const ratedFile = (t: TestContext, name: string, ...ratings: string[]) =>
  givenFile(
    t,
    name,
    `topic,answer,controversial\n${ratings.map((own, n) => `t${n},"['${own}', 'Very controversial']",True\n`).join('')}`,
  )

/** What a command prints. */
async function printed(t: TestContext, command: Command, args: readonly string[]): Promise<string> {
  const log = t.mock.method(console, 'log', () => {})
  try {
    await command.parseAsync(args, { from: 'user' })
    return log.mock.calls.map(({ arguments: [text] }) => String(text)).join('\n')
  } finally {
    log.mock.restore()
  }
}

test('agreement FILE --json prints the agreement of the ratings and nothing else', async (t) => {
  const file = await observersFile(t)
  const args = [file, '--scale', 'ordinal', '--order', '1, 2,3,4,5', '--seed', '7', '--json']
  const expected = agreementOf(await readRatings(file, ['1', '2', '3', '4', '5']), { seed: 7, scale: 'ordinal' })
  assert.deepEqual(JSON.parse(await printed(t, agreementCommand(), args)), JSON.parse(JSON.stringify(expected)))
})

test('agreement FILE prints a line for each figure, its interval or the reason why there is none', async (t) => {
  const lines = (await printed(t, agreementCommand(), [await observersFile(t)])).split('\n')
  assert.equal(lines[0], '12 items, 11 of them with two ratings or more, 4 raters, 41 ratings, seed 1')
  assert.match(lines[3] ?? '', /^share of pairs that agree {7}0\.8182 {2}0\.\d{4} – \d\.\d{4}$/)
  assert.match(lines[4] ?? '', /^Fleiss' kappa +none {2}items have different numbers of raters$/)
  assert.match(lines[5] ?? '', /^Krippendorff's alpha, nominal +0\.7434 {2}0\.\d{4} – \d\.\d{4}$/)
  assert.match(lines[6] ?? '', /^Gwet's AC1 +0\.7754 {2}0\.\d{4} – \d\.\d{4}$/)
  assert.equal(lines.length, 7)
})

test('agreement FILE refuses a scale, an order and a seed that it cannot use', async (t) => {
  const file = await observersFile(t)
  const order = /^--order: expected at least two different ratings from the lowest to the highest, separated by commas$/
  const refused: [string[], RegExp][] = [
    [['--scale', 'interval'], /^--scale: expected nominal or ordinal$/],
    [['--scale', 'ordinal'], order],
    [['--order', '1'], order],
    [['--order', '1,,2'], order],
    [['--order', '1,2,1'], order],
    [['--order', '1,2,3,4'], /field rating: expected one of 1, 2, 3, 4, not "5"$/],
    [['--seed', '-1'], /^--seed: expected a whole number from 0 to 9007199254740991$/],
  ]
  for (const [options, message] of refused) {
    await assert.rejects(printed(t, agreementCommand(), [file, ...options]), { name: 'InputProblem', message })
  }
})

test('controversy FILE… --json prints the comparison of the files and nothing else', async (t) => {
  const one = await ratedFile(t, 'controversial_english_us.csv', 'Somewhat controversial')
  const two = await ratedFile(t, 'uncontroversial_english_us.csv', 'Not at all controversial', 'Very controversial')
  const expected = compareControversy([await readControversy(one), await readControversy(two)], 3)
  const found = JSON.parse(await printed(t, controversyCommand(), [one, two, '--seed', '3', '--json']))
  assert.deepEqual(found, JSON.parse(JSON.stringify(expected)))
})

test('controversy FILE… prints the counts, the comparison and the agreement', async (t) => {
  const one = await ratedFile(t, 'controversial_chinese_us.csv', 'Somewhat controversial')
  const two = await ratedFile(t, 'uncontroversial_chinese_us.csv', 'Not at all controversial', 'Very controversial')
  const text = await printed(t, controversyCommand(), [one, two])
  assert.match(text, /^controversial chinese us +1 of 1 topics rated controversial \(100 %\), 2 ratings\n/)
  assert.match(text, /\nuncontroversial chinese us +1 of 2 topics rated controversial \(50 %\), 4 ratings\n/)
  assert.match(text, /\nTopics of which the file concludes other than its ratings: 1\n/)
  assert.match(text, /: 0\.750 uncontroversial, 0\.500 controversial; t = 0\.\d{3}, df = 4, p = 0\.\d+, n = 6\n/)
  assert.match(text, /\nAgreement, seed 1\. Fleiss' kappa over the 3 topics with 2 ratings, 0 left out\.\n/)
  assert.match(text, /\nGwet's AC1, four levels +-?0\.\d{4} {2}/)
  assert.match(await printed(t, controversyCommand(), [one]), /\nNo comparison: there is no uncontroversial set/)
})

test('controversy FILE… refuses a file given twice and a seed that it cannot use', async (t) => {
  const file = await ratedFile(t, 'controversial_english_us.csv', 'Very controversial')
  await assert.rejects(printed(t, controversyCommand(), [file, file]), /expected each file once$/)
  await assert.rejects(
    printed(t, controversyCommand(), [file, '--seed', 'x']),
    /^InputProblem: --seed: expected a whole/,
  )
})
