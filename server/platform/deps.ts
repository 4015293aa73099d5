import type { Db } from './db/connection.ts'
import type { Words } from './http/words.ts'
import type { Log } from './log.ts'

/** Everything that comes from outside, handed on from the one place where it is made. */
export interface Deps {
  readonly db: Db
  readonly words: Words
  readonly log: Log
  readonly secret: string
  /** What links begin with, without a slash at the end. */
  readonly baseUrl: string
  /** Whether cookies must travel by https only. */
  readonly isPublic: boolean
  readonly now: () => Date
  /** Where an embedded database keeps its files. */
  readonly dataFolder: string | undefined
  /** Where it is noted who left, beside an embedded database. */
  readonly leftFile: string | undefined
  /** Whether the server has been told to stop. */
  readonly isDraining: () => boolean
}
