import { InputProblem } from '../platform/input-problem.ts'

/** Thrown when answers that are compared do not all, or all not, offer to abstain: they share no centroid. Whoever
 *  knows where the answers came from says so. */
export class MixedStances extends InputProblem {
  readonly topic: string

  constructor(topic: string, file = 'answers that are joined') {
    super({ file, field: 'stance', rule: 'stances-mixed', values: { topic } })
    this.topic = topic
  }
}
