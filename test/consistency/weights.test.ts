import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { measureFiles } from '../../server/commands/measure-files.ts'
import { measureTable } from '../../server/commands/measure-table.ts'
import type { AnswerSource } from '../../server/consistency/source.ts'
import type { Weighting } from '../../server/consistency/weighting.ts'
import type { StanceRecord } from '../../server/stances/record.ts'
import { givenFile } from '../commands/given-file.ts'
import { meanOver, peopleDrawn, topicsDrawn } from '../comparison/direct-people.ts'
import { answersText } from '../exports/given-answers.ts'
import { near } from '../statistics/near.ts'
import { byPerson, shuffled } from './given-crowd.ts'
import { assertDrawn, personsIn } from './given-persons.ts'
import { sitting } from './given-records.ts'
import { model, people, reportSources } from './given-sources.ts'

/** Age and place of ten people: seven young, six from towns. */
const known: readonly (readonly [age: string, place: string])[] = [
  ...Array.from({ length: 4 }, () => ['young', 'town'] as const),
  ...Array.from({ length: 3 }, () => ['young', 'village'] as const),
  ...Array.from({ length: 2 }, () => ['old', 'town'] as const),
  ['old', 'village'],
]
const attributes = new Map(
  known.map(([age, place], n) => [
    `p${n}`,
    new Map([
      ['age', age],
      ['place', place],
    ]),
  ]),
)
const margins = new Map([
  [
    'age',
    new Map([
      ['young', 0.4],
      ['old', 0.6],
    ]),
  ],
  [
    'place',
    new Map([
      ['town', 0.5],
      ['village', 0.5],
    ]),
  ],
])
const weighting: Weighting = { margins, attributes, files: { margins: 'margins.csv', people: 'people.csv' } }

const against = [0, 1, 2, 0, 1, 1, 0, 2, 2, 1]
const answers = against.flatMap((own, n) =>
  sitting(`p${n}`, n % 2 === 0 ? 'Trams' : 'Parks', [n % 2 === 0 ? 5 : 4, own]),
)

const report = async (sources: readonly AnswerSource[], weighted: Weighting = weighting) =>
  await reportSources(sources, { collecting: { isByRespondent: true }, weighting: weighted, tellsRespondents: false })

/** Raking by hand: the shares of one variable after the other, a thousand times. */
function rakedByHand(): number[] {
  const weights = known.map(() => 1)
  const wanted = [...margins].flatMap(([variable, shares]) => [...shares].map((one) => [variable, ...one] as const))
  for (let step = 0; step < 1000 * wanted.length; step++) {
    const [variable = '', value, share = NaN] = wanted[step % wanted.length] ?? []
    const own = known.flatMap((_, n) => (attributes.get(`p${n}`)?.get(variable) === value ? [n] : []))
    const found = own.reduce((sum, n) => sum + (weights[n] ?? 0), 0)
    for (const n of own) weights[n] = ((weights[n] ?? 0) * share * known.length) / found
  }
  return weights
}
const weights = rakedByHand()

/** What each person adds, as many times as they weigh. */
const weighed = personsIn(answers).map((own, n) =>
  own.map(({ topic, sum, count }) => ({ topic, sum: sum * (weights[n] ?? NaN), count: count * (weights[n] ?? NaN) })),
)

test('reportTallies(tallies, { weighting }) weighs people by the margins, beside the figure that takes each alike', async () => {
  const plain = await reportSources([people(...answers)])
  const { measures, ...rest } = await report([people(...answers)])
  const { weighted, ...others } = measures.topic ?? {}
  assert.deepEqual(others, plain.measures.topic)
  near(weighted?.inconsistency, meanOver(weighed))
  assertDrawn(weighted?.interval, meanOver(weighed), peopleDrawn(weighed))
  // Kish: the square of the sum over the sum of squares
  const effective = 100 / weights.reduce((sum, weight) => sum + weight ** 2, 0)
  near([weighted?.effectiveRespondents ?? NaN, weighted?.respondents ?? NaN], [effective, 10])
  assert.ok(rest.weights && rest.weights.rounds > 1)
  const { least, most, variables, respondents, effectiveRespondents } = rest.weights
  near([least, most, effectiveRespondents], [Math.min(...weights), Math.max(...weights), effective])
  assert.deepEqual([variables, respondents], [['age', 'place'], 10])
  assert.equal(rest.byRespondent, undefined)
})

test('reportTallies(tallies, { weighting }) draws topics with weighted people, too', async () => {
  const five = Array.from({ length: 5 }, (_, k) =>
    against.flatMap((own, n) =>
      n % 5 === k || n % 3 === k % 3 ? sitting(`p${n}`, `topic ${k}`, [5, (own + k) % 3]) : [],
    ),
  ).flat()
  const persons = personsIn(five.toSorted((a, b) => Number(a.respondent.slice(1)) - Number(b.respondent.slice(1))))
  const own = persons.map((person, n) =>
    person.map(({ topic, sum, count }) => ({
      topic,
      sum: sum * (weights[n] ?? NaN),
      count: count * (weights[n] ?? NaN),
    })),
  )
  const { weighted } = (await report([people(...five)])).measures.topic ?? {}
  assertDrawn(weighted?.intervalOverTopics, meanOver(own), topicsDrawn(own))
})

test('reportTallies(tallies, { weighting }) leaves figures as they are where people have the shares already', async () => {
  const equal = new Map([
    [
      'age',
      new Map([
        ['young', 0.7],
        ['old', 0.3],
      ]),
    ],
  ])
  const { measures, weights: told } = await report([people(...answers)], { ...weighting, margins: equal })
  near(measures.topic?.weighted?.inconsistency, measures.topic?.inconsistency ?? NaN)
  near([told?.least ?? NaN, told?.most ?? NaN, told?.effectiveRespondents ?? NaN], [1, 1, 10])
  assert.equal(told?.rounds, 0)
})

test('reportTallies(tallies, { weighting }) weighs a person in two sources once, and no model', async () => {
  const isEarly = ({ original }: { original: string }) => original < 'Trams'
  const [one, two] = [answers.filter(isEarly), answers.filter((answer) => !isEarly(answer))]
  const whole = await report([people(...answers)])
  const more = sitting('p0', 'Parks', [4, 1])
  assert.deepEqual((await report([people(...one), people(...two)])).measures, whole.measures)
  const split = await report([
    people(...answers),
    people(...more, ...sitting('p1', 'Parks', [4, 2]).map((answer) => ({ ...answer, unit: 'u2' }))),
  ])
  const joined = await report([
    people(...answers, ...more, ...sitting('p1', 'Parks', [4, 2]).map((answer) => ({ ...answer, unit: 'u2' }))),
  ])
  assert.deepEqual(split.measures, joined.measures)
  const beside = await report([people(...answers), model(...sitting('parrot', 'Trams', [5, 2]))])
  assert.deepEqual(beside.measures.topic?.weighted, whole.measures.topic?.weighted)
})

test('reportTallies(tallies, { weighting }) weighs people whose open answers several judges read', async () => {
  const open = (judge: string) =>
    people(...answers.map((answer): StanceRecord => ({ ...answer, taskForm: 'open', judge })))
  const { measures } = await report([people(...answers)])
  const judged = await report([open('j1'), open('j2')])
  assert.deepEqual(judged.measures.topic?.weighted, measures.topic?.weighted)
  const { byRespondent } = await reportSources([open('j1'), open('j2')], { collecting: { isByRespondent: true } })
  assert.equal(byRespondent?.length, 10)
})

/** Margins and people as files: half of the people of the crowd are old. */
async function files(t: TestContext) {
  const rows = byPerson.map(([one], n) => `${one?.participant_id},${n % 2 === 0 ? 'old' : 'young'}`)
  return {
    margins: await givenFile(t, 'margins.csv', 'variable,value,share\nage,old,30\nage,young,70.2\n'),
    people: await givenFile(t, 'participants.csv', `participant_id,age\n${rows.join('\n')}\n`),
  }
}

test('measureFiles(files, { margins, people }) gives equal digits in any order, and shares in per cent that miss the whole by rounding', async (t) => {
  const options = await files(t)
  const of = async (rows: typeof byPerson) =>
    await measureFiles([await givenFile(t, 'answers.csv', answersText(...rows.flat()))], options)
  const report = await of(byPerson)
  assert.deepEqual(await of(shuffled(byPerson, 3)), report)
  const scattered = shuffled(byPerson.flat(), 4).map((row) => [row])
  assert.deepEqual(await of(scattered), report)
  near([report.weights?.least ?? NaN, report.weights?.most ?? NaN], [(30 / 100.2) * 2, (70.2 / 100.2) * 2])
  assert.ok(!('byRespondent' in report))
})

test('measureTable(report) tells weights, and the weighted figure below the others', async (t) => {
  const options = await files(t)
  const table = measureTable(
    await measureFiles([await givenFile(t, 'answers.csv', answersText(...byPerson.flat()))], options),
  )
  assert.match(table, /^Weighted by age: 30 \w+ as good as 25\.\d with equal weights; weights 0\.60 to 1\.40$/m)
  assert.match(table, /^ {2}weighted: 0\.\d{4} +0\.\d{4} – 0\.\d{4} +effective n 25\.\d of 30$/m)
})
