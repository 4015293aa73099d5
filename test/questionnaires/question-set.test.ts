import assert from 'node:assert/strict'
import { importQuestions } from '../../server/questionnaires/import.ts'
import { findQuestionSets } from '../../server/questionnaires/question-set.ts'
import { onBothEngines } from '../support/database.ts'
import { benches, inputFile, line, smallSet, trains } from './given.ts'

const importedAt = new Date()

onBothEngines(
  'findQuestionSets gives topics, originals, wordings and options in the order of the file',
  async (_, db) => {
    const squares = { topic: 'Squares', topic_english: null, original: benches, original_english: 'English benches' }
    const lines = [
      line(benches, squares),
      line(trains, { options: { no: 'opposes', yes: 'supports', 'do not know': 'neutral' } }),
      line('"A bench on every square?"', squares),
    ]
    await importQuestions(db, { questionnaire: 'small', files: [inputFile(lines)], importedAt })

    const [set] = await findQuestionSets(db, { questionnaire: 'small' })
    const { topics, id: _id, editionId: _editionId, ...head } = set ?? assert.fail()
    assert.deepEqual(head, {
      questionnaire: 'small',
      language: 'en',
      country: 'atlantis',
      controversy: 'controversial',
      edition: 1,
      fileName: 'controversial_english_atlantis.jsonl',
    })
    const ids = (key: string, value: unknown) => (key === 'id' ? undefined : value)
    assert.deepEqual(JSON.parse(JSON.stringify(topics, ids)), [
      {
        name: 'Squares',
        nameEnglish: null,
        originals: [
          {
            text: benches,
            textEnglish: 'English benches',
            options: [
              { text: 'yes', stance: 'supports' },
              { text: 'no', stance: 'opposes' },
            ],
            wordings: [
              { sourceText: benches, displayText: benches, isOriginal: true },
              {
                sourceText: '"A bench on every square?"',
                displayText: 'A bench on every square?',
                isOriginal: false,
              },
            ],
          },
        ],
      },
      {
        name: 'Night life',
        nameEnglish: 'Night life',
        originals: [
          {
            text: trains,
            textEnglish: trains,
            options: [
              { text: 'no', stance: 'opposes' },
              { text: 'yes', stance: 'supports' },
              { text: 'do not know', stance: 'neutral' },
            ],
            wordings: [{ sourceText: trains, displayText: trains, isOriginal: true }],
          },
        ],
      },
    ])
  },
)

onBothEngines('findQuestionSets gives the latest edition alone', async (_, db) => {
  for (const lines of [smallSet, smallSet.slice(2).toReversed()])
    await importQuestions(db, { questionnaire: 'small', files: [inputFile(lines)], importedAt })

  const sets = await findQuestionSets(db, { questionnaire: 'small' })
  assert.deepEqual(
    sets.map(({ edition, topics }) => [edition, topics.map(({ name }) => name)]),
    [[2, ['Squares']]],
  )
  const wordings = sets[0]?.topics[0]?.originals[0]?.wordings.map(({ isOriginal }) => isOriginal)
  assert.deepEqual(wordings, [false, true])
})

onBothEngines('findQuestionSets narrows by questionnaire, country, languages and controversy', async (_, db) => {
  const names = ['controversial_german_lemuria', 'uncontroversial_english_atlantis', 'controversial_german_atlantis']
  const files = [inputFile(smallSet), ...names.map((name) => inputFile(smallSet, `${name}.jsonl`))]
  await importQuestions(db, { questionnaire: 'small', files, importedAt })
  await importQuestions(db, { questionnaire: 'other', files: files.slice(0, 1), importedAt })
  const found = async (selection: object) =>
    (await findQuestionSets(db, { questionnaire: 'small', ...selection })).map(({ fileName }) => fileName.slice(0, -6))

  assert.deepEqual(await found({}), [
    'controversial_english_atlantis',
    'controversial_german_atlantis',
    'uncontroversial_english_atlantis',
    'controversial_german_lemuria',
  ])
  assert.deepEqual(await found({ country: 'lemuria' }), ['controversial_german_lemuria'])
  assert.deepEqual(await found({ languages: ['en'] }), [
    'controversial_english_atlantis',
    'uncontroversial_english_atlantis',
  ])
  assert.deepEqual(await found({ languages: [] }), [])
  assert.deepEqual(await found({ country: 'atlantis', controversy: 'controversial', languages: ['de', 'en'] }), [
    'controversial_english_atlantis',
    'controversial_german_atlantis',
  ])
  assert.deepEqual(await found({ controversy: 'uncontroversial' }), ['uncontroversial_english_atlantis'])
})
