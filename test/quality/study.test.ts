import assert from 'node:assert/strict'
import { join } from 'node:path'
import type { TestContext } from 'node:test'
import { flagNamed } from '../../server/commands/quality.ts'
import { studySource } from '../../server/consistency/study-source.ts'
import type { Db } from '../../server/platform/db/connection.ts'
import { flaggedNames, flagRespondents } from '../../server/quality/report.ts'
import { importQuestions } from '../../server/questionnaires/import.ts'
import { createStudy } from '../../server/studies/create-study.ts'
import { studyDesign } from '../../server/studies/schema.ts'
import { findStudy, type Study } from '../../server/studies/study.ts'
import { exported } from '../exports/given-study-run.ts'
import { inputFile, line } from '../questionnaires/given.ts'
import { browse, type Page, takePart } from '../support/browse.ts'
import { onBothEngines } from '../support/database.ts'
import { noon } from '../support/given.ts'

const lines = Array.from({ length: 8 }, (_, n) => {
  const question = `Should night train ${n + 1} run?`
  const options = n % 2 ? { yes: 'opposes', no: 'supports' } : { yes: 'supports', no: 'opposes' }
  return line(question, { original: question, options })
})

async function nightStudy(db: Db): Promise<Study> {
  await importQuestions(db, { questionnaire: 'night', files: [inputFile(lines)], importedAt: noon })
  const wishes = { questionnaire: 'night', country: 'atlantis', peoplePerUnit: 20, isAbstainOffered: true }
  const design = studyDesign.parse({ ...wishes, languages: ['en'] })
  return findStudy(db, await createStudy(db, { design, createdAt: noon }))
}

interface Manner {
  /** Seconds it takes them to answer. */
  readonly seconds: number
  readonly label: (page: Page, question: number) => string
}

const isNth = (page: Page) => Number(/night train (\d)/.exec(page.heading)?.[1])
const keepsToSide = (page: Page) => (isNth(page) % 2 ? 'yes' : 'no')

/** Lets people take part, and one of them change an answer on the way. */
async function takenBy(t: TestContext, db: Db, manners: readonly Manner[]): Promise<Study> {
  const study = await nightStudy(db)
  const site = await browse(t, db)
  for (const { seconds, label } of manners) {
    let question = 0
    await takePart(site.client(), study, (page) => {
      site.pass(seconds / 60)
      question += 1
      return label(page, question)
    })
  }
  return study
}

const manners: readonly Manner[] = [
  ...Array.from({ length: 10 }, (_, n) => ({ seconds: 8 + (n % 4), label: keepsToSide })),
  { seconds: 10, label: () => 'yes' },
  { seconds: 10, label: ({ choices }) => choices[0]?.label ?? '' },
  { seconds: 1, label: (page, question) => (question === 3 ? (page.choices[2]?.label ?? '') : keepsToSide(page)) },
  { seconds: 10, label: (page, question) => page.choices[question % 4]?.label ?? '' },
]

type Row = Readonly<Record<string, string>>

/** Who answered alike whenever they chose one of the two options that are shuffled. */
function peopleAlways(isAlike: (row: Row) => boolean, answers: readonly Row[]): Set<string> {
  const placed = answers.filter(({ position_chosen }) => Number(position_chosen) <= 2)
  const byPerson = [...Map.groupBy(placed, ({ participant_id = '' }) => participant_id)]
  return new Set(byPerson.flatMap(([id, own]) => (own.length >= 6 && own.every(isAlike) ? id : [])))
}

onBothEngines('flagNamed gives the same flags from a study and from its answers.csv', async (t, db) => {
  const study = await takenBy(t, db, manners)
  const { folder, answers } = await exported(t, db, study)
  const stored = await flagRespondents([await studySource(db, study)])

  assert.deepEqual(await flagNamed([join(folder, 'answers.csv')]), stored)
  assert.deepEqual(await flagNamed([folder]), stored)
  const lookup = { isDbThere: () => true, withDb: <Result>(deed: (one: Db) => Promise<Result>) => deed(db) }
  assert.deepEqual(await flagNamed([study.id], {}, lookup), stored)
  // somebody else may be among them by chance, as the order of options is drawn
  const first = peopleAlways(({ position_chosen }) => position_chosen === '1', answers)
  const [yes, no] = ['yes', 'no'].map((word) => peopleAlways(({ option_chosen }) => option_chosen === word, answers))
  assert.ok(first.size >= 1 && yes && yes.size >= 1 && no)
  assert.deepEqual(
    stored.rules.map(({ rule, appliedTo, flagged }) => [rule, appliedTo, flagged]),
    [
      ['always-yes', 13, yes.size],
      ['always-no', 13, no.size],
      ['always-first-position', 13, first.size],
      ['straight-lining', 0, 0],
      ['too-fast', 14, 1],
      ['near-random', 0, 0],
    ],
  )
  const alike = first.union(yes).union(no)
  const flagged = flaggedNames(stored)
  assert.ok(flagged.isSupersetOf(alike))
  assert.ok(flagged.difference(alike).size <= 1) // the one in haste, who may be among them, too
  const half = stored.rules.find(({ rule }) => rule === 'always-first-position')?.falseAlarmRate ?? 0
  assert.ok(half > 1 / 256 && half < 1 / 127) // two options in a drawn order: abstaining and declining are always last
  assert.ok(answers.every(({ options_shown }) => JSON.parse(options_shown ?? '').length === 4))
})
