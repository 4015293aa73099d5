import type { StanceRecord } from '../../server/stances/record.ts'
import { record } from './given-records.ts'

type Given = Parameters<typeof record>[0]

/** A choice among options, of model or person p1. */
export function chosen(original: string, changes: Given = {}): StanceRecord {
  return record({ original, ...changes })
}

/** What a judge read out of an open answer to the same question. */
export function read(judge: string, original: string, changes: Given = {}): StanceRecord {
  return record({ original, taskForm: 'open', judge, ...changes })
}
