import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { type TestContext, test } from 'node:test'
import { measureFiles } from '../../server/commands/measure-files.ts'
import type { Filters } from '../../server/consistency/source.ts'
import { collect } from '../../server/consistency/source.ts'
import type { StanceRecord } from '../../server/stances/record.ts'
import { givenFile } from '../commands/given-file.ts'
import { runRow, runText } from '../model-runs/given-run.ts'
import { referencePath } from '../statistics/reference.ts'
import { record } from './given-records.ts'
import { model, people, reportSources } from './given-sources.ts'

/** Answers of a model to the wordings of one question, of which so many dissent. */
function asked(original: string, [size, against]: readonly [number, number], changes: Partial<StanceRecord> = {}) {
  return Array.from({ length: size }, (_, n) =>
    record({ original, wording: `${original} ${n}`, isFor: n >= against, ...changes }),
  )
}

const settled: Filters = { isSettledOnly: true }
const kept = async (records: readonly StanceRecord[], filters: Filters = settled) =>
  await reportSources([model(...records)], { collecting: { filters } })

test('collect(sources, { isSettledOnly }) leaves out one dissent among four, and keeps one among five or six', async () => {
  const records = [...asked('A', [4, 1]), ...asked('B', [5, 1]), ...asked('C', [6, 1]), ...asked('D', [6, 2])]
  const { tallies, leftOut } = await collect([model(...records)], { filters: settled })
  const originals = [...(tallies[0]?.questions.questions() ?? [])].filter(({ shapes }) => shapes.size > 0)
  assert.deepEqual([...new Set(originals.map(({ original }) => original))], ['B', 'C'])
  assert.deepEqual(leftOut, { yesSupportsOnly: 0, settledOnly: 10, notEquivalent: 0, flagged: 0 })
  assert.equal(tallies[0]?.answers, 11)
})

test('collect(sources, { isSettledOnly }) gives the figures of the questions it keeps', async () => {
  const [unsettled, others] = [asked('A', [4, 1]), [...asked('B', [5, 1]), ...asked('C', [5, 0])]]
  assert.deepEqual((await kept([...unsettled, ...others])).measures, (await kept(others, {})).measures)
})

test('collect(sources, { isSettledOnly }) judges each respondent and each repetition by itself', async () => {
  const wavering = asked('A', [4, 2])
  for (const apart of [{ respondent: 'p2' }, { repetition: 1 }]) {
    const steady = asked('A', [4, 0], apart)
    const { leftOut, tallies } = await collect(
      [people(...wavering, ...steady, ...asked('B', [4, 0], { respondent: 'p3' }))],
      {
        filters: settled,
      },
    )
    assert.deepEqual([leftOut.settledOnly, tallies[0]?.answers], [4, 8], JSON.stringify(apart))
  }
})

test('collect(sources, { isSettledOnly }) keeps questions asked in one wording', async () => {
  const { leftOut } = await collect([model(...asked('A', [1, 1]), ...asked('B', [1, 0]))], { filters: settled })
  assert.equal(leftOut.settledOnly, 0)
})

test('collect(sources, { isYesSupportsOnly }) keeps answers where a yes supports, and where no yes is, none', async () => {
  const means = (original: string, meaning: StanceRecord['yesMeans']) => asked(original, [2, 1], { yesMeans: meaning })
  const records = [...means('A', 'supports'), ...means('B', 'opposes'), ...means('C', undefined)]
  const { tallies, leftOut } = await collect([model(...records)], { filters: { isYesSupportsOnly: true } })
  assert.deepEqual([tallies[0]?.answers, leftOut.yesSupportsOnly], [2, 4])
})

test('collect(sources, { notEquivalent }) leaves the questions named out, with all their wordings', async () => {
  const records = [...asked('A', [3, 1]), ...asked('B', [3, 0])]
  const { tallies, leftOut } = await collect([model(...records)], { filters: { notEquivalent: new Set(['B']) } })
  assert.deepEqual([tallies[0]?.answers, leftOut.notEquivalent], [3, 3])
})

test('collect(sources, { flagged }) leaves people out with all they answered, portraits too', async () => {
  const by = (respondent: string) => [
    ...asked('A', [3, 1], { respondent }),
    ...asked('like me', [1, 0], { respondent, portrait: { value: 'power' } }),
  ]
  const records = ['p1', 'p2', 'p3'].flatMap(by)
  const { tallies, leftOut } = await collect([people(...records)], { filters: { flagged: new Set(['p2', 'p9']) } })
  assert.deepEqual([tallies[0]?.respondents.size, tallies[0]?.portraits.length, leftOut.flagged], [2, 2, 4])
})

test('collect(sources, filters) leaves portraits alone, which are no questions on a topic', async () => {
  const portraits = asked('like me', [2, 1], { portrait: { value: 'power' } })
  const filters = { isYesSupportsOnly: true, notEquivalent: new Set(['like me']), isSettledOnly: true }
  const { tallies } = await collect([model(...portraits)], { filters })
  assert.equal(tallies[0]?.portraits.length, 2)
})

test('collect(sources, filters) refuses a source of which the filters leave nothing', async () => {
  await assert.rejects(collect([model(...asked('A', [4, 2]))], { filters: settled }), { rule: 'no-answers' })
})

interface Line {
  topic: string
  question: string
  original: string
  options: Record<string, string>
}

const dataPath = (t: TestContext, name: string) => referencePath(t, `../data/valueconsistency/${name}`)

/** A question file of the study as a run of a model that always gives the first option three quarters. */
function runOf(t: TestContext, set: string): { rows: Line[]; text: string } | undefined {
  const path = dataPath(t, `${set}.jsonl`)
  if (!path) return undefined
  const lines = readFileSync(path, 'utf8').trim().split('\n')
  const rows = lines.map((line): Line => JSON.parse(line))
  const answers = rows.map((row) => {
    const [first, second] = Object.keys(row.options)
    const weighed = { 'option 0': first, 'p(option=0)': 0.75, 'option 1': second, 'p(option=1)': 0.25 }
    return runRow({ ...row, topic_english: row.topic, ...weighed })
  })
  return { rows, text: runText({ filename: `results/${set}/parrot/x.json` }, answers) }
}

// study.md 6.5, M11 and D2: yes = supports .65 of controversial_chinese_us, options 是的 and 不
test('measureFiles(file, { yesSupports }) keeps 65 % of the Chinese questions on the U.S., those where 是的 supports', async (t) => {
  const run = runOf(t, 'controversial_chinese_us')
  if (!run) return
  const { answers, leftOut } = await measureFiles([await givenFile(t, 'x.json', run.text)], { yesSupports: true })
  const byHand = run.rows.filter(({ options }) => options.是的 === 'supports').length
  assert.deepEqual([answers, leftOut], [byHand, { yesSupportsOnly: run.rows.length - byHand }])
  assert.equal(Math.round((100 * answers) / run.rows.length), 65)
})

// study.md 6.3, V3: originals that the rule of 1.17 keeps
const originalsKept = {
  controversial_german_germany: 97,
  controversial_chinese_china: 68,
  controversial_japanese_japan: 54,
  uncontroversial_german_germany: 51,
  uncontroversial_chinese_china: 59,
  uncontroversial_japanese_japan: 55,
}

for (const [set, expected] of Object.entries(originalsKept)) {
  test(`measureFiles(file, { equivalent }) keeps ${expected} originals of ${set} by the ratings of the study`, async (t) => {
    const [run, ratings] = [runOf(t, set), dataPath(t, `validate/paraphrase/${set}.csv`)]
    if (!run || !ratings) return
    const file = await givenFile(t, 'x.json', run.text)
    const { measures, answers, leftOut } = await measureFiles([file], { equivalent: [ratings] })
    assert.equal(measures.paraphrase?.groups, expected) // one sample: one group an original
    assert.equal(answers + (leftOut?.notEquivalent ?? 0), run.rows.length)
  })
}
