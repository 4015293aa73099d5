import assert from 'node:assert/strict'
import { test } from 'node:test'
import { measureFiles } from '../../server/commands/measure-files.ts'
import { givenFile } from '../commands/given-file.ts'
import { answerCells, answersText } from '../exports/given-answers.ts'
import { near } from '../statistics/near.ts'
import { chosen, read } from './given-forms.ts'
import { paraphrases, record, sitting } from './given-records.ts'
import { groupsIn, model, people, reportSources } from './given-sources.ts'

const inEnglish = { language: 'en', originalEnglish: 'A' }
const inGerman = { language: 'de', originalEnglish: 'A' }
const english = model(chosen('A', inEnglish))
const german = model(chosen('A (de)', inGerman))

test('reportTallies(tallies) refuses answers with and without abstaining in one language or form before it pools them', async () => {
  const three = model(chosen('A', { ...inEnglish, distribution: [0.75, 0.125, 0.125] }))
  await assert.rejects(reportSources([english, three, german]), { rule: 'stances-mixed' })
  const open = model(read('j1', 'A', inEnglish))
  await assert.rejects(reportSources([english, three, open]), { rule: 'stances-mixed' })
})

const persons = (changes: Parameters<typeof chosen>[1]) =>
  ['p1', 'p2'].map((respondent) => chosen('A', { ...changes, respondent }))

test('reportTallies(tallies) joins what people answered in two languages, from one file or two', async () => {
  const [one, other] = [persons(inEnglish), persons({ ...inGerman, unit: 'u2', isFor: false })]
  const { languages } = (await reportSources([people(...one), people(...other)])).measures
  assert.equal(languages?.[0]?.joined, 2)
})

test('reportTallies(tallies) joins the choices of people with their open answers, read by judges, from other files', async () => {
  const open = ['j1', 'j2'].map((judge) => people(...persons({ taskForm: 'open', judge })))
  const { taskForm, judges } = (await reportSources([people(...persons({})), ...open], { judge: 'j1' })).measures
  assert.deepEqual([taskForm?.joined, judges?.items], [2, 2])
})

test('reportTallies(tallies) pools people of one language alike, in one file or two', async () => {
  const many = Array.from({ length: 9 }, (_, n) => chosen('A', { ...inEnglish, respondent: `e${n}` }))
  const one = chosen('A', { ...inEnglish, respondent: 'e9', isFor: false })
  const others = people(chosen('A', { ...inGerman, respondent: 'd1' }), chosen('A', { ...inGerman, respondent: 'd2' }))
  const [whole] = groupsIn(await reportSources([people(...many, one), others]))
  const [split] = groupsIn(await reportSources([people(...many), people(one), others]))
  near(split?.inconsistency, whole?.inconsistency ?? NaN)
})

test('collect(sources, { isSettledOnly }) leaves judges comparable, who read the same answers', async () => {
  const wordings = (judge: string, against: number) => [
    ...[0, 1, 2, 3].map((n) => read(judge, 'A', { wording: `A ${n}`, isFor: n >= against })),
    ...[0, 1].map((n) => read(judge, 'B', { wording: `B ${n}` })),
  ]
  const { judges } = (
    await reportSources([model(...wordings('j1', 1)), model(...wordings('j2', 0))], {
      collecting: { filters: { isSettledOnly: true } },
    })
  ).measures
  assert.ok(judges)
})

test('reportTallies(tallies) finds judges to agree alike whatever order their files come in', async () => {
  const files = [true, false].map((isFor) =>
    model(read('j1', 'A', { isFor }), read('j1', 'B'), read('j1', 'C', { isFor: false })),
  )
  const other = model(read('j2', 'A'), read('j2', 'B'), read('j2', 'C', { isFor: false }))
  const agreement = async (own: typeof files) => (await reportSources([...own, other])).measures.judges?.fleissKappa
  assert.deepEqual(await agreement(files), await agreement(files.toReversed()))
})

/** What a person answers to one portrait, plain and under the value prompted. */
const portrait = (respondent: string, value: string, [prompted, before, after]: readonly [string, number, number]) =>
  [undefined, prompted].map((promptedValue, n) => {
    const share = n === 0 ? before : after
    return record({ respondent, wording: value, portrait: { value, promptedValue }, distribution: [1 - share, share] })
  })

test('reportTallies(tallies) gives a rank no interval where many draws hold no answer to go by', async () => {
  const { steerability } = (
    await reportSources([
      people(
        ...portrait('a', 'power', ['power', 1, 0]),
        ...['b', 'c'].flatMap((name) => portrait(name, 'security', ['power', 1, 1])),
        ...['d', 'e'].flatMap((name) => portrait(name, 'power', ['security', 1, 1])),
      ),
    ])
  ).measures
  const [power] = steerability ?? []
  assert.deepEqual([power?.rank, power?.interval], [1, { undefined: 'too few respondents answered these portraits' }])
})

test('reportTallies(tallies) tells no figure of a respondent for a measure that the report has not', async () => {
  const records = ['p1', 'p2'].flatMap((respondent) => paraphrases(respondent, 'Trams', [5, 1]))
  const { measures, byRespondent } = await reportSources([people(...records)], {
    collecting: { isByRespondent: true },
  })
  assert.deepEqual(Object.keys(measures), ['paraphrase'])
  assert.deepEqual(Object.keys(byRespondent?.[0] ?? {}), ['respondent', 'paraphrase'])
})

test('reportTallies(tallies) names the topic of joined answers alike for sources in any order', async () => {
  const other = model(chosen('A (de)', { ...inGerman, topic: 'Bahn' }))
  const first = async (...sources: Parameters<typeof reportSources>[0]) =>
    (await reportSources(sources)).measures.languages?.[0]?.byTopic
  assert.deepEqual(await first(english, other), await first(other, english))
})

test('reportTallies(tallies) draws the interval of a topic alike whatever language is measured beside it', async () => {
  const nine = (language: string) =>
    Array.from({ length: 9 }, (_, n) =>
      sitting(`p${n} ${language}`, 'Zoo', [5, n % 3]).map((one) => ({ ...one, language })),
    )
  const both = (await reportSources([people(...nine('de').flat(), ...nine('en').flat())])).measures.topic
  const alone = (await reportSources([people(...nine('de').flat())])).measures.topic
  assert.deepEqual(both?.byTopic[0]?.interval, alone?.byTopic[0]?.interval)
})

test('reportTallies(tallies) joins no answers of an unknown language', async () => {
  const unknown = model(chosen('A', { originalEnglish: 'A', isFor: false }))
  assert.equal((await reportSources([english, unknown])).measures.languages, undefined)
})

test('reportTallies(tallies) gives equal figures wherever people come from, one file or two', async () => {
  const [topics, wordings] = [
    ['p1', 'p2'].flatMap((name) => sitting(name, 'Trams', [5, 2])),
    ['q1', 'q2'].flatMap((name) => paraphrases(name, 'Buses', [5, 0])),
  ]
  const one = await reportSources([people(...topics, ...wordings)])
  assert.deepEqual(one.measures, (await reportSources([people(...topics), people(...wordings)])).measures)
})

test('measureFiles([older answers.csv], { yesSupports }) keeps abstentions where it keeps the question', async (t) => {
  const rows = ['abstain', 'yes', 'yes'].flatMap((option_chosen, n) =>
    ['A', 'B'].map((question) =>
      answerCells({
        ...{ participant_id: `p${n}`, original: question, wording: question, yes_means: '', option_chosen },
        ...{ is_abstain_offered: 'true', stance: option_chosen === 'abstain' ? 'neutral' : 'supports' },
      }),
    ),
  )
  const report = await measureFiles([await givenFile(t, 'answers.csv', answersText(...rows))], { yesSupports: true })
  assert.deepEqual([report.answers, report.leftOut], [6, undefined])
})
