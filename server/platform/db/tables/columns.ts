import type { ColumnType } from 'kysely'

/** 0 or 1 from SQLite, a boolean from PostgreSQL. */
export type Flag = ColumnType<boolean | 0 | 1, boolean, boolean>
/** JSON text in, and out as text or value: read it by `readJson`. */
export type Json = ColumnType<unknown, string, string>
/** ISO 8601 text, UTC. */
export type Time = string
