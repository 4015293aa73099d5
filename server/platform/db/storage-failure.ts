const sqliteFailure = /^SQLITE_(FULL|IOERR|BUSY|READONLY|CANTOPEN|CORRUPT|NOTADB|PROTOCOL)/
/** Connection, insufficient resources, shutting down, disk trouble. */
const postgresFailure = /^(08|53|57P|58)/
const networkFailure = /^(ECONN|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH)/
const lostConnection =
  /Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection/

/** Thrown for every write after the disk has failed to sync one: what was written since may not be there. */
export class StorageLost extends Error {
  override readonly name = 'StorageLost'

  constructor(cause: unknown) {
    super('an earlier commit could not be synced to disk; the server must be started again', { cause })
  }
}

/** Whether the database could not be reached or could not write: nobody did anything wrong, and trying again may help. */
export function isStorageFailure(error: unknown): boolean {
  if (error instanceof StorageLost) return true
  if (!(error instanceof Error)) return false
  const code = 'code' in error && typeof error.code === 'string' ? error.code : ''
  return (
    [sqliteFailure, postgresFailure, networkFailure].some((pattern) => pattern.test(code)) ||
    lostConnection.test(error.message)
  )
}
