import type { Config } from '../platform/config.ts'
import type { Db } from '../platform/db/connection.ts'

/** What a command works with, handed in by the command line. */
export interface Tools {
  readonly config: () => Config
  /** Opens the database for one deed and closes it afterwards, whatever happens. */
  readonly withDb: <Result>(deed: (db: Db) => Promise<Result>) => Promise<Result>
  /** Whether there is a database to look anything up in. */
  readonly isDbThere: () => boolean
  readonly now: () => Date
}

/** What links begin with, on the command line: as configured, else the server's usual place. */
export function baseUrlIn({ baseUrl, port }: Config): string {
  return baseUrl ?? `http://localhost:${port}`
}

/** Prints JSON and nothing else, or words: the one place where commands print. */
export function print(isJson: boolean | undefined, value: unknown, words: string): void {
  console.log(isJson ? JSON.stringify(value, null, 2) : words)
}

/** What looking up takes. */
export type Lookup = Pick<Tools, 'withDb' | 'isDbThere'>

/** For measuring files alone. */
export const noDb: Lookup = {
  withDb: () => Promise.reject(new Error('no database was given')),
  isDbThere: () => false,
}
