import type { Time } from './columns.ts'

export interface ServerStateTables {
  /** One row, written by probes to see that writing works. */
  writeChecks: { id: number; checkedAt: Time }
}
