import type { Selectable } from 'kysely'
import type { Db } from '../platform/db/connection.ts'
import type { ParticipationTables } from '../platform/db/tables/participation.ts'

export type OwnAsking = Omit<Selectable<ParticipationTables['askings']>, 'participantId'>
export type OwnAnswer = Omit<Selectable<ParticipationTables['answers']>, 'participantId'>

/** Every row about one person. */
export interface OwnRows {
  readonly study: { readonly id: string; readonly name: string }
  readonly participant: Selectable<ParticipationTables['participants']>
  /** The one that counts first, each with the text as it was read, if it is kept. */
  readonly consents: readonly (Omit<Selectable<ParticipationTables['consents']>, 'participantId'> & {
    readonly text: Selectable<ParticipationTables['consentTexts']>['content'] | null
  })[]
  readonly name: { readonly sealed: string; readonly deleteAfter: string } | undefined
  readonly askings: readonly OwnAsking[]
  readonly answers: readonly OwnAnswer[]
}

/** Undefined if the token is nobody's. */
export async function selectOwn(db: Db, tokenHash: string): Promise<OwnRows | undefined> {
  const participant = await db
    .selectFrom('participants')
    .where('tokenHash', '=', tokenHash)
    .selectAll()
    .executeTakeFirst()
  if (!participant) return undefined
  const { id, studyId } = participant
  const study = await db
    .selectFrom('studies')
    .where('id', '=', studyId)
    .select(['id', 'name'])
    .executeTakeFirstOrThrow()
  const consents = [...(await selectConsents(db, 'consents', id)), ...(await selectConsents(db, 'earlierConsents', id))]
  const name = await db
    .selectFrom('recruiterNames')
    .where('participantId', '=', id)
    .select(['sealed', 'deleteAfter'])
    .executeTakeFirst()
  return {
    study,
    participant,
    consents,
    name,
    askings: await selectAskings(db, id),
    answers: await selectAnswers(db, id),
  }
}

function selectAskings(db: Db, participantId: string) {
  return db
    .selectFrom('askings')
    .where('participantId', '=', participantId)
    .orderBy('position')
    .select(['position', 'wordingId', 'repetition', 'optionOrder'])
    .execute()
}

function selectAnswers(db: Db, participantId: string) {
  return db
    .selectFrom('answers')
    .where('participantId', '=', participantId)
    .orderBy('position')
    .orderBy('revision')
    .select(['position', 'revision', 'kind', 'optionId', 'stance', 'positionChosen', 'textHash', 'answeredAt'])
    .execute()
}

function selectConsents(db: Db, table: 'consents' | 'earlierConsents', participantId: string) {
  return db
    .selectFrom(`${table} as agreed`)
    .leftJoin('consentTexts', (join) =>
      join
        .onRef('consentTexts.language', '=', 'agreed.language')
        .onRef('consentTexts.version', '=', 'agreed.version')
        .onRef('consentTexts.textHash', '=', 'agreed.textHash'),
    )
    .where('participantId', '=', participantId)
    .orderBy('agreedAt', 'desc')
    .select(['agreed.version', 'agreed.language', 'agreed.textHash', 'agreements', 'agreedAt', 'content as text'])
    .execute()
}
