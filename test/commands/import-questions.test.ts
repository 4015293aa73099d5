import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestContext } from 'node:test'
import { importQuestionsCommand } from '../../server/commands/import-questions.ts'
import type { Db } from '../../server/platform/db/connection.ts'
import { findQuestionSets } from '../../server/questionnaires/question-set.ts'
import { inputFile, line, portraits, smallSet, trains } from '../questionnaires/given.ts'
import { onBothEngines } from '../support/database.ts'

const english = 'controversial_english_atlantis.jsonl'

/** Runs the command on files that are written first, and returns what it prints. */
async function printed(t: TestContext, db: Db, args: readonly string[]): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'stanceline-files-'))
  t.after(() => rm(folder, { recursive: true, force: true }))
  const german = [
    line('Züge?', { original: 'Züge?', original_english: trains }),
    line('Züge, „Ja“?', { original: 'Züge?', original_english: trains }),
  ]
  const files = [
    inputFile(smallSet),
    inputFile(german, 'controversial_german_atlantis.jsonl'),
    inputFile([{}], 'controversial_chinese_atlantis.jsonl'),
    inputFile(portraits, 'pvq_english.jsonl'),
  ]
  for (const { name, content } of files) await writeFile(join(folder, name), content)
  const log = t.mock.method(console, 'log', () => {})
  const paths = args.map((arg) => (arg.endsWith('.jsonl') ? join(folder, arg) : arg))
  await importQuestionsCommand({ withDb: (deed) => deed(db), now: () => new Date() }).parseAsync(paths, {
    from: 'user',
  })
  return log.mock.calls.map(({ arguments: [text] }) => String(text)).join('\n')
}

onBothEngines('import questions prints one JSON object', async (t, db) => {
  const report = JSON.parse(await printed(t, db, [english, '--json']))

  assert.deepEqual(report, {
    files: [{ file: english, wordings: 4, topics: 2, originals: 2 }],
    totals: { wordings: 4, topics: 2, originals: 2 },
    links: {},
    findings: [],
  })
})

onBothEngines('import questions prints counts, links and findings to read', async (t, db) => {
  const text = await printed(t, db, [english, 'controversial_german_atlantis.jsonl', 'pvq_english.jsonl'])

  assert.equal(
    text,
    [
      'controversial_english_atlantis.jsonl       4 wordings       2 topics       2 originals',
      'controversial_german_atlantis.jsonl        2 wordings       1 topics       1 originals',
      'pvq_english.jsonl                     pvq-21, 21 items',
      'total                                      6 wordings       3 topics       3 originals',
      '',
      'Originals linked with English, by their English text',
      '  atlantis: english 2, german 1; in all languages 1',
      '',
      'Worth a look',
      '  original-missing: Originals of the English file that are missing in this one.',
      '       1  controversial_german_atlantis.jsonl',
    ].join('\n'),
  )
})

onBothEngines('import questions takes the name of the questionnaire, and has one by default', async (t, db) => {
  await printed(t, db, [english])
  await printed(t, db, [english, '--questionnaire', 'pilot-2'])

  for (const questionnaire of ['valueconsistency', 'pilot-2'])
    assert.equal((await findQuestionSets(db, { questionnaire })).length, 1)
})

onBothEngines('import questions refuses bad input in one line', async (t, db) => {
  const refuses = (args: readonly string[], message: RegExp) =>
    assert.rejects(printed(t, db, args), { name: 'InputProblem', message })

  await refuses(
    [english, '--questionnaire', 'Pilot 2'],
    /^--questionnaire: expected small letters, digits and hyphens$/,
  )
  await refuses(
    ['controversial_japanese_atlantis.jsonl'],
    /japanese_atlantis\.jsonl: expected a file that can be read$/,
  )
  await refuses(
    [english, 'controversial_chinese_atlantis.jsonl'],
    /^controversial_chinese_atlantis\.jsonl, line 1, field topic: expected a text$/,
  )
  assert.deepEqual(await findQuestionSets(db, { questionnaire: 'valueconsistency' }), [])
})
