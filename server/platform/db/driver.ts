import type { Database, RunResult, Statement } from 'better-sqlite3'
import type { CompiledQuery, DatabaseConnection, Driver, QueryResult } from 'kysely'

const largestBatch = 64
const keptStatements = 500

/** One SQLite handle for the whole process. Deeds of the same loop turn share one immediate transaction, each in
 *  a savepoint of its own, and every one of them is answered only after the shared commit is on disk. */
export class GroupCommitDriver implements Driver {
  readonly #db: Database
  readonly #statements = new Map<string, Statement>()
  readonly #waiting: (() => void)[] = []
  #isLent = false
  #batch: Batch | undefined

  constructor(db: Database) {
    this.#db = db
  }

  async init(): Promise<void> {}

  async acquireConnection(): Promise<Lease> {
    if (this.#isLent) await new Promise<void>((go) => this.#waiting.push(go))
    this.#isLent = true
    return new Lease(this)
  }

  async beginTransaction(lease: Lease): Promise<void> {
    this.#batch ??= this.#begin()
    this.#db.exec('savepoint deed')
    lease.isInTransaction = true
  }

  async commitTransaction(lease: Lease): Promise<void> {
    this.#db.exec('release deed')
    await this.#shareCommit(lease)
  }

  async rollbackTransaction(lease: Lease): Promise<void> {
    if (this.#db.inTransaction) this.#db.exec('rollback to deed; release deed')
    else this.#fail(new Error('SQLite ended the shared transaction'))
    this.#handOn(lease)
  }

  async releaseConnection(lease: Lease): Promise<void> {
    this.#handOn(lease)
  }

  async destroy(): Promise<void> {
    this.#commit()
    this.#db.close()
  }

  async execute<Row>(lease: Lease, query: CompiledQuery): Promise<QueryResult<Row>> {
    const statement = this.#prepared(query.sql)
    const parameters = query.parameters.map(bindable)
    if (statement.reader && statement.readonly) return { rows: statement.all(parameters) as Row[] }
    const result = statement.reader
      ? { rows: statement.all(parameters) as Row[] }
      : described<Row>(statement.run(parameters))
    if (this.#batch && !lease.isInTransaction) await this.#shareCommit(lease)
    return result
  }

  /** Lets the next deed in, then waits until the batch is on disk. */
  async #shareCommit(lease: Lease): Promise<void> {
    const batch = this.#batch
    if (batch) batch.deeds += 1
    this.#handOn(lease)
    await batch?.committed
  }

  #prepared(sql: string): Statement {
    const kept = this.#statements.get(sql)
    if (kept) return kept
    const statement = this.#db.prepare(sql)
    if (this.#statements.size < keptStatements) this.#statements.set(sql, statement)
    return statement
  }

  #begin(): Batch {
    this.#db.exec('begin immediate')
    const { promise, resolve, reject } = Promise.withResolvers<void>()
    promise.catch(() => {}) // a batch that nobody waits for any more must not end the process
    return { committed: promise, resolve, reject, deeds: 0 }
  }

  #commit(): void {
    const batch = this.#batch
    if (!batch) return
    try {
      this.#db.exec('commit')
      this.#batch = undefined
      batch.resolve()
    } catch (error) {
      if (this.#db.inTransaction) this.#db.exec('rollback')
      this.#fail(error)
    }
  }

  #fail(reason: unknown): void {
    this.#batch?.reject(reason)
    this.#batch = undefined
  }

  #handOn(lease: Lease): void {
    if (lease.isOver) return
    lease.isOver = true
    if (this.#batch && this.#batch.deeds >= largestBatch) this.#commit()
    const next = this.#waiting.shift()
    if (next) return next()
    this.#isLent = false
    if (this.#batch) setImmediate(() => this.#isLent || this.#commit())
  }
}

interface Batch {
  readonly committed: Promise<void>
  readonly resolve: () => void
  readonly reject: (reason: unknown) => void
  deeds: number
}

/** The handle, lent to one deed at a time. */
class Lease implements DatabaseConnection {
  readonly #driver: GroupCommitDriver
  isOver = false
  isInTransaction = false

  constructor(driver: GroupCommitDriver) {
    this.#driver = driver
  }

  executeQuery<Row>(query: CompiledQuery): Promise<QueryResult<Row>> {
    return this.#driver.execute<Row>(this, query)
  }

  async *streamQuery<Row>(query: CompiledQuery): AsyncIterableIterator<QueryResult<Row>> {
    yield await this.#driver.execute<Row>(this, query)
  }
}

function described<Row>({ changes, lastInsertRowid }: RunResult): QueryResult<Row> {
  return { rows: [], numAffectedRows: BigInt(changes), insertId: BigInt(lastInsertRowid) }
}

/** SQLite knows neither booleans nor dates nor objects. */
function bindable(value: unknown): unknown {
  if (typeof value === 'boolean') return value ? 1 : 0
  if (value instanceof Date) return value.toISOString()
  if (value !== null && typeof value === 'object' && !ArrayBuffer.isView(value)) return JSON.stringify(value)
  return value
}
