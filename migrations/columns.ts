import { type CreateTableBuilder, type Kysely, SqliteAdapter, sql } from 'kysely'

function isSqlite(db: Kysely<unknown>): boolean {
  return db.getExecutor().adapter instanceof SqliteAdapter
}

/** How each kind of column is declared in the database engine at hand. */
export function columnTypes(db: Kysely<unknown>) {
  return isSqlite(db)
    ? ({ id: 'text', text: 'text', time: 'text', json: 'text', flag: 'integer', integer: 'integer' } as const)
    : ({
        id: 'uuid',
        text: 'text',
        time: sql<string>`timestamptz(3)`,
        json: 'jsonb',
        flag: 'boolean',
        integer: 'integer',
      } as const)
}

/** Makes SQLite refuse values of a wrong type, as PostgreSQL does by nature. */
export function strict<Table extends string, Columns extends string>(
  db: Kysely<unknown>,
  table: CreateTableBuilder<Table, Columns>,
): CreateTableBuilder<Table, Columns> {
  return isSqlite(db) ? table.modifyEnd(sql`strict`) : table
}

/** As strict, and kept in SQLite in the order of its key: for tables that are read by the first part of it. */
export function strictByKey<Table extends string, Columns extends string>(
  db: Kysely<unknown>,
  table: CreateTableBuilder<Table, Columns>,
): CreateTableBuilder<Table, Columns> {
  return isSqlite(db) ? table.modifyEnd(sql`strict, without rowid`) : table
}
