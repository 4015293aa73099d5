import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { planNamed } from '../../server/commands/plan.ts'
import type { PlanTyped } from '../../server/commands/plan-options.ts'
import { planTable } from '../../server/commands/plan-table.ts'
import { publishedHuman } from '../../server/published/human.ts'
import type { PublishedTask } from '../../server/published/schema.ts'
import { answerCells, answersText } from '../exports/given-answers.ts'
import { runRow, runText } from '../model-runs/given-run.ts'
import { givenFile } from './given-file.ts'
import { stanceline } from './stanceline.ts'

const stated = { keeps: '0.85', questions: '3', units: '3' }
const typed = Object.entries(stated).flatMap(([option, value]) => [`--${option}`, value])
const paid = { pay: '1.50', minutes: '4', fee: '0.33' }

/** The published people as a study of this program would export them. */
function publishedFile(t: TestContext, task: PublishedTask, people = Infinity) {
  const answers = publishedHuman(task).filter((_, n) => n < people * 5)
  const cells = answers.map(({ respondent, unit, topic, original, wording, distribution }) =>
    answerCells({
      participant_id: respondent,
      unit_id: unit,
      topic,
      topic_english: '',
      original,
      wording,
      yes_means: 'none',
      stance: distribution[0] === 1 ? 'opposes' : 'supports',
    }),
  )
  return givenFile(t, 'answers.csv', answersText(...cells))
}

for (const task of ['topic', 'paraphrase'] as const) {
  test(`planNamed(typed) plans from a pilot that is the published people of the ${task} task as from these`, async (t) => {
    const file = await publishedFile(t, task)
    const options = { power: '0.8', difference: '-0.08', ...paid }
    const [pilot, published] = [
      await planNamed({ ...options, sources: [file] }, { studies: 30 }),
      await planNamed({ ...options, sources: [`published:human-${task}`] }, { studies: 30 }),
    ]
    assert.deepEqual(pilot.design, { ...published.design, from: 'pilot', sources: [file] })
    assert.match(pilot.restsOn[0] ?? '', /people of a pilot \(.*answers\.csv\)/)
    assert.deepEqual({ ...pilot, design: published.design, restsOn: published.restsOn }, published)
  })
}

test('planNamed(typed) plans from the topics of the published people where nothing else is named', async () => {
  const wanted = { width: '0.2' }
  const { design } = await planNamed(wanted, { studies: 5 })
  assert.deepEqual([design.from, design.from !== 'stated' && design.sources], ['published', ['published:human-topic']])
  assert.equal((await planNamed({ ...wanted, ...stated }, { studies: 5 })).design.from, 'stated')
})

test('planNamed(typed) plans for a measure of people who tell of both', async () => {
  const sources = ['published:human']
  const kindOf = async (kind?: string) => {
    const { design } = await planNamed({ sources, width: '0.2', kind }, { studies: 5 })
    return design.from === 'stated' ? undefined : [design.kind, design.people]
  }
  assert.deepEqual(await kindOf(), ['topic', 84])
  assert.deepEqual(await kindOf('paraphrase'), ['paraphrase', 81])
})

test('planNamed(typed) says so where only simulated people answered', async (t) => {
  const cells = Array.from({ length: 60 }, (_, n) =>
    answerCells({
      participant_id: `p${n % 20}`,
      is_simulated: 'true',
      original: `Question ${Math.floor(n / 20)}?`,
      wording: `Question ${Math.floor(n / 20)}?`,
      stance: n % 7 === 0 ? 'opposes' : 'supports',
    }),
  )
  const file = await givenFile(t, 'answers.csv', answersText(...cells))
  const plan = await planNamed({ sources: [file], width: '0.2' }, { studies: 20 })
  assert.equal(plan.design.from !== 'stated' && plan.design.isSimulated, true)
  assert.match(planTable(plan), /^SIMULATED PEOPLE ONLY: /)
})

test('planNamed(typed) refuses a pilot that is too small, and a model, in one line', async (t) => {
  const file = await publishedFile(t, 'paraphrase', 7)
  await assert.rejects(
    planNamed({ sources: [file], width: '0.2' }),
    /answers\.csv: expected a pilot of at least 20 people, .* there are 7 in 3 units, 1 of them with one person\. Collect/,
  )
  const run = await givenFile(t, 'run.json', runText({}, [runRow(), runRow({ original: 'Another?' })]))
  await assert.rejects(planNamed({ sources: [run], width: '0.2' }), /run\.json: expected answers of people/)
  await assert.rejects(planNamed({ sources: ['published:llama3'], width: '0.2' }), /only figures were published/)
  await assert.rejects(planNamed({ sources: [file, file], width: '0.2' }), /expected each file once/)
})

const refusals: readonly (readonly [PlanTyped, RegExp])[] = [
  [{}, /^--width: expected a target: --width, or --power with --difference or --equivalence$/],
  [{ difference: '-0.1' }, /^--width: expected a target/],
  [{ width: '0.1', difference: '-0.1' }, /^--difference: expected --power beside it$/],
  [{ width: '0.1', equivalence: '0.1' }, /^--equivalence: expected --power beside it$/],
  [{ width: '0.1', power: '0.8' }, /^--power: expected one target, so no --width beside it$/],
  [{ power: '0.8' }, /^--power: expected either --difference or --equivalence beside it$/],
  [{ power: '0.8', difference: '-0.1', equivalence: '0.1' }, /^--power: expected either/],
  [{ width: '0' }, /^--width: expected a number above 0, as in 0\.05$/],
  [{ width: '' }, /^--width: /],
  [{ width: 'wide' }, /^--width: /],
  [{ width: 'Infinity' }, /^--width: /],
  [{ power: '1', difference: '-0.1' }, /^--power: expected a share of studies above 0 and below 1, as in 0\.8$/],
  [{ power: '0', difference: '-0.1' }, /^--power: /],
  [{ power: '80', difference: '-0.1' }, /^--power: /],
  [{ power: '0.8', difference: '0' }, /^--difference: expected a number other than 0, as in -0\.05 or 0\.05$/],
  [
    { power: '0.8', difference: '-0.5', ...stated },
    /^--difference: expected a number from -\d\.\d{4} to 0\.\d{4}, as people/,
  ],
  [{ power: '0.8', equivalence: '-0.1' }, /^--equivalence: expected a number above 0/],
  [{ width: '0.1', ...stated, keeps: '0.49' }, /^--keeps: expected a probability from 0\.5 to below 1, as in 0\.85$/],
  [{ width: '0.1', ...stated, keeps: '1' }, /^--keeps: /],
  [{ width: '0.1', ...stated, sources: ['published:human'] }, /^--keeps: expected no source beside it/],
  [{ width: '0.1', ...stated, kind: 'topic' }, /^--kind: expected no --keeps beside it$/],
  [{ width: '0.1', keeps: '0.8' }, /^--keeps: expected --questions and --units beside it$/],
  [{ width: '0.1', questions: '5' }, /^--questions: expected --keeps beside it$/],
  [{ width: '0.1', units: '5' }, /^--units: expected --keeps beside it$/],
  [{ width: '0.1', ...stated, questions: '1' }, /^--questions: expected a whole number from 2 to 100$/],
  [{ width: '0.1', ...stated, units: '2.5' }, /^--units: expected a whole number from 1 to 1000$/],
  [{ width: '0.1', kind: 'all' }, /^--kind: expected one of topic, paraphrase$/],
  [{ width: '0.1', pay: '1' }, /^--pay: expected --minutes beside it$/],
  [{ width: '0.1', minutes: '4' }, /^--minutes: expected --pay beside it$/],
  [{ width: '0.1', fee: '0.3' }, /^--fee: expected --pay beside it$/],
  [{ width: '0.1', currency: 'EUR' }, /^--currency: expected --pay beside it$/],
  [{ width: '0.1', ...paid, pay: '0' }, /^--pay: expected a number above 0/],
  [{ width: '0.1', ...paid, minutes: '0' }, /^--minutes: expected a number above 0/],
  [{ width: '0.1', ...paid, fee: '33' }, /^--fee: expected a share of the pay from 0 to 1, as in 0\.33$/],
  [{ width: '0.1', ...paid, currency: 'euro' }, /^--currency: expected three capital letters, as in USD$/],
  [{ width: '0.1', seed: '-1' }, /^--seed: expected a whole number from 0/],
  [
    { width: '0.0001', ...stated },
    /^--width: expected a width of at least \d\.\d{4}, which 1000 people per unit reach$/,
  ],
]

for (const [options, expected] of refusals) {
  test(`planNamed(${JSON.stringify(options)}) is refused in one line`, async () => {
    await assert.rejects(planNamed(options), ({ name, message }: Error) => {
      assert.equal(name, 'InputProblem')
      assert.match(message, expected)
      return true
    })
  })
}

test('stanceline plan ends with 2 where it is used wrongly, and says why in one line', async () => {
  const { code, stdout, stderr } = await stanceline(['plan', '--width', '0.1', '--power', '0.8', '--json'])
  assert.deepEqual([code, stderr], [2, '--power: expected one target, so no --width beside it\n'])
  assert.equal(JSON.parse(stdout).error.file, '--power')
})

test('stanceline plan --json prints the plan and nothing else, as asked', async () => {
  const options = { width: '0.3', seed: '5', pay: '2', minutes: '6', currency: 'JPY' }
  const args = Object.entries({ ...stated, ...options }).flatMap(([option, value]) => [`--${option}`, value])
  const { code, stdout, stderr } = await stanceline(['plan', ...args, '--json'])
  assert.deepEqual([code, stderr], [0, ''])
  const { seed, wanted, pay } = JSON.parse(stdout)
  assert.deepEqual(JSON.parse(stdout), await planNamed({ ...stated, ...options }))
  assert.deepEqual([seed, wanted, pay.currency], [5, { width: 0.3 }, 'JPY'])
})

test('planTable(plan) words what is wanted, and tells how many studies reach it', async () => {
  const tableOf = async (options: PlanTyped) => planTable(await planNamed({ ...stated, ...options }, { studies: 20 }))
  const below = await tableOf({ power: '0.6', difference: '-0.15' })
  assert.match(
    below,
    /^Wanted: in 60 % of studies, the 95 % interval leaves out a figure that lies 0\.15 below the true one\n/,
  )
  assert.match(below, /\n {2}studies that reach it {2}\d+ % +20 simulated studies, Monte Carlo error \d+\.\d points\n/)
  const above = await tableOf({ power: '0.6', difference: '0.15' })
  assert.match(above, /a figure that lies 0\.15 above the true one\n/)
  const alike = await tableOf({ power: '0.6', equivalence: '0.15' })
  assert.match(alike, /^Wanted: in 60 % of studies, .* equal to the true one equivalent within ±0\.15\n/)
  const published = await tableOf({ width: '0.2', keeps: undefined, questions: undefined, units: undefined })
  assert.match(published, /people per unit, other people like those it rests on: the middle 80 % of 200 redraws\n/)
  assert.doesNotMatch(published, /cost/i)
})

test('stanceline plan prints what to ask for, what it costs, what it rests on and what it does not promise', async () => {
  const { code, stdout, stderr } = await stanceline([
    'plan',
    ...typed,
    '--width',
    '0.3',
    ...Object.entries(paid).flatMap(([option, value]) => [`--${option}`, value]),
  ]) // prettier-ignore
  assert.deepEqual([code, stderr], [0, ''])
  const { proposal, range } = await planNamed({ ...stated, ...paid, width: '0.3' })
  assert.match(
    stdout,
    /^Wanted: a 95 % interval of the total that is 0\.3 wide or narrower, on average\nDesign: 3 units, 3 answers a person, seed 1\n/,
  )
  const each = proposal.peoplePerUnit
  assert.match(
    stdout,
    new RegExp(`\nProposed: ${each} people per unit, ${each * 3} in all, about ${each * 9} answers\n`),
  )
  assert.match(stdout, new RegExp(`\n +expected width +${proposal.expectedWidth.toFixed(4)} +1000 simulated studies`))
  assert.match(
    stdout,
    new RegExp(`\n +might as well be +${range.low} – ${range.high} +people per unit, if people keep`),
  )
  const money = (amount: number) => `USD.${amount.toFixed(2)}`
  assert.match(stdout, new RegExp(`\nCost: ${money(each * 3 * 1.5 + (proposal.cost?.fee ?? 0))}; `))
  assert.match(stdout, new RegExp(`${money(1.5)} for 4 minutes is ${money(22.5)} an hour\n`))
  assert.match(
    stdout,
    /\npeople per unit {2}people {2}answers {2}expected width {2}cost\n3 {16}9 {7}27 {7}0\.\d{4} {10}USD.17\.96\n/,
  ) // prettier-ignore
  assert.match(
    stdout,
    /\nThis rests on:\n {2}Nobody was asked: (?:.*\n)+It does not promise:\n {2}an interval as narrow/,
  )
})
