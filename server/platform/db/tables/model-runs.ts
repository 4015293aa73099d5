import type { Time } from './columns.ts'

export interface ModelRunTables {
  modelRuns: {
    id: string
    model: string
    task: string
    judge: string | null
    fileName: string
    contentHash: string
    variables: string
    answers: number
    importedAt: Time
  }
  modelRunRows: { runId: string; place: number; row: string }
}
