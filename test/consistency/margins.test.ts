import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { measureFiles } from '../../server/commands/measure-files.ts'
import type { MeasureOptions } from '../../server/commands/measure-options.ts'
import { readAttributes, readMargins } from '../../server/consistency/margins-file.ts'
import { givenFile } from '../commands/given-file.ts'
import { stanceline } from '../commands/stanceline.ts'
import { answerCells, answersText } from '../exports/given-answers.ts'

const answers = ['p1', 'p2', 'p3', 'p4'].flatMap((participant_id) =>
  ['A?', 'B?'].map((original) => answerCells({ participant_id, original, wording: original })),
)
const four = ['p1,old,town', 'p2,old,town', 'p3,young,village', 'p4,young,town']

const marginsFile = (t: TestContext, ...lines: readonly string[]) =>
  givenFile(t, 'margins.csv', ['variable,value,share', ...lines, ''].join('\n'))
const peopleFile = (t: TestContext, ...lines: readonly string[]) =>
  givenFile(t, 'participants.csv', ['participant_id,age,place', ...lines, ''].join('\n'))

test('readMargins(file) reads shares by variable and value, of 1 or per cent, and stretches them to the whole', async (t) => {
  const file = await marginsFile(t, 'age,old,0.402', 'age,young,0.6', 'place,town,80', 'place,village,20')
  assert.deepEqual(
    await readMargins(file),
    new Map([
      [
        'age',
        new Map([
          ['old', 0.402 / 1.002],
          ['young', 0.6 / 1.002],
        ]),
      ],
      [
        'place',
        new Map([
          ['town', 0.8],
          ['village', 0.2],
        ]),
      ],
    ]),
  )
})

test('readMargins(file) refuses shares that are none, and names the line', async (t) => {
  const refusals: [string[], RegExp][] = [
    [['age,old,half', 'age,young,0.5'], /margins\.csv, line 2, field share: expected a number from 0, not "half"$/],
    [['age,old,1.5', 'age,young,-0.5'], /line 3, field share: expected a number from 0, not "-0\.5"$/],
    [['age,old,', 'age,young,1'], /line 2, field share: expected a number from 0, not ""$/],
    [[',old,0.5', 'age,young,0.5'], /line 2, field variable: expected/],
    [['age,old,0.5', 'age,old,0.5'], /field age: expected each value once$/],
    [['age,old,0.5', 'age,young,0.49'], /expected shares of age that add up to 1 or to 100, not 0\.99$/],
    [['age,old,60', 'age,young,41'], /expected shares of age that add up to 1 or to 100, not 101$/],
    [['age,old,0', 'age,young,0'], /expected shares of age that add up to 1 or to 100, not 0$/],
    [[], /margins\.csv: expected/],
  ]
  for (const [lines, message] of refusals) await assert.rejects(readMargins(await marginsFile(t, ...lines)), message)
  await assert.rejects(
    readMargins(await givenFile(t, 'margins.csv', 'variable,share\nage,1\n')),
    /line 1, field value: expected this column$/,
  )
  await assert.rejects(readMargins('/no/such/margins.csv'), /expected a file that can be read$/)
})

test('readAttributes(file, variables) reads what is known of people, whatever other columns there are', async (t) => {
  const file = await givenFile(t, 'participants.csv', 'status,place,participant_id,age\nfinished,town,p1,old\n,,p2,\n')
  assert.deepEqual(
    await readAttributes(file, ['age', 'place']),
    new Map([
      [
        'p1',
        new Map([
          ['age', 'old'],
          ['place', 'town'],
        ]),
      ],
      [
        'p2',
        new Map([
          ['age', ''],
          ['place', ''],
        ]),
      ],
    ]),
  )
})

/** A refusal of margins and people, by what is in their files. */
interface Refused {
  readonly margins: readonly string[]
  readonly people?: readonly string[]
  readonly rule: string
  readonly file: 'margins.csv' | 'participants.csv'
  readonly values: Readonly<Record<string, string>>
}

const refusals: readonly Refused[] = [
  { margins: ['age,old,1'], rule: 'margin-unknown', file: 'margins.csv', values: { variable: 'age', value: 'young' } },
  {
    margins: ['age,old,0.5', 'age,young,0.4', 'age,middle,0.1'],
    rule: 'margin-empty',
    file: 'margins.csv',
    values: { variable: 'age', value: 'middle' },
  },
  {
    margins: ['income,high,1'],
    rule: 'margin-variable',
    file: 'participants.csv',
    values: { variables: 'age, place', found: 'income' },
  },
  {
    margins: ['age,old,0.5', 'age,young,0.5'],
    people: four.slice(0, 3),
    rule: 'attribute-missing',
    file: 'participants.csv',
    values: { respondent: 'p4', variable: 'age' },
  },
  {
    margins: ['place,town,0.5', 'place,village,0.5'],
    people: ['p1,old,town', 'p2,old,town', 'p3,young,', 'p4,young,village'],
    rule: 'attribute-missing',
    file: 'participants.csv',
    values: { respondent: 'p3', variable: 'place' },
  },
]

for (const { margins, people = four, rule, file, values } of refusals) {
  test(`measureFiles(files, { margins, people }) refuses ${rule} of ${values.variable ?? values.found}, and names the file`, async (t) => {
    const options: MeasureOptions = {
      margins: await marginsFile(t, ...margins),
      people: await peopleFile(t, ...people),
    }
    const measured = measureFiles([await givenFile(t, 'answers.csv', answersText(...answers))], options)
    const place = { file: file === 'margins.csv' ? options.margins : options.people }
    await assert.rejects(measured, { name: 'InputProblem', rule, values, place })
  })
}

test('measureFiles(files, { margins, people }) refuses margins that no weights can meet at once', async (t) => {
  // whoever lives in a village is young, so villages cannot be most of a place where few are young
  const margins = await marginsFile(t, 'age,old,0.7', 'age,young,0.3', 'place,town,0.4', 'place,village,0.6')
  const options = { margins, people: await peopleFile(t, ...four) }
  const measured = measureFiles([await givenFile(t, 'answers.csv', answersText(...answers))], options)
  await assert.rejects(measured, { name: 'InputProblem', rule: 'margins-apart', place: { file: margins } })
})

test('measureFiles(files, options) takes margins of which a value has a share of 0, and people who do not count', async (t) => {
  const margins = await marginsFile(t, 'age,old,1', 'age,young,0', 'age,middle,0')
  const people = await peopleFile(t, ...four, 'p5,older,')
  const file = await givenFile(t, 'answers.csv', answersText(...answers))
  const { weights } = await measureFiles([file], { margins, people })
  assert.deepEqual([weights?.least, weights?.most, weights?.effectiveRespondents], [0, 2, 2])
})

test('stanceline measure refuses one of --margins and --people without the other, and margins that are wrong, with 2', async (t) => {
  const [file, people] = [await givenFile(t, 'answers.csv', answersText(...answers)), await peopleFile(t, ...four)]
  const [margins, wrong] = [
    await marginsFile(t, 'age,old,0.5', 'age,young,0.5'),
    await marginsFile(t, 'age,old,0.5', 'age,young,0.6'),
  ]
  const cases: [string[], string, string][] = [
    [['--margins', margins], 'other', '--margins'],
    [['--people', people], 'other', '--people'],
    [['--margins', wrong, '--people', people], 'margin-sum', wrong],
    [['--margins', margins, '--people', '/no/such/people.csv'], 'file-unreadable', '/no/such/people.csv'],
  ]
  for (const [args, rule, at] of cases) {
    const { code, stdout } = await stanceline(['measure', file, ...args, '--json'])
    const { error } = JSON.parse(stdout)
    assert.deepEqual([code, error.code, error.file], [2, rule, at], args.join(' '))
  }
  const { code, stdout } = await stanceline(['measure', file, '--margins', margins, '--people', people, '--json'])
  assert.deepEqual([code, JSON.parse(stdout).weights.variables], [0, ['age']])
})

test('stanceline measure --keeps takes shares above one half, and refuses whatever else is typed', async (t) => {
  const file = await givenFile(t, 'answers.csv', answersText(...answers))
  const { measures } = await measureFiles([file], { keeps: '1,0.6,0.8' })
  assert.deepEqual(
    measures.topic?.noiseFloor.chance.map(({ keeps }) => keeps),
    [0.6, 0.8, 1],
  )
  for (const keeps of ['0.5', '1.1', '', '0.9,', 'often', '0.9;0.8', '-0.9', 'NaN'])
    await assert.rejects(
      measureFiles([file], { keeps }),
      /^InputProblem: --keeps: expected one or more shares above 0\.5 and at most 1, as in 0\.85,0\.95$/,
    )
  const { code, stdout } = await stanceline(['measure', file, '--keeps', '0.3', '--json'])
  const { error } = JSON.parse(stdout)
  assert.deepEqual([code, error.code, error.file], [2, 'other', '--keeps'])
})
