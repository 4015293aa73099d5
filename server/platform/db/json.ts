/** JSON is text in SQLite and a value in PostgreSQL: both are read here. */
export function readJson<Value>(stored: unknown): Value {
  return (typeof stored === 'string' ? JSON.parse(stored) : stored) as Value
}

/** Always text when writing, as PostgreSQL would take a bare array for one of its own. */
export function writeJson(value: unknown): string {
  return JSON.stringify(value)
}

/** A flag is 0 or 1 in SQLite and a boolean in PostgreSQL. */
export function readFlag(stored: boolean | number): boolean {
  return Boolean(stored)
}
