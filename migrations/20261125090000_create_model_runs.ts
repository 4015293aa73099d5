import type { Kysely } from 'kysely'
import { columnTypes, strict, strictByKey } from './columns.ts'

/** Runs of language models, and their rows as they came. A run's id is made of its content, so it is kept once. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const column = columnTypes(db)
  const runs = db.schema
    .createTable('model_runs')
    .addColumn('id', column.text, (id) => id.primaryKey())
    .addColumn('model', column.text, (model) => model.notNull())
    .addColumn('task', column.text, (task) => task.notNull())
    .addColumn('judge', column.text)
    .addColumn('file_name', column.text, (name) => name.notNull())
    .addColumn('content_hash', column.text, (hash) => hash.notNull().unique())
    .addColumn('variables', column.text, (variables) => variables.notNull())
    .addColumn('answers', column.integer, (answers) => answers.notNull())
    .addColumn('imported_at', column.time, (time) => time.notNull())
  await strict(db, runs).execute()

  const rows = db.schema
    .createTable('model_run_rows')
    .addColumn('run_id', column.text, (id) => id.notNull().references('model_runs.id').onDelete('cascade'))
    .addColumn('place', column.integer, (place) => place.notNull())
    .addColumn('row', column.text, (row) => row.notNull())
    .addPrimaryKeyConstraint('model_run_rows_by_place', ['run_id', 'place'])
  await strictByKey(db, rows).execute()
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await db.schema.dropTable('model_run_rows').execute()
  await db.schema.dropTable('model_runs').execute()
}
