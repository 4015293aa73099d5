/** What a simulated person found on a page and could not go on with. */
export class SimulationProblem extends Error {
  override readonly name = 'SimulationProblem'

  constructor(found: string) {
    super(`A simulated person cannot go on: ${found}.`)
  }
}
