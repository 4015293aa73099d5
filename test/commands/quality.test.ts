import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { flagNamed } from '../../server/commands/quality.ts'
import { qualityTable } from '../../server/commands/quality-table.ts'
import { flagRespondents } from '../../server/quality/report.ts'
import type { StanceRecord } from '../../server/stances/record.ts'
import { seededRandom } from '../../server/statistics/seeded-random.ts'
import { batchRow, batchText, encoded } from '../crowd-batches/given-batch.ts'
import { answerCells, answersText } from '../exports/given-answers.ts'
import { runRow, runText } from '../model-runs/given-run.ts'
import {
  alwaysSupports,
  answer,
  answersBy,
  drawnSides,
  honest,
  type Manner,
  saysYes,
  sourceOf,
  takesFirst,
  tossesCoin,
} from '../quality/given-people.ts'
import { givenFile } from './given-file.ts'
import { newDatabase, stanceline } from './stanceline.ts'

const design = { topics: 28, questions: 5 }

function records(manners: Readonly<Record<string, Manner>>): StanceRecord[] {
  const random = seededRandom(3)
  return Object.entries(manners).flatMap(([name, manner]) => answersBy(name, design, { manner, random }))
}

const careful = () => honest(drawnSides(design, seededRandom(4)))

function answersFile(t: TestContext, ...manners: Readonly<Record<string, Manner>>[]): Promise<string> {
  const all = records({ careful: careful(), ...Object.assign({}, ...manners) })
  return givenFile(t, 'answers.csv', answersText(...all.map(cellsOf)))
}

function cellsOf({ respondent, topic, original, distribution, yesMeans, paradata }: StanceRecord) {
  const stance = distribution[0] === 1 ? 'opposes' : 'supports'
  return answerCells({
    participant_id: respondent,
    topic,
    topic_english: '',
    original,
    wording: original,
    stance,
    yes_means: yesMeans ?? 'none',
    option_chosen: stance === yesMeans ? 'yes' : 'no',
    position_chosen: String(paradata?.position),
  })
}

test('stanceline quality --json prints the report and nothing else', async (t) => {
  const file = await answersFile(t, { yes: saysYes })
  const { code, stdout, stderr } = await stanceline(['quality', file, '--json', '--dependability', '0.9'])
  assert.deepEqual([code, stderr], [0, ''])
  const report = JSON.parse(stdout)
  assert.deepEqual(report, await flagNamed([file], { dependability: 0.9 }))
  assert.deepEqual([report.dependability, report.flagged[0]?.respondent], [0.9, 'yes'])
})

test('stanceline quality prints rules with thresholds, counts and false alarms, then whom they flag and why', async (t) => {
  const file = await answersFile(t, { yes: saysYes, coin: tossesCoin, first: takesFirst, same: alwaysSupports })
  const { code, stdout, stderr } = await stanceline(['quality', file])
  assert.deepEqual([code, stderr], [0, ''])
  assert.match(stdout, /^5 respondents, 700 answers\nAn honest person keeps to a side with a chance of 0\.85;/)
  assert.match(stdout, /\nrule +threshold +applied to +flagged +false alarms\n/)
  assert.match(stdout, /\nalways-first-position +all of 6 answers or more +5 +1 +7\.2e-43\n/)
  assert.match(stdout, /\ntoo-fast +under 0\.3 of the median pace; 3 gaps, 10 people +0 +0 +–\n/)
  assert.match(stdout, /\nNot applied\n {2}too-fast +the pace of fewer than 10 people is known, /)
  assert.match(
    stdout,
    /\nFlagged: 4 of 5 respondents\n {2}coin +near-random +\d\d of 140 answers on 28 topics against /,
  )
  assert.match(
    stdout,
    /\n {2}first +always-first-position +the option shown first, 140 times of 140; false alarm 7\.2e-43\n/,
  )
  assert.match(stdout, /\n {2}same +straight-lining +140 supporting of as many answers, on 28 topics; false alarm /)
  assert.match(
    stdout,
    /\n {2}yes +always-yes +yes, 140 times of 140: 70 where yes supports, 70 where it opposes; false alarm /,
  )
  assert.ok(stdout.endsWith('\n\nNobody is left out of a figure unless that is wanted: measure --without-flagged\n'))
})

test('qualityTable(report) tells paces, and a place on the page, in words', async () => {
  const slow = Array.from({ length: 10 }, (_, n) => n).flatMap((n) =>
    Array.from({ length: 4 }, (_, k) => answer({ respondent: `p${n}`, original: `${k}?`, seconds: 10 * k })),
  )
  const hasty = Array.from({ length: 8 }, (_, k) =>
    answer({
      respondent: 'h\u001b[1m',
      topic: `Topic ${k % 4}`,
      position: 2,
      seconds: k,
      stance: k > 3 ? 'supports' : 'opposes',
    }),
  )
  const table = qualityTable(await flagRespondents([sourceOf([...slow, ...hasty])]))
  assert.match(table, /\nPace: 10\.0 seconds an answer in the median of 11 people\n/)
  assert.match(table, /\n {2}h \[1m +straight-lining +place 2 on the page, 8 times of 8; false alarm 0\.\d{4}\n/)
  assert.match(
    table,
    /\n {2}h \[1m +too-fast +1\.0 seconds an answer, 0\.10 of the study's 10\.0; false alarm 0\.0000\n/,
  )
})

test('flagNamed reads crowd batches and runs of people, and passes over models', async (t) => {
  const asked = Array.from({ length: 6 }, (_, n) => ({
    question: `Question ${n}?`,
    options: n % 2 ? { yes: 'opposes', no: 'supports' } : { yes: 'supports', no: 'opposes' },
  }))
  const slots = asked.map(({ question }, n) => [
    [`Answer.q_${n}`, 'yes'],
    [`Answer.q_${n}_question`, question],
    [`Answer.q_${n}_attn`, 'be'],
    [`Answer.q_${n}_attn_answer`, 'be'],
  ])
  const row = batchRow({ 'Input.questions': encoded(asked), ...Object.fromEntries(slots.flat()) })
  const batch = await givenFile(t, 'batch.csv', batchText(row, { ...row, AssignmentId: 'a2', WorkerId: 'w2' }))
  const rows = ['a', 'b'].flatMap((sample) =>
    asked.map(({ question, options }) =>
      runRow({
        sample,
        question,
        original: question,
        options,
        'option 0': 'yes',
        'p(option=0)': 1,
        'option 1': 'no',
        'p(option=1)': 0,
      }),
    ),
  )
  const people = await givenFile(t, 'people.json', runText({ model: 'human', task: 'classification' }, rows))
  const model = await givenFile(t, 'model.json', runText({}, rows))
  const { flagged, people: count } = await flagNamed([batch, people, model])
  assert.equal(count, 4)
  assert.deepEqual(
    flagged.map(({ respondent, flags }) => [respondent, flags.map(({ rule }) => rule)]),
    ['a', 'b', 'w1', 'w2'].map((name) => [name, ['always-yes']]),
  )
})

test('stanceline quality refuses options and sources in one line', async (t) => {
  const file = await answersFile(t, { coin: tossesCoin })
  const model = await givenFile(t, 'model.json', runText({}, [runRow()]))
  const refusals: [string[], RegExp][] = [
    [[file, '--dependability', '0.5'], /^--dependability: expected a share above 0\.5 and at most 1\n$/],
    [[file, '--dependability', 'high'], /^--dependability: expected a share above 0\.5 and at most 1\n$/],
    [[file, '--dependability', '1.01'], /^--dependability: expected a share above 0\.5 and at most 1\n$/],
    [[model], /model\.json: expected answers of people\n$/],
    [[file, file], /answers\.csv: expected each file once\n$/],
    [
      ['published:human-topic'],
      /^published:human-topic: expected answers of which it is known which side they take\n$/,
    ],
    [['nobody'], /^nobody: expected a file, an exported folder, or the identifier of a study or a stored run\n$/],
    [[await givenFile(t, 'none.csv', answersText())], /none\.csv: expected answers that count, but there are none\n$/],
    [[await givenFile(t, 'one.csv', answersText(answerCells()))], /one\.csv: expected at least two people /],
  ]
  const env = await newDatabase(t)
  for (const [args, message] of refusals) {
    const { code, stdout, stderr } = await stanceline(['quality', ...args], env)
    assert.deepEqual([code, stdout], [2, ''], args.join(' '))
    assert.match(stderr, message)
  }
})
