import type { Db } from '../../server/platform/db/connection.ts'
import { importQuestions } from '../../server/questionnaires/import.ts'
import { createStudy } from '../../server/studies/create-study.ts'
import { studyDesign } from '../../server/studies/schema.ts'
import { inputFile, line } from '../questionnaires/given.ts'

const subjects = ['trains', 'trams', 'buses', 'ferries', 'lifts', 'bridges', 'tunnels', 'roads', 'paths', 'stairs']

/** Questions on ten topics, two on each. */
const lines = subjects.flatMap((subject) =>
  [`Should ${subject} be free?`, `Should there be more ${subject}?`].map((question) =>
    line(question, { topic: subject, topic_english: subject, original: question }),
  ),
)

/** A study of ten units that takes so many people in each, as fast as they come. */
export async function givenTenUnits(db: Db, peoplePerUnit: number): Promise<string> {
  const now = new Date()
  await importQuestions(db, { questionnaire: 'ten', files: [inputFile(lines)], importedAt: now })
  const wishes = { questionnaire: 'ten', country: 'atlantis', languages: ['en'], peoplePerUnit }
  return createStudy(db, { design: studyDesign.parse({ ...wishes, startsPerMinute: 1_000_000 }), createdAt: now })
}
