import assert from 'node:assert/strict'
import { readdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { test } from 'node:test'
import { importStarter } from '../server/questionnaires/starter.ts'
import { givenFile } from './commands/given-file.ts'
import { newDatabase, stanceline } from './commands/stanceline.ts'
import { answerCells, answersText } from './exports/given-answers.ts'
import { onBothEngines } from './support/database.ts'
import { givenStudy } from './support/given.ts'

/** One line for a person, and no trace of the program. */
function assertSaid(stderr: string, message: RegExp): void {
  assert.match(stderr, message)
  assert.doesNotMatch(stderr, /\n\s+at |\.ts:\d|node:internal/)
}

onBothEngines(
  'stanceline --json prints JSON and nothing else, from creating a study to its figures',
  async (t, db, url) => {
    await importStarter(db)
    const env = { DATABASE_URL: url, SECRET: 'x'.repeat(32) }
    const run = async (...args: string[]) => {
      const { code, stdout, stderr } = await stanceline([...args, '--json'], env)
      assert.deepEqual([code, stderr], [0, ''], args.join(' '))
      return JSON.parse(stdout)
    }
    const out = join(dirname((await newDatabase(t)).DATABASE_URL.replace('sqlite:', '')), 'export')

    const { study, links } = await run('study', 'create', '--people', '5', '--languages', 'de,en', '--name', 'Pilot')
    assert.deepEqual(links, {
      de: `http://localhost:3000/take/${study}/de`,
      en: `http://localhost:3000/take/${study}/en`,
    })
    const [listed] = (await run('study', 'list')).studies
    assert.deepEqual([listed.id, listed.name, listed.isClosed], [study, 'Pilot', false])
    const simulated = await run('simulate', study, '--participants', '4', '--seed', '3')
    const { medianMilliseconds, p99Milliseconds, ...counted } = simulated
    // door, agreeing and where that leads; each answer and the next page; finishing and the thanks
    assert.deepEqual(counted, { study, participants: 4, answers: 16, seed: 3, requests: 4 * (3 + 4 * 2 + 2) })
    assert.ok(medianMilliseconds > 0 && medianMilliseconds <= p99Milliseconds)
    const baseline = await run('baseline', study)
    assert.deepEqual([baseline.respondents, baseline.answers, baseline.collection.isSimulated], [4, 16, true])
    assert.equal((await run('export', study, '--out', out)).folder, out)
    assert.deepEqual((await run('measure', join(out, 'answers.csv'))).measures, baseline.measures)
    assert.match((await run('sign-in-link')).link, /^http:\/\/localhost:3000\/sign-in\/[\w-]{22}$/)
    assert.deepEqual(await run('study', 'close', study), { study, closed: true })
  },
)

test('stanceline creates the database at its first command, and a link as BASE_URL says', async (t) => {
  const env = await newDatabase(t)
  assert.deepEqual(await stanceline(['study', 'list'], env), {
    code: 0,
    stdout: 'There is no study yet.\n',
    stderr: '',
  })
  const { stdout } = await stanceline(['sign-in-link'], { ...env, BASE_URL: 'https://survey.example.org/' })
  assert.match(
    stdout,
    /^This link opens the results, once, within a day:\n {2}https:\/\/survey\.example\.org\/sign-in\/[\w-]{22}\n$/,
  )
})

test('stanceline ends with 1 where a rule says no, and says what to do', async (t) => {
  const env = await newDatabase(t)
  const unknown = /^There is no study with this identifier\. To see which there are: npx stanceline study list\n$/
  const folder = join(dirname(env.DATABASE_URL.replace('sqlite:', '')), 'export')
  for (const args of [
    ['study', 'close', 'nowhere'],
    ['baseline', 'nowhere'],
    ['export', 'nowhere', '--out', folder],
    ['simulate', 'nowhere', '--participants', '1'],
  ]) {
    const { code, stdout, stderr } = await stanceline(args, env)
    assert.deepEqual([code, stdout], [1, ''], args.join(' '))
    assertSaid(stderr, unknown)
  }
  assert.ok(!(await readdir(dirname(folder))).includes('export'))
})

test('stanceline study create --preset paper-topic says that its questions must be imported first', async (t) => {
  const { code, stdout, stderr } = await stanceline(
    ['study', 'create', '--preset', 'paper-topic'],
    await newDatabase(t),
  )

  assert.deepEqual([code, stdout], [1, ''])
  assertSaid(
    stderr,
    /^The questionnaire "valueconsistency" has no controversial questions for the country "us" in English\. Import them first: npx stanceline import questions FILE…\n$/,
  )
})

test('stanceline ends with 2 where the command cannot be understood, and names what is wrong', async (t) => {
  const env = await newDatabase(t)
  for (const [args, message] of [
    [['nonsense'], /unknown command 'nonsense'/],
    [['study', 'create', '--colour', 'red'], /unknown option '--colour'/],
    [['study', 'create', '--preset', 'mine'], /Allowed choices are paper-topic, paper-paraphrase/],
    [['study', 'create', '--people', 'many'], /^--people: expected a whole number from 1 to 100000\n$/],
    [['study', 'create', '--people', '0'], /^--people: expected /],
    [['study', 'create', '--unit', 'person'], /^--unit: expected topic or paraphrase\n$/],
    [['study', 'create', '--languages', 'en,fr'], /^--languages: expected languages out of en, de, ja, zh-Hans\n$/],
    [['study', 'create', '--lease-minutes', '0'], /^--lease-minutes: expected /],
    [['study', 'create', '--starts-per-minute', 'x'], /^--starts-per-minute: expected /],
    [['study', 'create', '--texts', 'raw'], /^--texts: expected display or source\n$/],
    [['simulate', 'x', '--participants', '1.5'], /^--participants: expected /],
    [['simulate', 'x', '--participants', '1', '--consistency', '2'], /^--consistency: expected /],
    [['simulate', 'x', '--participants', '1', '--url', 'here'], /^--url: expected an address/],
    [['baseline', 'x', '--seed', '-1'], /^--seed: expected a whole number/],
    [['baseline', 'x', '--kind', 'all'], /^--kind: expected one of topic, paraphrase\n$/],
    [['export', 'x'], /required option '--out <folder>' not specified/],
    [['import', 'questions', 'nowhere.jsonl'], /^nowhere\.jsonl: expected a file that can be read\n$/],
  ] as const) {
    const { code, stdout, stderr } = await stanceline(args, env)
    assert.deepEqual([code, stdout], [2, ''], args.join(' '))
    assertSaid(stderr, message)
  }
})

onBothEngines(
  'stanceline --json tells programs about bad input what it tells people, and ends with 2',
  async (t, db, url) => {
    const { id } = await givenStudy(db)
    const file = await givenFile(t, 'answers.csv', answersText({ ...answerCells(), stance: 'for' }))
    const values = { values: 'opposes, supports', found: 'for' }
    for (const [args, told, line] of [
      [
        ['baseline', id],
        { code: 'no-answers', file: `study ${id}` },
        `study ${id}: expected answers that count, but there are none`,
      ],
      [
        ['measure', file],
        { code: 'value-unknown', file, line: 2, field: 'stance', ...values },
        `${file}, line 2, field stance: expected one of opposes, supports, not "for"`,
      ],
      [
        ['baseline', id, '--seed', '-1'],
        { code: 'other', file: '--seed', expected: 'a whole number from 0 to 9007199254740991' },
        '--seed: expected a whole number from 0 to 9007199254740991',
      ],
    ] as const) {
      const { code, stdout, stderr } = await stanceline([...args, '--json'], { DATABASE_URL: url })
      assert.deepEqual([code, stderr], [2, `${line}\n`], args.join(' '))
      assert.deepEqual(JSON.parse(stdout), { error: { ...told, message: line } })
    }
  },
)

test('stanceline ends with 2 where it cannot start, in one line', async (t) => {
  const env = await newDatabase(t)
  const file = join(dirname(env.DATABASE_URL.replace('sqlite:', '')), 'file')
  await writeFile(file, '')
  for (const [DATABASE_URL, message] of [
    ['mysql://here', /^DATABASE_URL: expected sqlite:PATH or postgres:.*\n$/],
    [`sqlite:${join(file, 'stanceline.db')}`, /^The database file .* cannot be opened for writing .*\n$/],
  ] as const) {
    const { code, stdout, stderr } = await stanceline(['study', 'list'], { DATABASE_URL })
    assert.deepEqual([code, stdout], [2, ''], DATABASE_URL)
    assertSaid(stderr, message)
  }
})

test('stanceline ends with 2 where PostgreSQL cannot be reached, in one line without the password', async () => {
  const { code, stdout, stderr } = await stanceline(['study', 'list'], {
    DATABASE_URL: 'postgres://me:pass-word@127.0.0.1:1/none',
  })
  assert.deepEqual([code, stdout], [2, ''])
  assertSaid(stderr, /^(?!.*pass-word).+\n$/)
})

onBothEngines(
  'stanceline export refuses a folder that holds something with 2, and a second export too',
  async (t, db, url) => {
    const study = await givenStudy(db)
    const folder = join(dirname((await newDatabase(t)).DATABASE_URL.replace('sqlite:', '')), 'export')
    const codes = []
    for (let n = 0; n < 2; n += 1)
      codes.push(await stanceline(['export', study.id, '--out', folder], { DATABASE_URL: url }))

    assert.deepEqual(
      codes.map(({ code }) => code),
      [0, 2],
    )
    assert.match(codes[1]?.stderr ?? '', /export: expected a folder that does not exist yet, or is empty\n$/)
  },
)

test('stanceline --help ends with 0 and names every command', async () => {
  const { code, stdout } = await stanceline(['--help'])
  assert.equal(code, 0)
  for (const name of ['import', 'study', 'measure', 'baseline', 'export', 'simulate', 'sign-in-link'])
    assert.match(stdout, new RegExp(`^ {2}${name}\\b`, 'm'))
})

test('stanceline study create has the questions that come with the program, also before any server was started', async (t) => {
  const env = await newDatabase(t)
  const { code, stdout } = await stanceline(['study', 'create', '--languages', 'ja', '--json'], env)
  assert.equal(code, 0)
  const { study, links } = JSON.parse(stdout)
  assert.equal(links.ja, `http://localhost:3000/take/${study}/ja`)
})
