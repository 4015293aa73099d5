import type { Db, Trx } from '../platform/db/connection.ts'
import type { Database } from '../platform/db/tables/index.ts'

type NewRun = Database['modelRuns']
type NewRow = Database['modelRunRows']

const told = ['id', 'model', 'task', 'judge', 'fileName', 'answers', 'importedAt'] as const

/** Tells whether it was new: somebody else may store the same run at the same time. */
export async function insertRun(trx: Trx, run: NewRun): Promise<boolean> {
  const { numInsertedOrUpdatedRows = 0n } = await trx
    .insertInto('modelRuns')
    .values(run)
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  return numInsertedOrUpdatedRows > 0n
}

export async function insertRows(trx: Trx, rows: readonly NewRow[]): Promise<void> {
  await trx
    .insertInto('modelRunRows')
    .values([...rows])
    .execute()
}

export async function selectRun(db: Db | Trx, id: string) {
  return await db
    .selectFrom('modelRuns')
    .select([...told, 'variables'])
    .where('id', '=', id)
    .executeTakeFirst()
}

export async function selectRuns(db: Db) {
  return await db.selectFrom('modelRuns').select(told).execute()
}

export async function selectRows(db: Db, runId: string) {
  return await db.selectFrom('modelRunRows').select('row').where('runId', '=', runId).orderBy('place').execute()
}

export async function deleteRun(db: Db, id: string): Promise<void> {
  await db.deleteFrom('modelRuns').where('id', '=', id).execute()
}
