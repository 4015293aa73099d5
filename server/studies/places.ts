import { sql } from 'kysely'
import type { Trx } from '../platform/db/connection.ts'

export interface PlaceWish {
  readonly studyId: string
  readonly language: string
  readonly isSimulated: boolean
  /** Where to begin among units that are equally full; any whole number. */
  readonly offset: number
}

/** Takes a place in a unit that has fewest people, and tells which unit that is; undefined when all are full.
 *  Choosing and counting are one statement that cannot go beyond the number wanted.
 *  Starts of one study must be in order already, so that none chooses by a count that another is changing. */
export async function takePlace(trx: Trx, wish: PlaceWish): Promise<string | undefined> {
  for (let tries = 0; tries < mostTries; tries += 1) {
    const unitId = await takeOnce(trx, wish)
    if (unitId) return unitId
  }
  return undefined
}

/** Somebody who comes back may take the last place of the unit chosen, in the very moment: then another is chosen. */
const mostTries = 3

async function takeOnce(trx: Trx, wish: PlaceWish): Promise<string | undefined> {
  const fewest = trx
    .selectFrom('unitPlaces')
    .innerJoin('studyUnits', 'studyUnits.id', 'unitPlaces.unitId')
    .where('studyUnits.studyId', '=', wish.studyId)
    .where('studyUnits.language', '=', wish.language)
    .where('unitPlaces.isSimulated', '=', wish.isSimulated)
    .whereRef('unitPlaces.taken', '<', 'unitPlaces.wanted')
    .orderBy('unitPlaces.taken')
    .orderBy(sql`(study_units.position + ${wish.offset}) % 1009`)
    .limit(1)
    .select('unitPlaces.unitId')
  const row = await trx
    .updateTable('unitPlaces')
    .set({ taken: sql`taken + 1` })
    .where('unitId', '=', fewest)
    .where('isSimulated', '=', wish.isSimulated)
    .whereRef('taken', '<', 'wanted')
    .returning('unitId')
    .executeTakeFirst()
  return row?.unitId
}

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

/** Puts the starts of one study in order, counts them, and tells whether it takes any. What is decided after it, is decided alone. */
export async function countStart(trx: Trx, studyId: string): Promise<{ count: number; isClosed: boolean }> {
  const row = await trx
    .updateTable('studies')
    .set({ startCount: sql`start_count + 1` })
    .where('id', '=', studyId)
    .returning(['startCount', 'closedAt'])
    .executeTakeFirstOrThrow()
  return { count: row.startCount, isClosed: row.closedAt !== null }
}
