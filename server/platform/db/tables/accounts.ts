import type { Time } from './columns.ts'

export interface AccountTables {
  signInLinks: { id: string; tokenHash: string; createdAt: Time; expiresAt: Time; usedAt: Time | null }
  sessions: { id: string; tokenHash: string; createdAt: Time; expiresAt: Time }
}
