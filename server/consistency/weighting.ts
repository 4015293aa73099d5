import { InputProblem } from '../platform/input-problem.ts'
import { effectiveSize } from '../statistics/effective-size.ts'
import { raked } from '../statistics/raking.ts'
import type { AnswerTally } from './answer-tally.ts'
import type { Interval, Undefined } from './estimate.ts'
import type { Attributes, Margins } from './margins-file.ts'

/** What people are to be weighted by. */
export interface Weighting {
  readonly margins: Margins
  readonly attributes: Attributes
  /** Where margins and attributes were read, for refusals. */
  readonly files: { readonly margins: string; readonly people: string }
}

/** The weights of people, with mean 1, and how they came about. */
export interface Weights {
  readonly of: ReadonlyMap<string, number>
  readonly summary: WeightsSummary
}

export interface WeightsSummary {
  readonly variables: readonly string[]
  readonly respondents: number
  /** As many people with equal weights would tell as much, after Kish. */
  readonly effectiveRespondents: number
  readonly least: number
  readonly most: number
  readonly rounds: number
}

/** A figure with people weighted, beside the one that takes each alike. */
export interface WeightedFigure {
  readonly inconsistency: number
  /** Respondents are drawn with their weights; the weights are not raked anew. */
  readonly interval: Interval | Undefined
  readonly intervalOverTopics: Interval | Undefined
  readonly respondents: number
  readonly effectiveRespondents: number
}

/**
 * Weights under which the people whose answers count have the shares wanted, by raking.
 * @throws {InputProblem} if nobody has a value that is wanted, a value that people have has no share, something is not
 *   known of somebody, or no weights reach the shares
 */
export function weightsOf(tallies: readonly AnswerTally[], weighting: Weighting): Weights {
  const people = tallies.filter(({ kind }) => kind === 'people')
  const names = [...new Set(people.flatMap(({ byRespondent }) => [...byRespondent.keys()]))].sort()
  const variables = [...weighting.margins.keys()]
  const categories = variables.map((variable) => names.map((name) => valueKnown(name, variable, weighting)))
  variables.forEach((variable, n) => {
    assertMatching(variable, categories[n] ?? [], weighting)
  })
  const result = raked({ categories }, [...weighting.margins.values()])
  if ('undefined' in result) throw new InputProblem({ file: weighting.files.margins, rule: 'margins-apart' })
  const { weights, rounds } = result
  const summary = {
    variables,
    respondents: names.length,
    effectiveRespondents: effectiveSize(weights) ?? 0,
    least: Math.min(...weights),
    most: Math.max(...weights),
    rounds,
  }
  return { of: new Map(names.map((name, n) => [name, weights[n] ?? 1])), summary }
}

function valueKnown(respondent: string, variable: string, { attributes, files }: Weighting): string {
  const value = attributes.get(respondent)?.get(variable)
  if (value !== undefined && value !== '') return value
  throw new InputProblem({ file: files.people, rule: 'attribute-missing', values: { respondent, variable } })
}

function assertMatching(variable: string, found: readonly string[], { margins, files }: Weighting): void {
  const shares = margins.get(variable) ?? new Map<string, number>()
  const [values, file] = [new Set(found), files.margins]
  for (const value of values) {
    if (!shares.has(value)) throw new InputProblem({ file, rule: 'margin-unknown', values: { variable, value } })
  }
  for (const [value, share] of shares) {
    if (share > 0 && !values.has(value)) {
      throw new InputProblem({ file, rule: 'margin-empty', values: { variable, value } })
    }
  }
}
