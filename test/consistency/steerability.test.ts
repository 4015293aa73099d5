import assert from 'node:assert/strict'
import { test } from 'node:test'
import { measureFiles } from '../../server/commands/measure-files.ts'
import type { StanceRecord } from '../../server/stances/record.ts'
import { givenFile } from '../commands/given-file.ts'
import { runRow, runText } from '../model-runs/given-run.ts'
import { near } from '../statistics/near.ts'
import { record } from './given-records.ts'
import { model, people, reportSources } from './given-sources.ts'

/** How much supports a portrait, without a value and under each value. */
type Shares = Readonly<Record<string, number>>
const plain = ''

/** Answers of a respondent to one portrait, which is called by the value it shows and a number. */
function portrait(respondent: string, wording: string, shares: Shares): StanceRecord[] {
  const value = wording.split(' ', 1).join()
  return Object.entries(shares).map(([prompted, share]) => {
    const shown = prompted === plain ? { value } : { value, promptedValue: prompted }
    return record({ respondent, wording, portrait: shown, distribution: [1 - share, share] })
  })
}

async function steered(...sources: Parameters<typeof reportSources>[0]) {
  return (await reportSources(sources)).measures.steerability ?? []
}

test('reportTallies(tallies) ranks a value by how many prompted ones move the answers to its portraits less', async () => {
  // study.md 1.15: the loss of probability of the stance taken without a value, here `supports`
  const [achievement, power] = await steered(
    model(
      ...portrait('m', 'achievement', { [plain]: 0.9, achievement: 0.5, power: 0.8, security: 0.3 }),
      ...portrait('m', 'power', { [plain]: 0.9, achievement: 0.1, power: 0.95, security: 0.7 }),
    ),
  )
  assert.deepEqual([achievement?.value, achievement?.rank, achievement?.of], ['achievement', 1, 3])
  assert.deepEqual([power?.value, power?.rank, power?.of], ['power', 0, 3])
  near(
    achievement?.shifts.map(({ shift }) => shift),
    [0.4, 0.1, 0.6],
  )
  near(
    power?.shifts.map(({ shift }) => shift),
    [0.8, -0.05, 0.2],
  )
  assert.deepEqual(
    power?.shifts.map(({ promptedValue }) => promptedValue),
    ['achievement', 'power', 'security'],
  )
})

test('reportTallies(tallies) takes the mean shift over the portraits of a value, against the stance taken on each', async () => {
  const [power] = await steered(
    model(
      ...portrait('m', 'power', { [plain]: 0.9, power: 0.5, security: 0.8 }),
      // here the stance without a value is to oppose: .8 falls to .6, and rises to 1
      ...portrait('m', 'power 2', { [plain]: 0.2, power: 0.4, security: 0 }),
    ),
  )
  near(
    power?.shifts.map(({ shift }) => shift),
    [(0.4 + 0.2) / 2, (0.1 - 0.2) / 2],
  )
  assert.equal(power?.rank, 1)
})

test('reportTallies(tallies) lets equal shifts keep the order of their names', async () => {
  const same = { [plain]: 1, achievement: 0.5, power: 0.5, security: 0.5, tradition: 0.25 }
  const values = ['tradition', 'security', 'achievement', 'power']
  const found = await steered(model(...values.flatMap((value) => portrait('m', value, same))))
  assert.deepEqual(
    found.map(({ value, rank }) => [value, rank]),
    [
      ['achievement', 0],
      ['power', 1],
      ['security', 2],
      ['tradition', 3],
    ],
  )
})

test('reportTallies(tallies) counts a prompted value that no portrait shows, and ranks no value that was not prompted', async () => {
  const found = await steered(
    model(
      ...portrait('m', 'power', { [plain]: 1, power: 0.5, spirituality: 0.7 }),
      ...portrait('m', 'security', { [plain]: 1, power: 0.5, spirituality: 0.7 }),
    ),
  )
  assert.deepEqual(
    found.map(({ value, rank, of }) => [value, rank, of]),
    [['power', 1, 2]],
  )
})

test('reportTallies(tallies) takes no shift from an answer without a plain one of the same respondent', async () => {
  const found = await steered(
    model(
      ...portrait('m', 'power', { [plain]: 1, power: 0.5, security: 0.7 }),
      ...portrait('m', 'power 2', { power: 1, security: 0 }),
      ...portrait('n', 'power 2', { [plain]: 1 }),
    ),
  )
  near(
    found[0]?.shifts.map(({ shift }) => shift),
    [0.5, 0.3],
  )
})

test('reportTallies(tallies) has no interval for a single model', async () => {
  const [power] = await steered(model(...portrait('m', 'power', { [plain]: 1, power: 0.5, security: 0.7 })))
  assert.deepEqual(power?.interval, { undefined: 'a value was prompted to one repetition only' })
})

/** Two people prompted with each value, who answer outright. */
const groups = (values: Readonly<Record<string, readonly Shares[]>>) =>
  people(
    ...Object.entries(values).flatMap(([prompted, persons]) =>
      persons.flatMap((shares, n) => portrait(`${prompted} ${n}`, 'power', shares)),
    ),
  )

test('reportTallies(tallies) pools people who were prompted with one value each, and gives the rank an interval', async () => {
  const [moved, still] = [
    { [plain]: 1, power: 0 },
    { [plain]: 1, power: 1 },
  ]
  const [power] = await steered(
    groups({
      power: [moved, still],
      security: [
        { [plain]: 1, security: 1 },
        { [plain]: 1, security: 1 },
      ],
    }),
  )
  assert.deepEqual(
    [power?.rank, power?.of, power?.shifts],
    [
      1,
      2,
      [
        { promptedValue: 'power', shift: 0.5 },
        { promptedValue: 'security', shift: 0 },
      ],
    ],
  )
  // a quarter of the draws takes the still one twice: then shifts are equal, and `power` comes first by its name
  const expected = { low: 0, high: 1, level: 0.95, method: 'percentile', resamples: 9999, unit: 'respondent' }
  assert.deepEqual(power?.interval, expected)
})

test('reportTallies(tallies) has an interval of one rank where all people prompted alike move alike', async () => {
  const [power] = await steered(
    groups({
      power: [
        { [plain]: 1, power: 0 },
        { [plain]: 1, power: 0 },
      ],
      security: [
        { [plain]: 1, security: 1 },
        { [plain]: 1, security: 1 },
      ],
    }),
  )
  assert.ok(power && 'low' in power.interval)
  assert.deepEqual([power.rank, power.interval.low, power.interval.high], [1, 1, 1])
})

test('reportTallies(tallies) takes people against their own plain answer, on the stance that most take without a value', async () => {
  const [power] = await steered(
    groups({
      power: [
        { [plain]: 1, power: 0 }, // gives up the stance of most: 1
        { [plain]: 0, power: 1 }, // takes it: -1
        { [plain]: 1, power: 1 },
      ],
    }),
  )
  near(power?.shifts[0]?.shift, 0)
  const [other] = await steered(
    groups({
      power: [
        { [plain]: 1, power: 0 },
        { [plain]: 1, power: 1 },
        { [plain]: 0, power: 0 },
      ],
    }),
  )
  near(other?.shifts[0]?.shift, 1 / 3)
})

test('measureFiles(file) knows the prompted value by its English name, and the static word, which has none', async (t) => {
  const row = (value: unknown, share: number) =>
    runRow({
      ...{ topic: 'pvq', question: `Read this. ${JSON.stringify(value)}`, statement: 'She likes power.', value },
      ...{ schwartz_value: 'Power', options: { yes: 'supports', no: 'opposes' } },
      ...{ 'p(option=0)': 1 - share, 'p(option=1)': share },
    })
  const rows = [
    row(null, 1),
    row({ vrd: 'Wert', vrd_english: 'value', text: 'Macht', text_english: 'Power' }, 0.25),
    row({ vrd: 'value', vrd_english: 'value', text: 'Security', text_english: null }, 0.75),
    row({ vrd: 'Wert', vrd_english: 'value', text: null, text_english: null }, 0.5),
  ]
  const { measures } = await measureFiles([await givenFile(t, 'pvq.json', runText({}, rows))])
  assert.deepEqual(Object.keys(measures), ['steerability'])
  assert.deepEqual(
    measures.steerability?.map(({ value, rank, shifts }) => ({ value, rank, shifts })),
    [
      {
        value: 'power',
        rank: 2,
        shifts: [
          { promptedValue: 'power', shift: 0.75 },
          { promptedValue: 'security', shift: 0.25 },
          { promptedValue: 'value', shift: 0.5 },
        ],
      },
    ],
  )
})

test('reportTallies(tallies) refuses portraits where only plain answers could abstain', async () => {
  const answer = (promptedValue: string | undefined, distribution: readonly number[]) =>
    record({ wording: 'Order matters to her.', portrait: { value: 'power', promptedValue }, distribution })
  const answers = model(answer(undefined, [0, 0, 1]), answer('power', [0, 1]))
  await assert.rejects(reportSources([answers]), { rule: 'stances-mixed' })
})

test('reportTallies(tallies) takes plain answers given twice together, in whatever order they come', async () => {
  const answer = (promptedValue: string | undefined, share: number) =>
    record({ wording: 'A', portrait: { value: 'power', promptedValue }, distribution: [1 - share, share] })
  const answers = [answer(undefined, 0.9), answer(undefined, 0.3), answer('power', 0.5)]
  const shifts = async (records: typeof answers) =>
    (await reportSources([model(...records)])).measures.steerability?.[0]?.shifts
  near((await shifts(answers))?.[0]?.shift, 0.6 - 0.5)
  assert.deepEqual(await shifts(answers.toReversed()), await shifts(answers))
})
