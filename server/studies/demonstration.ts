import type { Db } from '../platform/db/connection.ts'
import { createStudy } from './create-study.ts'
import { selectStudy } from './queries.ts'
import { studyDesign } from './schema.ts'

export const demonstrationId = 'demonstration'

/** A study of the starter questionnaire to try things out with; made once. Tells whether that was now. */
export async function openDemonstration(db: Db, createdAt: Date): Promise<boolean> {
  if (await selectStudy(db, demonstrationId)) return false
  const design = studyDesign.parse({ name: 'Demonstration', peoplePerUnit: 100 })
  await createStudy(db, { id: demonstrationId, design, createdAt, isDemonstration: true })
  return true
}
