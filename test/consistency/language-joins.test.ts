import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { measureFiles } from '../../server/commands/measure-files.ts'
import type { StanceRecord } from '../../server/stances/record.ts'
import { seededRandom } from '../../server/statistics/seeded-random.ts'
import { givenFile } from '../commands/given-file.ts'
import { runRow, runText } from '../model-runs/given-run.ts'
import { near } from '../statistics/near.ts'
import { record } from './given-records.ts'
import { groupsIn, model, people, reportSources } from './given-sources.ts'

type Given = Parameters<typeof record>[0]

/** Mean distance of one answer against one, study.md 1.5. */
const opposed = 0.464501

/** A question in English, or in another language where its words are others. */
function asked(language: string, question: string, changes: Given = {}): StanceRecord {
  const original = language === 'en' ? question : `${question} (${language})`
  return record({ language, unit: language, original, originalEnglish: question, ...changes })
}

/** The original and two paraphrases; the paraphrases come first, as a set may have it. */
function wordings(language: string, question: string, isFor: readonly boolean[]): StanceRecord[] {
  const original = asked(language, question)
  const texts = [`${original.original} (again)`, `${original.original} (once more)`, original.original]
  return isFor.map((side, n) => ({ ...asked(language, question, { isFor: side }), wording: texts[n] ?? '' }))
}

test('reportTallies(tallies) joins originals alone across languages, and leaves questions of one language out', async () => {
  const english = model(...wordings('en', 'A', [true, true, true]), ...wordings('en', 'B', [true, true, true]))
  const german = model(...wordings('de', 'A', [true, true, false]))
  const { measures } = await reportSources([english, german])
  const [found, ...others] = measures.languages ?? []
  assert.deepEqual([found?.languages, found?.joined, found?.singletons, others], [['en', 'de'], 1, 1, []])
  near(found?.inconsistency, opposed)
})

test('reportTallies(tallies) joins wordings by their running number as published, and one language counts as 0', async () => {
  const english = model(...wordings('en', 'A', [true, true, true]), ...wordings('en', 'B', [true, true, true]))
  const german = model(...wordings('de', 'A', [true, true, false]))
  const { measures } = await reportSources([english, german], { treatment: 'as-published' })
  const [found] = measures.languages ?? []
  assert.deepEqual([found?.joined, found?.singletons], [3, 3])
  near(found?.inconsistency, (2 * opposed) / 9) // three pairs, of which one is opposed, and three alone
})

test('reportTallies(tallies) joins an original by its English text, whatever its place and its words', async () => {
  const english = model(asked('en', 'A'), asked('en', 'B', { isFor: false }))
  const german = model(asked('de', 'B', { isFor: false }), asked('de', 'A'))
  const [found] = (await reportSources([english, german])).measures.languages ?? []
  assert.deepEqual([found?.joined, found?.inconsistency], [2, 0])
})

test('reportTallies(tallies) joins nothing across languages where no English text links the questions', async () => {
  const unlinked = { originalEnglish: undefined }
  const { measures } = await reportSources([model(asked('en', 'A', unlinked)), model(asked('de', 'A', unlinked))])
  assert.equal(measures.languages, undefined)
})

test('reportTallies(tallies) measures all languages together and each two of them', async () => {
  const sides = { en: true, de: false, ja: true }
  const sources = Object.entries(sides).map(([language, isFor]) => model(asked(language, 'A', { isFor })))
  const { measures } = await reportSources(sources)
  assert.deepEqual(
    measures.languages?.map(({ languages }) => languages.join()),
    ['en,de,ja', 'en,de', 'en,ja', 'de,ja'],
  )
  // two against one, one against one, and two alike: study.md 1.5
  near(
    measures.languages?.map(({ inconsistency }) => inconsistency),
    [0.407445, opposed, 0, opposed],
  )
})

test('reportTallies(tallies) takes answers to one question in one language together before it joins them', async () => {
  const english = [model(asked('en', 'A')), model(asked('en', 'A', { isFor: false }))]
  const [found] = (await reportSources([...english, model(asked('de', 'A'))])).measures.languages ?? []
  assert.equal(found?.joined, 1)
  near(found?.inconsistency, 0.249874) // (1, 0) and (.5, .5): study.md, appendix B
})

test('reportTallies(tallies) joins choices across languages alike, open answers beside them or not', async () => {
  const choices = [model(asked('en', 'A')), model(asked('de', 'A'))]
  const open = model(asked('en', 'A', { taskForm: 'open', judge: 'j1', isFor: false }))
  const { languages } = (await reportSources([...choices, open])).measures
  assert.deepEqual(languages, (await reportSources(choices)).measures.languages)
})

test('reportTallies(tallies) joins open answers across languages where there are no choices', async () => {
  const read = (language: string, isFor: boolean) =>
    model(asked(language, 'A', { taskForm: 'open', judge: 'j1', isFor }))
  const { languages } = (await reportSources([read('en', true), read('de', false)])).measures
  near(languages?.[0]?.inconsistency, opposed)
})

test('reportTallies(tallies) never joins answers of different models or repetitions across languages', async () => {
  for (const apart of [{ respondent: 'another' }, { repetition: 1 }] satisfies Given[]) {
    const { measures } = await reportSources([model(asked('en', 'A')), model(asked('de', 'A', apart))])
    assert.equal(measures.languages, undefined)
  }
})

test('reportTallies(tallies) makes of two samples two groups, joined sample by sample', async () => {
  const first = [asked('en', 'A'), asked('en', 'B', { isFor: false })]
  const english = model(...first, ...first.map((one) => ({ ...one, repetition: 1 })))
  const german = model(asked('de', 'A'), asked('de', 'A', { repetition: 1, isFor: false }))
  const { measures } = await reportSources([english, german])
  assert.equal(measures.topic?.groups, 2)
  assert.deepEqual([measures.languages?.[0]?.joined, measures.languages?.[0]?.singletons], [2, 2])
  near(measures.languages?.[0]?.inconsistency, opposed / 2)
})

test('reportTallies(tallies) refuses to join answers with and without the choice to abstain across languages', async () => {
  const three = asked('de', 'A', { distribution: [0, 0, 1], topic: 'Bahn', topicEnglish: 'Trams' })
  await assert.rejects(reportSources([model(asked('en', 'A')), model(three)]), { rule: 'stances-mixed' })
})

test('reportTallies(tallies) tells bilingual people apart from the groups that languages make', async () => {
  const crossed = (respondent: string, isFor: boolean) => [
    asked('en', 'A', { respondent, isFor }),
    asked('de', 'A', { respondent, isFor: !isFor }),
  ]
  const report = await reportSources([people(...crossed('p1', true), ...crossed('p2', false))])
  const { measures } = report
  const [group] = groupsIn(report)
  assert.deepEqual([measures.languages?.[0]?.joined, group?.joined], [2, 1])
  near(measures.languages?.[0]?.inconsistency, opposed)
  assert.equal(group?.inconsistency, 0) // half support in either language
})

test('reportTallies(tallies) compares the pooled answers of people who each know one language', async () => {
  const group = (language: string, isFor: readonly boolean[]) =>
    isFor.map((side, n) => asked(language, 'A', { respondent: `${language}${n}`, isFor: side }))
  const english = group('en', [true, true, true, false, false])
  const german = group('de', [true, true, false, false, false])
  const report = await reportSources([people(...english), people(...german)])
  const [first, ...others] = groupsIn(report)
  assert.deepEqual([report.measures.languages, first?.languages, others.length], [undefined, ['en', 'de'], 0])
  near(first?.inconsistency, 0.071129) // (.6, .4) and (.4, .6): study.md, appendix B
})

test('reportTallies(tallies) makes no groups of languages of models', async () => {
  const { measures } = await reportSources([model(asked('en', 'A')), model(asked('de', 'A'))])
  assert.deepEqual([measures.languages?.length, measures.languageGroups], [1, undefined])
})

/** A run on twelve questions; `salt` makes its hashes of values its own. */
function rowsIn(language: string, salt: number) {
  return Array.from({ length: 12 }, (_, n) => {
    const share = ((n * 7 + language.length * 5) % 13) / 13
    const text = `${language} question ${n}`
    const told = { question: text, original: text, original_english: `question ${n}`, value_hash: salt * (n + 1) }
    return runRow({ ...told, topic: `topic ${n % 3}`, 'p(option=0)': share, 'p(option=1)': 1 - share })
  })
}

function givenRun(t: TestContext, language: string, rows: readonly Record<string, unknown>[]) {
  return givenFile(t, 'run.json', runText({ filename: `results/controversial_${language}_us/parrot/x.json` }, rows))
}

test('measureFiles(files) joins languages by question, never by the place of a row or the hash of a value', async (t) => {
  const { share } = seededRandom(8)
  const order = Array.from({ length: 12 }, (_, n) => ({ n, at: share() })).sort((a, b) => a.at - b.at)
  const shuffled = order.map(({ n }) => rowsIn('german', 2)[n] ?? {})
  assert.notDeepEqual(shuffled, rowsIn('german', 2))
  const english = await givenRun(t, 'english', rowsIn('english', 1))
  for (const asPublished of [false, true]) {
    const measured = async (rows: typeof shuffled) =>
      (await measureFiles([english, await givenRun(t, 'german', rows)], { asPublished })).measures.languages
    const inOrder = await measured(rowsIn('german', 1))
    assert.equal(inOrder?.[0]?.joined, 12)
    assert.deepEqual(await measured(shuffled), inOrder)
  }
})
