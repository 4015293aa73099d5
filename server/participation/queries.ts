import type { Insertable } from 'kysely'
import { type Db, locksRows, type Trx } from '../platform/db/connection.ts'
import { inTransaction, prepared } from '../platform/db/prepared.ts'
import type { ParticipationTables } from '../platform/db/tables/participation.ts'

export const selectBegun = prepared((db, { tokenHash }: { tokenHash: string }) =>
  db
    .selectFrom('participants')
    .innerJoin('studies', 'studies.id', 'participants.studyId')
    .leftJoin('askings', 'askings.participantId', 'participants.id')
    .where('tokenHash', '=', tokenHash)
    .orderBy('askings.position')
    .select(['participants.id', 'studyId', 'unitId', 'language', 'leaseMinutes'])
    .select(['askings.position', 'wordingId', 'repetition', 'optionOrder']),
)

/** How far a person is, with every revision of every answer; one row without answer if there is none. */
export const selectProgress = prepared((db, { participantId }: { participantId: string }) =>
  db
    .selectFrom('participants')
    .innerJoin('consents', 'consents.participantId', 'participants.id')
    .leftJoin('answers', 'answers.participantId', 'participants.id')
    .where('participants.id', '=', participantId)
    .select(['finishedAt', 'completionCode', 'seenAt', 'withdrawnAt', 'consents.textHash as consentHash'])
    .select(['position', 'revision', 'kind', 'optionId']),
)

/** Holds a person's row until the transaction ends. What is decided about them is read after it, not with it. */
export const lockParticipant = inTransaction(
  prepared((db, { participantId }: { participantId: string }) =>
    db
      .selectFrom('participants')
      .where('id', '=', participantId)
      .select(['isSimulated', 'placeState', 'seenAt'])
      .$if(locksRows(db), (query) => query.forUpdate()),
  ),
)

/** Undefined for nobody, and for whoever has left. */
export function findUnderWay(trx: Trx, participantId: string) {
  return trx
    .selectFrom('participants')
    .where('id', '=', participantId)
    .where('withdrawnAt', 'is', null)
    .select(['id', 'unitId'])
    .executeTakeFirst()
}

export async function hasStarted(trx: Trx, startKey: string): Promise<boolean> {
  const row = await trx.selectFrom('participants').where('startKey', '=', startKey).select('id').executeTakeFirst()
  return row !== undefined
}

/** Marks the places of people whose lease ran out, and tells which units get them back. */
export function releaseLapsed(trx: Trx, { studyId, leaseBegan }: { studyId: string; leaseBegan: string }) {
  return trx
    .updateTable('participants')
    .set({ placeState: 'released' })
    .where('studyId', '=', studyId)
    .where('seenAt', '<', leaseBegan)
    .where('placeState', '=', 'held')
    .where('finishedAt', 'is', null)
    .returning(['unitId', 'isSimulated'])
    .execute()
}

export interface ParticipantRows {
  readonly participant: Insertable<ParticipationTables['participants']>
  readonly consent: Insertable<ParticipationTables['consents']>
  readonly askings: Insertable<ParticipationTables['askings']>[]
}

export async function insertParticipant(trx: Trx, { participant, consent, askings }: ParticipantRows): Promise<void> {
  await trx.insertInto('participants').values(participant).execute()
  await trx.insertInto('consents').values(consent).execute()
  await trx.insertInto('askings').values(askings).execute()
}

/** Puts what somebody agreed to beside what they agree to now. */
export async function keepEarlierConsent(trx: Trx, participantId: string): Promise<void> {
  const columns = ['participantId', 'version', 'language', 'textHash', 'agreements', 'agreedAt'] as const
  await trx
    .insertInto('earlierConsents')
    .columns([...columns])
    .expression(
      trx
        .selectFrom('consents')
        .where('participantId', '=', participantId)
        .select([...columns]),
    )
    .onConflict((conflict) => conflict.columns(['participantId', 'textHash']).doNothing())
    .execute()
}

export async function updateConsent(
  trx: Trx,
  { participantId, ...consent }: Insertable<ParticipationTables['consents']>,
): Promise<void> {
  await trx.updateTable('consents').set(consent).where('participantId', '=', participantId).execute()
}

/** Removes what somebody was asked, and with it every answer. */
export async function deleteAskings(trx: Trx, participantId: string): Promise<void> {
  await trx.deleteFrom('askings').where('participantId', '=', participantId).execute()
}

export const insertAnswer = inTransaction(
  prepared((db, answer: Insertable<ParticipationTables['answers']>) => db.insertInto('answers').values(answer)),
)

export async function updateParticipant(
  trx: Trx,
  { id, ...changes }: { id: string } & Partial<Insertable<ParticipationTables['participants']>>,
): Promise<void> {
  await trx.updateTable('participants').set(changes).where('id', '=', id).execute()
}

/** People of a study after a given one, by id; so that many are read in turns. */
export function selectPeople(db: Db, { studyId, afterId, most }: { studyId: string; afterId: string; most: number }) {
  return db
    .selectFrom('participants')
    .innerJoin('consents', 'consents.participantId', 'participants.id')
    .where('studyId', '=', studyId)
    .where('participants.id', '>', afterId)
    .orderBy('participants.id')
    .limit(most)
    .select(['participants.id', 'unitId', 'participants.language', 'isSimulated', 'placeState', 'startedAt'])
    .select(['finishedAt', 'withdrawnAt', 'feedback', 'consents.version', 'consents.textHash', 'consents.agreedAt'])
    .select('consents.agreements')
    .execute()
}

/** All they were asked, each with every revision of its answer. */
export function selectAnswersOf(db: Db, participantIds: readonly string[]) {
  return db
    .selectFrom('askings')
    .leftJoin('answers', (join) =>
      join
        .onRef('answers.participantId', '=', 'askings.participantId')
        .onRef('answers.position', '=', 'askings.position'),
    )
    .where('askings.participantId', 'in', participantIds)
    .orderBy('askings.participantId')
    .orderBy('askings.position')
    .orderBy('answers.revision')
    .select(['askings.participantId', 'wordingId', 'repetition', 'askings.position', 'askings.optionOrder'])
    .select(['answers.revision', 'answers.kind', 'answers.optionId', 'answers.stance', 'answers.positionChosen'])
    .select(['answers.textHash', 'answers.answeredAt'])
    .execute()
}
