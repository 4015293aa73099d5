import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { faultWithin } from '../../server/platform/db/savepoint.ts'
import { inLots } from '../../server/platform/in-lots.ts'
import { onBothEngines } from '../support/database.ts'
import { givenStudy } from '../support/given.ts'

interface One {
  readonly key: string
  readonly n: number
}

/** Notes each lot and keeps it under way until it is let go. */
function lots(most: number) {
  const handled: number[][] = []
  const gates: (() => void)[] = []
  const add = inLots({ keyOf: ({ key }: One) => key, most }, async (lot) => {
    handled.push(lot.map(({ n }) => n))
    await new Promise<void>((go) => gates.push(go))
    if (lot.some(({ n }) => n < 0)) throw new Error('the lot failed')
    return lot.map(({ n }) => (n % 10 === 9 ? new Error(`${n}`) : undefined))
  })
  const settle = async (all: readonly Promise<void>[]) => {
    const outcomes = Promise.allSettled(all)
    for (let turns = 0; turns < 50; turns += 1) {
      for (const go of gates.splice(0)) go()
      await new Promise((go) => setImmediate(go))
    }
    return (await outcomes).map(({ status }) => status)
  }
  return { handled, add, settle }
}

test('inLots(…) hands on what waits together, no more than told, one lot of a key after the other', async () => {
  const { handled, add, settle } = lots(3)
  const all = [1, 2, 3, 4, 5, 9].map((n) => add({ key: 'a', n }))
  const other = add({ key: 'b', n: 7 })
  assert.deepEqual(handled, [[1], [7]])
  assert.deepEqual(await settle([...all, other]), [...Array(5).fill('fulfilled'), 'rejected', 'fulfilled'])
  assert.deepEqual(handled, [[1], [7], [2, 3, 4], [5, 9]])
  assert.deepEqual(await settle([add({ key: 'a', n: 8 })]), ['fulfilled'])
})

test('inLots(…) fails all of a lot that could not be handled, and none of the next', async () => {
  const { add, settle } = lots(3)
  const all = [1, -2, 3, 4, 5].map((n) => add({ key: 'a', n }))
  assert.deepEqual(await settle(all), ['fulfilled', 'rejected', 'rejected', 'rejected', 'fulfilled'])
})

onBothEngines('faultWithin(…) takes back the part that failed and keeps the others', async (_, db) => {
  const { id } = await givenStudy(db)
  const change = (startCount: number) => db.updateTable('studies').set({ startCount }).where('id', '=', id)
  const faults = await db.transaction().execute(async (trx) => {
    const set = (n: number) => trx.executeQuery(change(n).compile())
    const parts = [
      () => set(5),
      async () => {
        await set(6)
        throw new RangeError('of ours')
      },
      async () => {
        await set(7)
        await sql`select nothing from nowhere`.execute(trx)
      },
    ]
    const told = []
    for (const part of parts) told.push(await faultWithin(trx, async () => void (await part())))
    return told
  })
  assert.deepEqual(
    faults.map((fault) => fault instanceof Error),
    [false, true, true],
  )
  const { startCount } = await db
    .selectFrom('studies')
    .where('id', '=', id)
    .select('startCount')
    .executeTakeFirstOrThrow()
  assert.equal(startCount, 5)
})
