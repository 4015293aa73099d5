import { InputProblem, type InputRule, type RuleValues } from '../platform/input-problem.ts'

/** Thrown where an answer cannot be read as a distribution over stances. Whoever knows the place adds it. */
export class StanceProblem extends RangeError {
  override readonly name = 'StanceProblem'
  readonly rule: InputRule
  readonly values: RuleValues

  constructor(rule: InputRule, values: RuleValues) {
    super(`${rule} ${JSON.stringify(values)}`)
    this.rule = rule
    this.values = values
  }

  at(file: string, place: { line?: number; field?: string }): InputProblem {
    return new InputProblem({ file, ...place, rule: this.rule, values: this.values })
  }
}
