import assert from 'node:assert/strict'
import { test } from 'node:test'
import { compareNamed } from '../../server/commands/compare.ts'
import { near } from '../statistics/near.ts'
import { average, distancesInGroup } from './direct.ts'
import { answersOn, comparedRun, matchedIn, put, rowsOn, runFile, weighed } from './given-sides.ts'

const people = answersOn({ Trams: ['++-', '+++'], Parks: ['-+', '--'] })
const answered = { Trams: [0.9, 0.8, 0.3], Parks: [0.6, 0.7] }
const missing = 'the run did not answer 1 of the questions'
const lopsided = 'only one side could abstain'

test('compareNamed(names) calls a run matched if it answered every question that people were asked', async (t) => {
  const { topic } = await comparedRun(t, { people, rows: rowsOn(answered) })
  const { label, reasons, questions, answered: found, inconsistency, byTopic } = matchedIn(topic)
  assert.deepEqual([label, reasons, questions, found], ['matched', [], 5, 5])
  const [parks, trams] = [0, average(distancesInGroup([1, 1, 0]))]
  near(inconsistency, (3 * trams + 2 * parks) / 5)
  near(
    byTopic.map(({ run }) => run),
    [parks, trams],
  )
})

test('compareNamed(names) calls a run not matched if it lacks one question, and counts it', async (t) => {
  const rows = rowsOn(answered).filter(({ question }) => question !== put('Trams', 2))
  const {
    label,
    reasons,
    questions,
    answered: found,
    inconsistency,
  } = matchedIn((await comparedRun(t, { people, rows })).topic)
  assert.deepEqual([label, reasons, questions, found], ['not matched', [missing], 5, 4])
  assert.equal(inconsistency, 0)
})

test('compareNamed(names) matches by what people were asked: whatever else a run answered counts for nothing', async (t) => {
  const others = rowsOn({ Trams: [0, 0, 0, 0.1, 0.2], Taxes: [0, 1] }).slice(3)
  const [alone, beside] = [rowsOn(answered), [...others, ...rowsOn(answered)]]
  const [one, other] = [await comparedRun(t, { people, rows: alone }), await comparedRun(t, { people, rows: beside })]
  assert.deepEqual(matchedIn(other.topic), matchedIn(one.topic))
  assert.notEqual(other.topic?.difference.value, one.topic?.difference.value)
})

test('compareNamed(names) calls a run not matched if only one side could abstain', async (t) => {
  const abstaining = { is_abstain_offered: 'true' }
  const rows = rowsOn(answered)
  const free = rows.map((row) => ({ ...row, ...weighed(['none', 0.2], ['yes', 0.5], ['no', 0.3]) }))
  for (const [own, offered, expected] of [
    [people, free, [lopsided]],
    [answersOn({ Trams: ['0+-', '+++'], Parks: ['-+', '--'] }, abstaining), rows, [lopsided]],
    [answersOn({ Trams: ['0+-', '+++'], Parks: ['-+', '--'] }, abstaining), free, []],
    [people, free.slice(1), [missing, lopsided]],
  ] as const) {
    const { label, reasons } = matchedIn((await comparedRun(t, { people: own, rows: offered })).topic)
    assert.deepEqual([label, reasons], [expected.length === 0 ? 'matched' : 'not matched', expected])
  }
})

test('compareNamed(names) gives the likeliest option all the weight, of two as likely the one offered first', async (t) => {
  const rows = (first: string, second: string) =>
    rowsOn({ Trams: [1, 1, 1], Parks: [1, 1] }).map((row) =>
      row.question === put('Trams', 0) ? { ...row, ...weighed([first, 0.5], [second, 0.5]) } : row,
    )
  const agreeing = matchedIn((await comparedRun(t, { people, rows: rows('yes', 'no') })).topic)
  const dissenting = matchedIn((await comparedRun(t, { people, rows: rows('no', 'yes') })).topic)
  assert.equal(agreeing.inconsistency, 0)
  near(dissenting.inconsistency, (3 * average(distancesInGroup([0, 1, 1]))) / 5)
})

test('compareNamed(names) hardens each sample of a run by itself, and never groups two', async (t) => {
  const samples = [answered, { Trams: [0.4, 0.2, 0.3], Parks: [0.9, 0.1] }]
  const rows = samples.flatMap((topics, sample) => rowsOn(topics, { sample }))
  const { label, inconsistency, questions } = matchedIn((await comparedRun(t, { people, rows })).topic)
  assert.deepEqual([label, questions], ['matched', 5])
  const groups = [
    [1, 1, 0],
    [1, 1],
    [0, 0, 0],
    [1, 0],
  ]
  near(inconsistency, average(groups.flatMap(distancesInGroup)))
})

test('compareNamed(names) finds a question again by the text that people read and by the text in the file', async (t) => {
  const [english, chinese] = [{ language: 'en' }, { language: 'zh-Hans' }]
  const filename = 'results/controversial_chinese_china/parrot/run.json'
  for (const [language, file, shown, variables] of [
    [english, '"Is it right that trams are free?"', 'Is it right that trams are free?', {}],
    [english, 'Is a free tram right? Yes or no?', 'Is a free tram right?', {}],
    [chinese, '电车应该免费,对吗?', '电车应该免费，对吗？', { filename }],
  ] as const) {
    for (const [read, asked] of [
      [shown, file],
      [file, shown],
      [file, file],
    ] as const) {
      const own = people.map((one) => ({
        ...one,
        ...language,
        ...(one.wording === put('Trams', 0) && { wording: read }),
      }))
      const rows = rowsOn(answered).map((row) => (row.question === put('Trams', 0) ? { ...row, question: asked } : row))
      const { topic, alignment } = await comparedRun(t, { people: own, rows, variables })
      assert.deepEqual([matchedIn(topic).label, matchedIn(topic).answered], ['matched', 5], `${read} ${asked}`)
      assert.equal('questions' in alignment && alignment.questions, 5)
    }
  }
})

test('compareNamed(names) leaves a run that is hard already as it is, whatever is filtered', async (t) => {
  const wordings = (signs: string, topic: string) =>
    answersOn({ [topic]: [signs, signs] }, { original: topic, unit_id: topic })
  const own = [...wordings('+++-', 'Trams'), ...wordings('+++++', 'Parks')]
  const hard = [
    ...rowsOn({ Trams: [1, 0, 1, 0] }, { original: 'Trams' }),
    ...rowsOn({ Parks: [1, 1, 1, 1, 0] }, { original: 'Parks' }),
  ]
  for (const options of [{}, { asPublished: true }, { yesSupports: true }, { kind: 'paraphrase' }]) {
    const { paraphrase, measures } = await comparedRun(t, { people: own, rows: hard, options })
    assert.equal(matchedIn(paraphrase).inconsistency, measures.paraphrase?.inconsistency, JSON.stringify(options))
    assert.equal(matchedIn(paraphrase).difference.value, paraphrase?.difference.value)
  }
})

test('compareNamed(names, { settled }) leaves unsettled questions out of the run in the design of the people, too', async (t) => {
  const wordings = (signs: string, topic: string) =>
    answersOn({ [topic]: [signs, signs] }, { original: topic, unit_id: topic })
  const own = [...wordings('++++', 'Trams'), ...wordings('++++-', 'Parks')]
  const hard = [
    ...rowsOn({ Trams: [1, 0, 1, 0] }, { original: 'Trams' }),
    ...rowsOn({ Parks: [1, 1, 1, 1, 0] }, { original: 'Parks' }),
  ]
  const { paraphrase, measures } = await comparedRun(t, { people: own, rows: hard, options: { settled: true } })
  near(measures.paraphrase?.inconsistency, average(distancesInGroup([1, 1, 1, 1, 0])))
  assert.equal(matchedIn(paraphrase).inconsistency, measures.paraphrase?.inconsistency)
})

test('compareNamed(names, { asPublished }) lets a topic with one question count as consistent in the design of the people', async (t) => {
  const own = answersOn({ Trams: ['++-', '+++'], Parks: ['-', '+'] })
  const rows = rowsOn({ Trams: [0.9, 0.8, 0.3], Parks: [0.6, 0.7] })
  const figures = []
  for (const asPublished of [false, true]) {
    const { topic } = await comparedRun(t, { people: own, rows, options: { asPublished } })
    figures.push([matchedIn(topic).inconsistency, matchedIn(topic).sharedTopics])
  }
  const trams = average(distancesInGroup([1, 1, 0]))
  near(figures.flat(), [trams, 1, (3 * trams) / 4, 2])
})

test('compareNamed(names) has no design to match where the baseline is a model, or only figures are known', async (t) => {
  const [one, other] = [await runFile(t, rowsOn(answered)), await runFile(t, rowsOn({ Trams: [0.1, 0.9] }))]
  for (const [names, reason] of [
    [[one, other], 'the baseline is a model, which has no design of people to match'],
    [[one, 'published:llama3'], 'of one side only figures are known'],
    [['published:llama3', one], 'of one side only figures are known'],
  ] as const) {
    const [run] = (await compareNamed(names)).runs
    assert.deepEqual(run?.topic?.matched, { undefined: reason })
  }
})

test('compareNamed(names) has nothing in the design of the people where a run answered none of their questions', async (t) => {
  const reason = { undefined: 'the run answered no group of questions of the baseline' }
  const rows = rowsOn({ Trams: [0.9, 0.8, 0.3, 0.4, 0.1] })
  for (const some of [rows.slice(3), [...rows.slice(0, 1), ...rows.slice(3)]]) {
    const { topic } = await comparedRun(t, { people, rows: some })
    assert.deepEqual(topic?.matched, reason)
  }
})
