import type { LanguageMeasure } from '../../server/consistency/language-measures.ts'
import { type ConsistencyReport, type ReportOptions, reportTallies } from '../../server/consistency/report.ts'
import { type AnswerSource, type Collecting, collect } from '../../server/consistency/source.ts'
import type { StanceRecord } from '../../server/stances/record.ts'

/** A source of people's answers. */
export function people(...records: readonly StanceRecord[]): AnswerSource {
  return { name: 'people', kind: 'people', keepsAnswers: true, records: () => [records] }
}

/** A source of a model's answers. */
export function model(...records: readonly StanceRecord[]): AnswerSource {
  return { name: 'model', kind: 'model', keepsAnswers: true, records: () => [records] }
}

/** The report on sources, collected as any command does. */
export async function reportSources(
  sources: readonly AnswerSource[],
  { collecting, ...options }: Partial<ReportOptions> & { readonly collecting?: Collecting } = {},
): Promise<ConsistencyReport> {
  const { tallies } = await collect(sources, collecting)
  return reportTallies(tallies, { seed: 1, ...options })
}

/** What lies between the language groups of a report, which must be known. */
export function groupsIn({ measures: { languageGroups = [] } }: ConsistencyReport): readonly LanguageMeasure[] {
  if ('undefined' in languageGroups) throw new Error(languageGroups.undefined)
  return languageGroups
}
