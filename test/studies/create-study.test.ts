import assert from 'node:assert/strict'
import type { Db } from '../../server/platform/db/connection.ts'
import { importQuestions } from '../../server/questionnaires/import.ts'
import { importStarter } from '../../server/questionnaires/starter.ts'
import { createStudy } from '../../server/studies/create-study.ts'
import { openDemonstration } from '../../server/studies/demonstration.ts'
import { type StudyWishes, studyDesign } from '../../server/studies/schema.ts'
import { findStudy, type Study } from '../../server/studies/study.ts'
import { listUnitWordings } from '../../server/studies/unit.ts'
import { benches, inputFile, line, trains } from '../questionnaires/given.ts'
import { onBothEngines } from '../support/database.ts'
import { fountains, givenQuestions, givenStudy, noon, pilotLines, trams } from '../support/given.ts'

/** What each unit of a study asks, in order. */
async function asked(db: Db, { id }: Study) {
  const units = await db
    .selectFrom('studyUnits')
    .where('studyId', '=', id)
    .orderBy('language')
    .orderBy('position')
    .select(['id', 'language'])
    .execute()
  const texts = []
  for (const unit of units) {
    const wordings = await listUnitWordings(db, unit.id)
    texts.push({ language: unit.language, wordings: wordings.map(({ text }) => text) })
  }
  return texts
}

async function starterStudy(db: Db, wishes: StudyWishes = {}): Promise<Study> {
  await importStarter(db)
  return findStudy(db, await createStudy(db, { design: studyDesign.parse(wishes), createdAt: noon }))
}

function create(db: Db, wishes: StudyWishes): Promise<string> {
  const design = studyDesign.parse({ questionnaire: 'pilot', country: 'atlantis', languages: ['en'], ...wishes })
  return createStudy(db, { design, createdAt: noon })
}

onBothEngines('createStudy with topic units asks each original once, in the order of the file', async (_, db) => {
  const study = await givenStudy(db, { textKind: 'source' })

  assert.deepEqual(await asked(db, study), [
    { language: 'en', wordings: [trains, trams] },
    { language: 'en', wordings: [benches, fountains] },
  ])
})

onBothEngines('createStudy with paraphrase units asks all wordings of the original that comes first', async (_, db) => {
  const study = await givenStudy(db, { unitKind: 'paraphrase' })

  assert.deepEqual(await asked(db, study), [
    {
      language: 'en',
      wordings: [
        'Do you want trains at every hour of the night?',
        trains,
        'Is it good when trains run until the morning?',
      ],
    },
    { language: 'en', wordings: [benches, 'Is a square incomplete with nothing to sit on?'] },
  ])
})

onBothEngines('createStudy takes the original of each topic that is named by its number', async (_, db) => {
  const study = await givenStudy(db, { unitKind: 'paraphrase', original: 2, textKind: 'source' })

  assert.deepEqual(await asked(db, study), [
    { language: 'en', wordings: ['Do you want trams that cost nothing on Sundays?', trams] },
    { language: 'en', wordings: [fountains] },
  ])
})

onBothEngines('createStudy refuses a number that a topic has no original for, and makes nothing', async (_, db) => {
  await givenQuestions(db)
  await assert.rejects(create(db, { unitKind: 'paraphrase', original: 3 }), {
    name: 'DesignProblem',
    message: 'The topic "Night life" has no original number 3; choose a smaller one.',
  })
  assert.deepEqual(await db.selectFrom('studies').selectAll().execute(), [])
})

onBothEngines('createStudy shows texts cleaned for display, or as they are in the file', async (_, db) => {
  const shown = async (textKind: 'display' | 'source') =>
    (await asked(db, await givenStudy(db, { textKind })))[0]?.wordings[1]

  assert.equal(await shown('display'), 'Should trams be free on Sundays?')
  assert.equal(await shown('source'), 'Should trams be free on Sundays? Yes or no?')
})

onBothEngines(
  'createStudy makes a unit of each topic in each language, and keeps languages in order',
  async (_, db) => {
    const study = await givenStudy(db, { languages: ['zh-Hans', 'en', 'ja'] })
    const units = await asked(db, study)

    assert.deepEqual(study.languages, ['zh-Hans', 'en', 'ja'])
    assert.deepEqual(units.map(({ language }) => language).sort(), ['en', 'en', 'ja', 'ja', 'zh-Hans', 'zh-Hans'])
    for (const { language, wordings } of units)
      for (const text of wordings) assert.equal(text.startsWith(`(${language})`), language !== 'en')
  },
)

onBothEngines('createStudy wants as many people in each unit as designed, simulated ones apart', async (_, db) => {
  await givenStudy(db, { peoplePerUnit: 7 })
  const places = await db.selectFrom('unitPlaces').select(['wanted', 'taken', 'isSimulated']).execute()

  assert.deepEqual(
    places.map(({ wanted, taken }) => [wanted, taken]),
    Array(4).fill([7, 0]),
  )
  assert.equal(places.filter(({ isSimulated }) => Boolean(isSimulated)).length, 2)
})

onBothEngines('createStudy refuses a language that has no questions, and says how to get them', async (_, db) => {
  await givenQuestions(db, ['en', 'de'])
  await assert.rejects(create(db, { languages: ['en', 'ja', 'de', 'zh-Hans'] }), {
    name: 'DesignProblem',
    message:
      'The questionnaire "pilot" has no questions for the country "atlantis" in 日本語, 简体中文. ' +
      'There are questions for: atlantis (en), atlantis (de). Choose by --country and --languages.',
  })
  await assert.rejects(create(db, { controversy: 'uncontroversial' }), /has no uncontroversial questions .* in English/)
  await assert.rejects(create(db, { country: 'utopia' }), /for the country "utopia"/)
})

onBothEngines('createStudy leaves a study as it was when its questions come again, changed', async (_, db) => {
  await givenStudy(db)
  const stored = () =>
    db
      .selectFrom('unitWordings')
      .innerJoin('wordings', 'wordings.id', 'wordingId')
      .orderBy('unitId')
      .orderBy('position')
      .select(['unitId', 'position', 'sourceText', 'displayText'])
      .execute()
  const before = await stored()
  const files = [inputFile([line(trains), line('Do trains have to rest?'), ...pilotLines.slice(7)])]
  await importQuestions(db, { questionnaire: 'pilot', files, importedAt: noon })

  assert.deepEqual(await stored(), before)
  assert.equal(before.length, 4)
})

onBothEngines('createStudy makes 32 units of 4 questions out of the starter questionnaire', async (_, db) => {
  const units = await asked(db, await starterStudy(db))

  assert.equal(units.length, 32)
  for (const language of ['en', 'de', 'ja', 'zh-Hans'])
    assert.equal(units.filter((unit) => unit.language === language).length, 8)
  for (const { wordings } of units) assert.equal(wordings.length, 4)
})

onBothEngines('createStudy makes units of 5 wordings of the starter questions of one kind', async (_, db) => {
  const wishes: StudyWishes = { unitKind: 'paraphrase', controversy: 'uncontroversial', languages: ['de'] }
  const units = await asked(db, await starterStudy(db, wishes))

  assert.deepEqual(
    units.map(({ wordings }) => wordings.length),
    [5, 5, 5, 5],
  )
})

onBothEngines('openDemonstration makes one study, once', async (_, db) => {
  await importStarter(db)
  assert.deepEqual([await openDemonstration(db, noon), await openDemonstration(db, noon)], [true, false])
  const [study, ...others] = await db.selectFrom('studies').select(['id', 'isDemonstration']).execute()

  assert.deepEqual([study?.id, Boolean(study?.isDemonstration), others], ['demonstration', true, []])
})
