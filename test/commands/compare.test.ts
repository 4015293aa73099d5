import assert from 'node:assert/strict'
import { mkdir, readdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { compareNamed } from '../../server/commands/compare.ts'
import type { Comparison, KindComparison } from '../../server/comparison/comparison.ts'
import { answersOn, known, matchedIn, peopleFile, rowsOn, runFile, weighed } from '../comparison/given-sides.ts'
import { runRow, runText } from '../model-runs/given-run.ts'
import { inputFile } from '../questionnaires/given.ts'
import { pilotLines } from '../support/given.ts'
import { newDatabase, stanceline } from './stanceline.ts'

const topics = { Trams: ['++-', '+++'], Parks: ['-+', '--'], Taxes: ['+++-', '++--'], Bikes: ['+-+', '---'] }
const rows = rowsOn({ Trams: [0.9, 0.8, 0.3], Parks: [0.6, 0.7], Taxes: [0.1, 0.8, 0.9, 0.9], Bikes: [0.3, 0.4, 0.1] })

/** The path of something in the folder of a database that only this test uses. */
const besides = (env: { DATABASE_URL: string }, name: string) => join(dirname(env.DATABASE_URL.slice(7)), name)

async function printed(args: readonly string[], env: NodeJS.ProcessEnv = {}) {
  const { code, stdout, stderr } = await stanceline([...args, '--json'], env)
  assert.deepEqual([code, stderr], [0, ''], args.join(' '))
  return JSON.parse(stdout)
}

async function refused(args: readonly string[], env: NodeJS.ProcessEnv) {
  const { code, stdout, stderr } = await stanceline([...args, '--json'], env)
  const { error } = JSON.parse(stdout)
  assert.deepEqual([code, stderr], [2, `${error.message}\n`], args.join(' '))
  assert.doesNotMatch(error.message, /\n/)
  return error
}

test('stanceline compare --json prints what was compared and nothing else, as asked', async (t) => {
  const [people, run] = [await peopleFile(t, ...answersOn(topics)), await runFile(t, rows)]
  const names = [people, run, 'published:llama3']
  const options = { seed: 7, asPublished: true, kind: 'topic' }
  const found = await printed(['compare', ...names, '--seed', '7', '--as-published', '--kind', 'topic'])
  assert.deepEqual(found, await compareNamed(names, options))
  assert.deepEqual([found.seed, found.treatment, found.runs.length], [7, 'as-published', 2])
})

test('stanceline compare prints a table with the figures of every side and what lies between', async (t) => {
  const [people, run] = [await peopleFile(t, ...answersOn(topics)), await runFile(t, rows)]
  const { code, stdout, stderr } = await stanceline(['compare', people, run, 'published:llama3'])
  assert.deepEqual([code, stderr], [0, ''])
  const { baseline, runs } = await compareNamed([people, run, 'published:llama3'])
  const [ours, theirs] = stdout.split('\n\nBeside it: ').slice(1)
  const topic = runs[0]?.topic
  assert.ok(topic && 'questions' in (runs[0]?.alignment ?? {}))
  const figure = baseline.measures.topic?.inconsistency.toFixed(4)
  assert.match(
    stdout,
    new RegExp(`^Baseline: .*answers\\.csv \\(people, 8 respondents, 24 answers\\)\n {2}topic .* ${figure} `),
  )
  assert.match(ours ?? '', /^.*run\.json \(model, 1 respondent, 12 answers\)\n/)
  for (const [label, value] of figuresOf(topic)) assert.ok(lineWith(ours, label).includes(value), `${label} ${value}`)
  assert.match(lineWith(ours, 'questions '), /12 +of 12$/)
  assert.match(theirs ?? '', /^published:llama3 \(model, published figures only\)\n/)
  for (const label of ['in the design', 'respondents changing sides', '    with topics as a sample'])
    assert.match(lineWith(theirs, label), / of one side only figures are known$/)
  assert.match(stdout, /\nDifferences are run minus baseline: .* Seed 1, treatment default\.\n$/)
  assert.doesNotMatch(stdout, /NaN|undefined|Infinity|SIMULATED/)
})

function figuresOf(topic: KindComparison): (readonly [string, string])[] {
  const { inconsistency, difference, tests } = matchedIn(topic)
  const { interval, intervalAsPublished } = topic.difference
  const bounds = ({ low, high } = known(interval)) => `${low.toFixed(4)} – ${high.toFixed(4)}`
  const p = (test = topic.tests.topics) => `p ${known(test).p.toFixed(4)}  16 permutations`
  return [
    ['difference  ', `${topic.difference.value.toFixed(4)}   ${bounds()}`],
    ['    with topics as a sample  ', 'too few (4)'],
    ['    as published  ', bounds(known(intervalAsPublished))],
    ['respondents changing sides  ', 'nobody of one side answered the same topics as somebody of the other'],
    ['topics changing signs  ', p()],
    ['topics changing signs, there', p(tests.topics)],
    ['topics that differ  ', '0'],
    ['Pearson, 4 topics', known(topic.pearson).value.toFixed(4)],
    ['Spearman, 4 topics', known(topic.spearman).value.toFixed(4)],
    ['in the design of the baseline (matched)', inconsistency.toFixed(4)],
    ['difference, there', `${difference.value.toFixed(4)}   ${bounds(known(difference.interval))}`],
  ]
}

function lineWith(text = '', label: string): string {
  return text.split('\n').find((line) => line.includes(label)) ?? ''
}

test('stanceline compare --equivalence prints what may be said of the bounds given, and what may not', async (t) => {
  const [people, run] = [await peopleFile(t, ...answersOn(topics)), await runFile(t, rows)]
  for (const [typed, low, high] of [
    ['0.3', -0.3, 0.3],
    ['-0.05,0.3', -0.05, 0.3],
  ] as const) {
    const found: Comparison = await printed(['compare', people, run, '--equivalence', typed])
    assert.deepEqual(found, await compareNamed([people, run], { equivalence: typed }))
    const equivalence = found.runs[0]?.topic?.difference.equivalence
    assert.ok(equivalence && 'bounds' in equivalence)
    const { bounds, verdict, says, doesNotSay } = equivalence
    assert.deepEqual(bounds, { low, high })
    const { stdout } = await stanceline(['compare', people, run, '--equivalence', typed])
    assert.match(lineWith(stdout, `equivalence within ${low} to ${high}  `), new RegExp(`${verdict}: 90 % interval -`))
    for (const sentence of [says, ...doesNotSay]) assert.ok(stdout.includes(` ${sentence}\n`), sentence)
  }
})

/** A study that invented people took part in, its export, and a run on the same questions as they stand in the file. */
async function givenStudyAndRun(t: TestContext) {
  const env = { ...(await newDatabase(t)), SECRET: 'x'.repeat(32) }
  const { name, content } = inputFile(pilotLines)
  await writeFile(besides(env, name), content)
  await printed(['import', 'questions', besides(env, name), '--questionnaire', 'pilot'], env)
  const design = ['--questionnaire', 'pilot', '--country', 'atlantis', '--languages', 'en', '--people', '9']
  const { study }: { study: string } = await printed(['study', 'create', ...design], env)
  await printed(['simulate', study, '--participants', '8', '--consistency', '0.6'], env)
  const folder = besides(env, 'export')
  await printed(['export', study, '--out', folder], env)
  const file = besides(env, 'controversial_english_atlantis/parrot/run.json')
  await mkdir(dirname(file), { recursive: true })
  const answered = pilotLines.map((line, n) => runRow({ ...line, ...weighed(['no', n / 10], ['yes', 1 - n / 10]) }))
  await writeFile(file, runText({}, answered))
  const { runs } = await printed(['import', 'run', file], env)
  return { env, study, folder, file, run: String(runs[0].id) }
}

/** A comparison without the names of what was compared. */
function nameless({ baseline, runs, ...rest }: Comparison) {
  return { ...rest, baseline: { ...baseline, name: '' }, runs: runs.map((run) => ({ ...run, name: '' })) }
}

test('stanceline compare gives the same for a study as for its export, and for a stored run as for its file', async (t) => {
  const { env, study, folder, file, run } = await givenStudyAndRun(t)
  const stored: Comparison = await printed(['compare', study, run], env)
  const { baseline, runs } = stored
  assert.deepEqual([baseline.name, runs[0]?.name, baseline.isSimulated], [`${study}`, run, true])
  assert.deepEqual([baseline.respondents, baseline.answers, runs[0]?.answers], [8, 16, 8])
  const { label, questions } = matchedIn(runs[0]?.topic)
  assert.deepEqual([label, questions], ['matched', 4]) // one of them was cleaned for display
  const others = [
    [folder, run],
    [join(folder, 'answers.csv'), file],
  ]
  const found = await Promise.all(others.map((names) => printed(['compare', ...names], env)))
  assert.deepEqual(found.map(nameless), [nameless(stored), nameless(stored)])
  assert.match((await stanceline(['compare', study, run], env)).stdout, /^Baseline: .*, SIMULATED PEOPLE ONLY\)\n/)

  const itself = await stanceline(['compare', study, join(folder, 'run.json')], env)
  assert.deepEqual([itself.code, itself.stdout], [2, ''])
  assert.match(itself.stderr, /run\.json: expected each file once$/m)
})

test('stanceline compare refuses what it cannot compare with 2, in one line that names it, and as JSON', async (t) => {
  const env = await newDatabase(t)
  const [people, run] = [await peopleFile(t, ...answersOn(topics)), await runFile(t, rows)]
  const [first, ...others] = rows
  const broken = await runFile(t, [{ ...first, 'p(option=0)': 1.5 }, ...others])
  const single = await runFile(
    t,
    rows.map((row) => ({ ...row, original: 'One?' })),
  )
  const torn = besides(env, 'torn.json')
  await writeFile(torn, '{"variables": {')
  const refusals = [
    [[people, broken], 'distribution-sum', broken],
    [[people, run, torn], 'json-broken', torn],
    [[people, single], 'nothing-shared', single],
    [[people, 'run-0123456789ab'], 'source-unknown', 'run-0123456789ab'],
    [[people, 'no-such.json'], 'file-unreadable', 'no-such.json'],
    [[people, 'published:nobody'], 'value-unknown', 'published:nobody'],
    [[people, run, '--seed', 'x'], 'other', '--seed'],
    [[people, run, '--equivalence', '0.1,-0.1'], 'bounds-order', '--equivalence'],
    [[people, run, '--equivalence', '-0.1'], 'bounds-order', '--equivalence'],
    [[people, run, '--equivalence', '0.1,0.2,0.3'], 'other', '--equivalence'],
    [[people, run, '--equivalence', '0.1,'], 'other', '--equivalence'],
    [[people, run, '--equivalence', 'close'], 'other', '--equivalence'],
  ] as const
  const errors = await Promise.all(refusals.map(([args]) => refused(['compare', ...args], env)))
  assert.deepEqual(
    errors.map(({ code, file }) => [code, file]),
    refusals.map(([, code, file]) => [code, file]),
  )
  const [words, bare] = [await stanceline(['compare', people, torn]), await stanceline(['compare', people])]
  assert.deepEqual([words.code, words.stdout, bare.code, bare.stdout], [2, '', 2, ''])
  assert.match(words.stderr, /^.*torn\.json: expected well-formed JSON\n$/)
  assert.match(bare.stderr, /missing required argument 'runs'/)
})

test('stanceline compare opens no database for files and published names, and leaves no trace of one', async (t) => {
  const env = await newDatabase(t)
  const DATABASE_URL = `sqlite:${besides(env, 'data/stanceline.db')}`
  const [people, run] = [await peopleFile(t, ...answersOn(topics)), await runFile(t, rows)]
  await printed(['compare', 'published:human', people, run], { DATABASE_URL })
  const before = await readdir(besides(env, '.'))
  await stanceline(['compare', people, 'run-0123456789ab'], { DATABASE_URL })
  assert.deepEqual([before, await readdir(besides(env, '.'))], [[], []])
})
