import { randomInt, randomUUID } from 'node:crypto'
import type { Db } from '../platform/db/connection.ts'
import { writeJson } from '../platform/db/json.ts'
import { languageNames } from '../platform/languages.ts'
import { findQuestionSets, type QuestionSet, type Topic } from '../questionnaires/question-set.ts'
import { DesignProblem } from './design-problem.ts'
import { insertStudy, insertStudyLanguages, insertUnits, type UnitRows } from './queries.ts'
import { type Recruiting, recruiterOf } from './recruiters.ts'
import type { StudyDesign } from './schema.ts'

export interface NewStudy {
  readonly design: StudyDesign
  readonly createdAt: Date
  /** Absent: one is drawn. A study with this id already there is left as it is. */
  readonly id?: string
  readonly isDemonstration?: boolean
}

/** Makes a study of the questionnaire as it is now, open at once. Later editions of its files do not change it.
 *  @returns its id
 *  @throws {DesignProblem} if the questionnaire lacks what the design asks for */
export async function createStudy(db: Db, { design, createdAt, ...rest }: NewStudy): Promise<string> {
  const id = rest.id ?? drawId()
  const units = unitsOf(id, design, await findSets(db, design))
  await db.transaction().execute(async (trx) => {
    const { languages, ...columns } = columnsOf(design)
    const isDemonstration = rest.isDemonstration ?? false
    const isNew = await insertStudy(trx, {
      ...columns,
      id,
      isDemonstration,
      createdAt: createdAt.toISOString(),
      closedAt: null,
      startCount: 0,
    })
    if (!isNew) return
    await insertStudyLanguages(
      trx,
      languages.map((language, position) => ({ studyId: id, language, position })),
    )
    await insertUnits(trx, units)
  })
  return id
}

/** What is stored of a design with the study itself. */
function columnsOf({ original: _original, controversy: _controversy, ...design }: StudyDesign) {
  const { recruiter, parameter, complete = null, declined = null, ...columns } = design
  const recruiting: Recruiting = {
    recruiter,
    parameter: parameter ?? recruiterOf({ recruiter }).parameter,
    complete,
    declined,
  }
  return { ...columns, recruiting: writeJson(recruiting) }
}

async function findSets(db: Db, design: StudyDesign): Promise<QuestionSet[]> {
  const { questionnaire, country, languages } = design
  const controversy = design.controversy === 'both' ? undefined : design.controversy
  const sets = await findQuestionSets(db, { questionnaire, country, languages, controversy })
  const missing = languages.filter((language) => !sets.some((set) => set.language === language))
  if (missing.length > 0) {
    const names = missing.map((language) => languageNames[language]).join(', ')
    throw new DesignProblem(
      `The questionnaire "${questionnaire}" has no ${design.controversy === 'both' ? '' : `${design.controversy} `}` +
        `questions for the country "${country}" in ${names}. ${await whatThereIs(db, questionnaire)}`,
    )
  }
  return sets
}

async function whatThereIs(db: Db, questionnaire: string): Promise<string> {
  const sets = await findQuestionSets(db, { questionnaire })
  if (sets.length === 0) return 'Import them first: npx stanceline import questions FILE…'
  const there = sets.map(({ country, language }) => `${country} (${language})`)
  return `There are questions for: ${[...new Set(there)].join(', ')}. Choose by --country and --languages.`
}

function unitsOf(studyId: string, design: StudyDesign, sets: readonly QuestionSet[]): UnitRows {
  const topics = design.languages.flatMap((language) =>
    sets
      .filter((set) => set.language === language)
      .flatMap((set) => set.topics)
      .map((topic, position) => ({ topic, language, position, unitId: randomUUID() })),
  )
  return {
    units: topics.map(({ unitId, topic, ...place }) => ({ ...place, id: unitId, studyId, topicId: topic.id })),
    wordings: topics.flatMap(({ unitId, topic }) =>
      wordingsOf(topic, design).map((wordingId, n) => ({ unitId, wordingId, position: n + 1 })),
    ),
    places: topics.flatMap(({ unitId }) =>
      [false, true].map((isSimulated) => ({ unitId, isSimulated, wanted: design.peoplePerUnit, taken: 0 })),
    ),
  }
}

/** A topic unit asks each original once; a paraphrase unit asks one original in all its wordings. */
function wordingsOf({ name, originals }: Topic, { unitKind, original }: StudyDesign): string[] {
  if (unitKind === 'topic')
    return originals.flatMap(({ wordings }) => wordings.filter(({ isOriginal }) => isOriginal).map(({ id }) => id))
  const chosen = originals[original - 1]
  if (!chosen) throw new DesignProblem(`The topic "${name}" has no original number ${original}; choose a smaller one.`)
  return chosen.wordings.map(({ id }) => id)
}

const letters = 'abcdefghjkmnpqrstuvwxyz23456789' // without those that are easily misread

function drawId(): string {
  return Array.from({ length: 10 }, () => letters[randomInt(letters.length)]).join('')
}
