import type { Db } from '../../server/platform/db/connection.ts'

/** How many rows there are about people. */
export async function storedCounts(db: Db) {
  const count = async (table: 'participants' | 'consents' | 'askings' | 'answers') =>
    (await db.selectFrom(table).selectAll().execute()).length
  return {
    participants: await count('participants'),
    consents: await count('consents'),
    askings: await count('askings'),
    answers: await count('answers'),
  }
}

export const nothingStored = { participants: 0, consents: 0, askings: 0, answers: 0 }

/** All answers with every revision, in the order of the questions. */
export function storedAnswers(db: Db) {
  return db
    .selectFrom('answers')
    .innerJoin('askings', (join) =>
      join
        .onRef('askings.participantId', '=', 'answers.participantId')
        .onRef('askings.position', '=', 'answers.position'),
    )
    .leftJoin('options', 'options.id', 'answers.optionId')
    .orderBy('askings.position')
    .orderBy('answers.revision')
    .select(['askings.position', 'answers.revision', 'answers.kind', 'options.text as option', 'answers.stance'])
    .execute()
}
