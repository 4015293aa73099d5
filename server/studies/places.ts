import { sql } from 'kysely'
import type { Trx } from '../platform/db/connection.ts'
import { inTransaction, prepared } from '../platform/db/prepared.ts'

export interface PlaceWish {
  readonly studyId: string
  readonly language: string
  readonly isSimulated: boolean
  /** Chooses among so many units that have equally few people, by place from 0. */
  readonly choose: (among: number) => number
}

export interface TakenPlace {
  readonly unitId: string
  /** The units that had fewest people, this one among them, by their position in the study. */
  readonly among: readonly number[]
}

/** Takes a place in a unit that has fewest people; undefined when all are full. The statement that takes it cannot go
 *  beyond the number wanted. Starts of one study must be in order already, so that none chooses by a count that another
 *  is changing. */
export async function takePlace(trx: Trx, wish: PlaceWish): Promise<TakenPlace | undefined> {
  for (let tries = 0; tries < mostTries; tries += 1) {
    const units = await listFewest(trx, wish)
    const unit = units[units.length > 1 ? wish.choose(units.length) : 0]
    if (!unit) return undefined
    const isTaken = await takePlaceIn(trx, { unitId: unit.unitId, isSimulated: wish.isSimulated })
    if (isTaken) return { unitId: unit.unitId, among: units.map(({ position }) => position) }
  }
  return undefined
}

/** Somebody who comes back may take the last place of the unit chosen, in the very moment: then another is chosen. */
const mostTries = 3

/** The units with room that have fewest people, in their order. */
async function listFewest(trx: Trx, { studyId, language, isSimulated }: PlaceWish) {
  const units = await selectUnitsWithRoom(trx, { studyId, language, isSimulated })
  return units.filter(({ taken }) => taken === units[0]?.taken)
}

const selectUnitsWithRoom = inTransaction(
  prepared((db, { studyId, language, isSimulated }: { studyId: string; language: string; isSimulated: boolean }) =>
    db
      .selectFrom('unitPlaces')
      .innerJoin('studyUnits', 'studyUnits.id', 'unitPlaces.unitId')
      .where('studyUnits.studyId', '=', studyId)
      .where('studyUnits.language', '=', language)
      .where('unitPlaces.isSimulated', '=', isSimulated)
      .whereRef('unitPlaces.taken', '<', 'unitPlaces.wanted')
      .orderBy('unitPlaces.taken')
      .orderBy('studyUnits.position')
      .select(['unitPlaces.unitId', 'unitPlaces.taken', 'studyUnits.position']),
  ),
)

/** Takes one more place in a unit where somebody lost theirs, if there still is one. */
export async function takePlaceIn(trx: Trx, place: { unitId: string; isSimulated: boolean }): Promise<boolean> {
  const row = await trx
    .updateTable('unitPlaces')
    .set({ taken: sql`taken + 1` })
    .where('unitId', '=', place.unitId)
    .where('isSimulated', '=', place.isSimulated)
    .whereRef('taken', '<', 'wanted')
    .returning('unitId')
    .executeTakeFirst()
  return row !== undefined
}

/** Gives a place back to its unit. */
export async function returnPlace(trx: Trx, place: { unitId: string; isSimulated: boolean }): Promise<void> {
  await trx
    .updateTable('unitPlaces')
    .set({ taken: sql`taken - 1` })
    .where('unitId', '=', place.unitId)
    .where('isSimulated', '=', place.isSimulated)
    .execute()
}

/** Puts the starts of one study in order, and tells whether it takes any. What is decided after it, is decided alone. */
export async function lockStarts(trx: Trx, studyId: string): Promise<{ isClosed: boolean }> {
  const row = await trx
    .updateTable('studies')
    .set({ startCount: sql`start_count + 1` })
    .where('id', '=', studyId)
    .returning('closedAt')
    .executeTakeFirstOrThrow()
  return { isClosed: row.closedAt !== null }
}
