/** Why a study cannot be made as wished, in a sentence that says the way on. */
export class DesignProblem extends Error {
  override readonly name = 'DesignProblem'
}
