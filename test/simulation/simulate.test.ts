import assert from 'node:assert/strict'
import type { TestContext } from 'node:test'
import type { Db } from '../../server/platform/db/connection.ts'
import { importQuestions } from '../../server/questionnaires/import.ts'
import { simulate } from '../../server/simulation/simulate.ts'
import { createStudy } from '../../server/studies/create-study.ts'
import { studyDesign } from '../../server/studies/schema.ts'
import { findStudy, type Study } from '../../server/studies/study.ts'
import { listStudyWordings } from '../../server/studies/unit.ts'
import { inputFile } from '../questionnaires/given.ts'
import { browse } from '../support/browse.ts'
import { onBothEngines } from '../support/database.ts'
import { givenStudy, noon, pilotLines } from '../support/given.ts'
import { renamed, type Wrapping, wrapped } from './wrapped-site.ts'

interface Wishes {
  readonly participants: number
  readonly seed?: number
  readonly consistency?: number
  readonly wrapping?: Wrapping
}

/** Lets simulated people take part, through a site in between if wished. */
async function simulated(t: TestContext, db: Db, { study, wrapping, ...wishes }: Wishes & { study: Study }) {
  const { url } = await browse(t, db)
  const wordings = await listStudyWordings(db, study)
  const { answers } = await simulate({
    seed: 1,
    consistency: 0.7,
    ...wishes,
    origin: wrapping ? await wrapped(t, url, wrapping) : url,
    addresses: study.languages.map((language) => `/take/${study.id}/${language}?simulated=yes`),
    meanings: new Map(
      wordings.map(({ text, topic, options }) => [
        text,
        { topic, stanceOf: new Map(options.map((option) => [option.text, option.stance])) },
      ]),
    ),
  })
  return answers
}

/** The stances of each person, question by question. */
async function stances(db: Db, { id }: Study): Promise<string[]> {
  const rows = await db
    .selectFrom('answers')
    .innerJoin('askings', (join) =>
      join
        .onRef('askings.participantId', '=', 'answers.participantId')
        .onRef('askings.position', '=', 'answers.position'),
    )
    .innerJoin('participants', 'participants.id', 'answers.participantId')
    .where('studyId', '=', id)
    .orderBy('wordingId')
    .select(['answers.participantId', 'stance'])
    .execute()
  const people = Map.groupBy(rows, ({ participantId }) => participantId)
  return [...people.values()].map((own) => own.map(({ stance }) => stance).join(' ')).sort()
}

async function oneTopicStudy(db: Db): Promise<Study> {
  const questionnaire = 'one-topic'
  const files = [inputFile(pilotLines.filter(({ topic }) => topic === 'Night life'))]
  await importQuestions(db, { questionnaire, files, importedAt: noon })
  const design = studyDesign.parse({ questionnaire, country: 'atlantis', languages: ['en'], peoplePerUnit: 50 })
  return findStudy(db, await createStudy(db, { design, createdAt: noon }))
}

onBothEngines('simulate lets people take part to the end in every language, marked as simulated', async (t, db) => {
  const study = await givenStudy(db, { languages: ['en', 'de', 'ja'], peoplePerUnit: 10, isAbstainOffered: true })
  assert.equal(await simulated(t, db, { study, participants: 9 }), 18)

  const people = await db.selectFrom('participants').selectAll().execute()
  assert.deepEqual(
    people.map(({ isSimulated, completionCode }) => [Boolean(isSimulated), completionCode?.length]),
    Array(9).fill([true, 19]),
  )
  assert.deepEqual(people.map(({ language }) => language).sort(), [
    'de',
    'de',
    'de',
    'en',
    'en',
    'en',
    'ja',
    'ja',
    'ja',
  ])
})

onBothEngines(
  'simulate goes by what a page says: other names and identifiers of fields change nothing',
  async (t, db) => {
    const study = await givenStudy(db, { peoplePerUnit: 10 })
    assert.equal(await simulated(t, db, { study, participants: 4, wrapping: renamed }), 8)

    const people = await db.selectFrom('participants').select(['isSimulated', 'finishedAt']).execute()
    assert.equal(people.length, 4)
    for (const person of people)
      assert.deepEqual([Boolean(person.isSimulated), person.finishedAt === null], [true, false])
  },
)

const broken: readonly [string, (html: string) => string, RegExp][] = [
  ['a radio', (html) => html.replace(/<input type="radio"[^>]*value="[0-9a-f-]{36}"[^>]*>/, ''), /without its option/],
  ['a label', (html) => html.replace(/<label for="choice-1">.*?<\/label>/, ''), /a control without a label/],
  ['a button', (html) => html.replace(/<button.*?<\/button>/, ''), /a form without a button/],
  [
    'the words of a question',
    (html) => html.replaceAll('Should', 'May'),
    /a question that the study does not have: "May/,
  ],
  ['a tick box', (html) => html.replace(/<input type="checkbox"[^>]*>/, ''), /a page with status 422/],
  [
    'a hidden field',
    (html) => html.replace(/<input type="hidden" name="formToken"[^>]*>/, ''),
    /a page with status 403/,
  ],
]

onBothEngines('simulate stops at a page that lacks what a person needs', async (t, db) => {
  const study = await oneTopicStudy(db)
  for (const [what, page, message] of broken) {
    const simulation = simulated(t, db, { study, participants: 1, wrapping: { page } })
    await assert.rejects(simulation, { name: 'SimulationProblem', message }, what)
  }
})

onBothEngines('simulate stops when no place is left', async (t, db) => {
  const study = await givenStudy(db, { peoplePerUnit: 1 })
  await assert.rejects(simulated(t, db, { study, participants: 3 }), {
    name: 'SimulationProblem',
    message: /a page with status 409: ./,
  })
})

onBothEngines('simulate invents the same people from the same seed, and others from another', async (t, db) => {
  const studies = [await oneTopicStudy(db), await oneTopicStudy(db), await oneTopicStudy(db)]
  const answers = []
  for (const [n, study] of studies.entries()) {
    await simulated(t, db, { study, participants: 12, seed: n === 2 ? 6 : 5 })
    answers.push(await stances(db, study))
  }

  assert.deepEqual(answers[1], answers[0])
  assert.notDeepEqual(answers[2], answers[0])
})

onBothEngines('simulate lets nobody stray from their side at consistency 1, and everybody at 0', async (t, db) => {
  const [steady, turning] = [await oneTopicStudy(db), await oneTopicStudy(db)]
  await simulated(t, db, { study: steady, participants: 12, consistency: 1 })
  await simulated(t, db, { study: turning, participants: 12, consistency: 0 })

  const sides = await stances(db, steady)
  assert.deepEqual([...new Set(sides)], ['opposes opposes', 'supports supports'])
  const turned = sides.map((own) => own.replace(/\w+/g, (side) => (side === 'supports' ? 'opposes' : 'supports')))
  assert.deepEqual(await stances(db, turning), turned.sort())
})
