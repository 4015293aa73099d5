/** Why the program cannot start or go on, in one sentence for whoever started it. */
export class StartProblem extends Error {
  override readonly name = 'StartProblem'
}
