import type { Database, Statement } from 'better-sqlite3'
import type { CompiledQuery, DatabaseConnection, Driver, QueryResult } from 'kysely'
import { type KeptStatement, Statements } from './statements.ts'
import { StorageLost } from './storage-failure.ts'

const largestBatch = 64

/** One SQLite handle for the whole process. Deeds of the same loop turn share one immediate transaction, each in
 *  a savepoint of its own, and every one of them is answered only after the shared commit is on disk. Reads of the
 *  same turn share a transaction too: beginning one costs more than most reads. */
export class GroupCommitDriver implements Driver {
  readonly #db: Database
  readonly #control: Record<'beginRead' | 'begin' | 'savepoint' | 'release' | 'commit', Statement>
  readonly #statements: Statements
  readonly #waiting: (() => void)[] = []
  #isLent = false
  #isReading = false
  #batch: Batch | undefined
  /** Why nothing is written any more. */
  #lost: StorageLost | undefined

  constructor(db: Database) {
    this.#db = db
    this.#statements = new Statements(db)
    this.#control = {
      beginRead: db.prepare('begin'),
      begin: db.prepare('begin immediate'),
      savepoint: db.prepare('savepoint deed'),
      release: db.prepare('release deed'),
      commit: db.prepare('commit'),
    }
  }

  async init(): Promise<void> {}

  async acquireConnection(): Promise<Lease> {
    if (this.#isLent) await new Promise<void>((go) => this.#waiting.push(go))
    this.#isLent = true
    return new Lease(this)
  }

  async beginTransaction(lease: Lease): Promise<void> {
    this.#batch ??= this.#begin()
    this.#control.savepoint.run()
    lease.isInTransaction = true
  }

  async commitTransaction(lease: Lease): Promise<void> {
    this.#control.release.run()
    await this.#shareCommit(lease)
  }

  async rollbackTransaction(lease: Lease): Promise<void> {
    if (lease.isOver) return // its shared commit failed as a whole; the handle is another deed's by now
    if (this.#db.inTransaction) this.#db.exec('rollback to deed; release deed')
    else this.#fail(new Error('SQLite ended the shared transaction'))
    this.#handOn(lease)
  }

  async releaseConnection(lease: Lease): Promise<void> {
    this.#handOn(lease)
  }

  async destroy(): Promise<void> {
    this.#commit()
    this.#endReading()
    this.#db.close()
  }

  async execute<Row>(lease: Lease, query: CompiledQuery): Promise<QueryResult<Row>> {
    const statement = this.#statements.find(query.sql)
    if (statement.isRead) {
      if (!this.#batch) this.#beginReading()
      return statement.run<Row>(query.parameters)
    }
    this.#endReading()
    const result = this.#write<Row>(statement, query.parameters)
    if (this.#batch && !lease.isInTransaction) await this.#shareCommit(lease)
    return result
  }

  /** A disk that is full ends the shared transaction: then every deed in it has failed. */
  #write<Row>(statement: KeptStatement, parameters: readonly unknown[]): QueryResult<Row> {
    if (this.#lost) throw this.#lost
    try {
      return statement.run<Row>(parameters)
    } catch (error) {
      if (isUnsynced(error)) this.#lost = new StorageLost(error)
      if (this.#batch && !this.#db.inTransaction) this.#fail(error)
      throw error
    }
  }

  /** Lets the next deed in, then waits until the batch is on disk. */
  async #shareCommit(lease: Lease): Promise<void> {
    const batch = this.#batch
    if (batch) batch.deeds += 1
    this.#handOn(lease)
    await batch?.committed
  }

  #beginReading(): void {
    if (this.#isReading) return
    this.#control.beginRead.run()
    this.#isReading = true
    setImmediate(() => this.#endReading())
  }

  #endReading(): void {
    if (!this.#isReading) return
    this.#isReading = false
    this.#control.commit.run()
  }

  #begin(): Batch {
    if (this.#lost) throw this.#lost
    this.#endReading()
    this.#control.begin.run()
    const { promise, resolve, reject } = Promise.withResolvers<void>()
    promise.catch(() => {}) // a batch that nobody waits for any more must not end the process
    return { committed: promise, resolve, reject, deeds: 0 }
  }

  #commit(): void {
    const batch = this.#batch
    if (!batch) return
    try {
      this.#control.commit.run()
      this.#batch = undefined
      batch.resolve()
    } catch (error) {
      if (isUnsynced(error)) this.#lost = new StorageLost(error)
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
    this.#isLent = next !== undefined
    if (next) next()
    else if (this.#batch) setImmediate(() => this.#isLent || this.#commit())
  }
}

/** A disk that failed to sync may have dropped what it was given, and then says that all is well at the next try. */
function isUnsynced(error: unknown): boolean {
  return error instanceof Error && 'code' in error && /^SQLITE_IOERR/.test(String(error.code))
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
