import type { Database, Statement } from 'better-sqlite3'
import type { QueryResult } from 'kysely'

const mostKept = 500

/** The statements of one handle, prepared once and kept by their text. */
export class Statements {
  readonly #db: Database
  readonly #kept = new Map<string, KeptStatement>()

  constructor(db: Database) {
    this.#db = db
  }

  find(sql: string): KeptStatement {
    const kept = this.#kept.get(sql)
    if (kept) return kept
    const statement = new KeptStatement(this.#db.prepare(sql))
    if (this.#kept.size < mostKept) this.#kept.set(sql, statement)
    return statement
  }
}

/** One statement and what it returns. */
export class KeptStatement {
  readonly #statement: Statement
  /** Names of what its rows hold, if it returns any. */
  readonly #columns: readonly string[] | undefined
  /** Whether it changes nothing. */
  readonly isRead: boolean

  constructor(statement: Statement) {
    this.#columns = statement.reader ? statement.columns().map(({ name }) => name) : undefined
    this.#statement = this.#columns ? statement.raw() : statement
    this.isRead = statement.reader && statement.readonly
  }

  run<Row>(given: readonly unknown[]): QueryResult<Row> {
    const parameters = given.map(bindable)
    if (this.#columns) return { rows: rowsOf<Row>(this.#statement.all(parameters) as unknown[][], this.#columns) }
    const { changes, lastInsertRowid } = this.#statement.run(parameters)
    return { rows: [], numAffectedRows: BigInt(changes), insertId: BigInt(lastInsertRowid) }
  }
}

/** Rows as objects, made of the bare values: letting the library make them costs a compilation each time. */
function rowsOf<Row>(rows: readonly (readonly unknown[])[], columns: readonly string[]): Row[] {
  return rows.map((values) => {
    const row: Record<string, unknown> = {}
    for (let n = 0; n < columns.length; n += 1) row[columns[n] ?? ''] = values[n]
    return row as Row
  })
}

/** SQLite knows neither booleans nor dates nor objects. */
function bindable(value: unknown): unknown {
  if (typeof value === 'boolean') return value ? 1 : 0
  if (value instanceof Date) return value.toISOString()
  if (value !== null && typeof value === 'object' && !ArrayBuffer.isView(value)) return JSON.stringify(value)
  return value
}
