import type { AnswerSource, Collecting } from '../consistency/source.ts'
import { flaggedNames, flagRespondents } from '../quality/report.ts'

/**
 * How to collect sources, without the people among them who are flagged if that is wanted.
 * @throws {InputProblem} if that is wanted of people of whom it is not known which side they took
 */
export async function heedingFlags(
  sources: readonly AnswerSource[],
  { collecting, isWithoutFlagged }: { readonly collecting: Collecting; readonly isWithoutFlagged: boolean },
): Promise<Collecting> {
  if (!isWithoutFlagged) return collecting
  const flagged = flaggedNames(await flagRespondents(sources))
  return { ...collecting, filters: { ...collecting.filters, flagged } }
}
