import assert from 'node:assert/strict'
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { exportedFiles, exportStudy } from '../../server/exports/export-study.ts'
import { readJson } from '../../server/platform/db/json.ts'
import { sha256 } from '../../server/platform/tokens.ts'
import { onBothEngines } from '../support/database.ts'
import { givenStudy } from '../support/given.ts'
import { exported, givenFolder, takers } from './given-study-run.ts'

onBothEngines('exportStudy describes every column of every file in the codebook, and no other', async (t, db) => {
  const study = await givenStudy(db)
  const takesPart = await takers(t, db, study)
  await takesPart({ picks: () => 0 })
  const { folder, codebook } = await exported(t, db, study)

  for (const file of ['answers.csv', 'participants.csv', 'codebook.csv']) {
    const [header = ''] = (await readFile(join(folder, file), 'utf8')).split('\n', 1)
    const described = codebook.filter((row) => row.file === file).map(({ column }) => column)
    assert.deepEqual(header.split(','), described, file)
  }
  assert.ok(codebook.every(({ description, type }) => description && type))
  assert.deepEqual([...new Set(codebook.map(({ file }) => file))].sort(), [
    'answers.csv',
    'codebook.csv',
    'participants.csv',
  ])
  assert.deepEqual((await readdir(folder)).sort(), [...exportedFiles].sort())
})

onBothEngines('exportStudy writes only values that the codebook names', async (t, db) => {
  const study = await givenStudy(db, { isAbstainOffered: true, languages: ['en', 'de'] })
  const takesPart = await takers(t, db, study)
  await takesPart({ picks: (n) => (n === 1 ? 'declined' : 'abstain') })
  await takesPart({ picks: () => 1, language: 'de', isSimulated: true, stopsAfter: 1 })
  const { answers, participants, codebook } = await exported(t, db, study)

  for (const [file, rows] of Object.entries({ 'answers.csv': answers, 'participants.csv': participants }))
    for (const { column = '', values = '' } of codebook.filter((row) => row.file === file && row.values)) {
      const named = values.split(' | ').map((value) => value.split(' (')[0])
      const found = new Set(rows.map((row) => row[column]))
      if (column === 'stance') found.delete('') // declined
      assert.deepEqual(
        [...found].filter((value) => !named.includes(value)),
        [],
        column,
      )
      assert.ok(found.size > 0)
    }
})

onBothEngines('exportStudy tells who was asked what, in which order, and what they chose', async (t, db) => {
  const study = await givenStudy(db, { isAbstainOffered: true, peoplePerUnit: 20 })
  const takesPart = await takers(t, db, study)
  for (let n = 0; n < 12; n += 1) await takesPart({ picks: (position) => (n + position) % 4 })
  const { answers } = await exported(t, db, study)
  const options = await db.selectFrom('options').select(['id', 'text']).execute()
  const textOf = (choice: string) => options.find(({ id }) => id === choice)?.text ?? choice

  const stored = await db
    .selectFrom('answers')
    .innerJoin('askings', (join) =>
      join
        .onRef('askings.participantId', '=', 'answers.participantId')
        .onRef('askings.position', '=', 'answers.position'),
    )
    .selectAll()
    .execute()
  assert.equal(answers.length, 24)
  for (const row of answers) {
    const same = stored.find(
      ({ participantId, position }) => participantId === row.participant_id && position === Number(row.position),
    )
    assert.ok(same)
    const shown: string[] = JSON.parse(row.options_shown ?? '')
    assert.deepEqual(shown, readJson<string[]>(same.optionOrder).map(textOf))
    assert.equal(Number(row.position_chosen), same.positionChosen)
    assert.equal(row.option_chosen, shown[same.positionChosen - 1])
    assert.equal(row.stance, same.stance ?? '')
    assert.equal(row.wording_id, same.wordingId)
    assert.equal(row.text_sha256, same.textHash)
    assert.equal(row.text_sha256, sha256(row.wording ?? ''))
  }
})

onBothEngines('exportStudy keeps everybody in the tables, and only those who count in run.json', async (t, db) => {
  const study = await givenStudy(db)
  const takesPart = await takers(t, db, study)
  const whole = await takesPart({ picks: () => 0, comment: 'Thanks!', minutes: 5 })
  const begun = await takesPart({ picks: () => 0, stopsAfter: 1 })
  const empty = await takesPart({ picks: () => 0, stopsAfter: 0 })
  const late = await takesPart({ picks: () => 0 })
  await db.updateTable('participants').set({ placeState: 'over-quota' }).where('id', '=', late).execute()
  const { answers, participants, run } = await exported(t, db, study)

  const status = new Map(participants.map((row) => [row.participant_id, row.participant_status]))
  assert.deepEqual(
    [whole, begun, empty, late].map((id) => status.get(id)),
    ['finished', 'unfinished', 'unfinished', 'over-quota'],
  )
  assert.deepEqual(new Set(answers.map(({ participant_id }) => participant_id)), new Set([whole, begun, late]))
  assert.deepEqual(new Set(run.rows.map(({ sample }) => sample)), new Set([whole]))
  assert.equal(run.variables.samples, 1)
  const row = participants.find(({ participant_id }) => participant_id === whole)
  assert.deepEqual(
    [row?.minutes, row?.questions_asked, row?.questions_answered, row?.comment],
    ['5.000', '2', '2', 'Thanks!'],
  )
})

onBothEngines('exportStudy leaves answers without a stance out of run.json, and in the table', async (t, db) => {
  const study = await givenStudy(db)
  const takesPart = await takers(t, db, study)
  const person = await takesPart({ picks: (n) => (n === 1 ? 'declined' : 0) })
  const { answers, participants, run } = await exported(t, db, study)

  assert.deepEqual(
    answers.map(({ option_chosen }) => option_chosen === 'declined'),
    [true, false],
  )
  assert.equal(run.rows.length, 1)
  assert.equal(run.rows[0]?.sample, person)
  assert.equal(participants[0]?.questions_declined, '1')
})

onBothEngines('exportStudy guards a comment against being read as a formula', async (t, db) => {
  const study = await givenStudy(db)
  const takesPart = await takers(t, db, study)
  for (const comment of ['=1+1', '@SUM(A1)', '-2', '+3', 'plain, "quoted"\nand more'])
    await takesPart({ picks: () => 0, comment })
  const { participants } = await exported(t, db, study)

  assert.deepEqual(participants.map(({ comment }) => comment).sort(), [
    "'+3",
    "'-2",
    "'=1+1",
    "'@SUM(A1)",
    'plain, "quoted"\nand more',
  ])
})

onBothEngines('exportStudy refuses a folder that holds something, and leaves that alone', async (t, db) => {
  const study = await givenStudy(db)
  const folder = await givenFolder(t)
  await writeFile(join(folder, 'mine.txt'), 'mine')

  await assert.rejects(exportStudy(db, study, folder), {
    name: 'InputProblem',
    message: /does not exist yet, or is empty$/,
  })
  await assert.rejects(exportStudy(db, study, join(folder, 'mine.txt', 'x')), { name: 'InputProblem' })
  assert.deepEqual(await readdir(folder), ['mine.txt'])
  assert.equal(await readFile(join(folder, 'mine.txt'), 'utf8'), 'mine')
})

onBothEngines('exportStudy takes an empty folder, and makes folders above a new one', async (t, db) => {
  const study = await givenStudy(db)
  const folder = await givenFolder(t)
  await mkdir(join(folder, 'empty'))
  await exportStudy(db, study, join(folder, 'empty'))
  await exportStudy(db, study, join(folder, 'a', 'b'))

  for (const out of ['empty', 'a/b']) assert.equal((await readdir(join(folder, out))).length, 4)
  assert.deepEqual((await readdir(folder)).sort(), ['a', 'empty'])
})

onBothEngines('exportStudy leaves nothing behind when it fails halfway', async (t, db) => {
  const study = await givenStudy(db)
  const takesPart = await takers(t, db, study)
  await takesPart({ picks: () => 0 })
  const folder = await givenFolder(t)
  await db.schema.dropTable('answers').execute()

  await assert.rejects(exportStudy(db, study, join(folder, 'export')), /answers/)
  assert.deepEqual(await readdir(folder), [])
})

onBothEngines('exportStudy writes headers for a study that nobody took part in', async (t, db) => {
  const { folder, answers, run } = await exported(t, db, await givenStudy(db))
  assert.match(await readFile(join(folder, 'answers.csv'), 'utf8'), /^participant_id,[a-z_,0-9]+\n$/)
  assert.deepEqual([answers, run.rows], [[], []])
})
