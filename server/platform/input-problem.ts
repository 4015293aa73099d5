export interface Misfit {
  /** What was read: a file, or an option of the command line. */
  readonly file: string
  /** Counted from 1, as an editor counts. */
  readonly line?: number
  readonly field?: string
  readonly expected: string
}

/** Thrown when something handed in cannot be used. Its message is one line: where, and what was expected there. */
export class InputProblem extends Error {
  override readonly name = 'InputProblem'
  readonly misfit: Misfit

  constructor(misfit: Misfit) {
    const place = [
      misfit.file,
      misfit.line === undefined ? [] : `line ${misfit.line}`,
      misfit.field === undefined ? [] : `field ${misfit.field}`,
    ]
    super(`${place.flat().join(', ')}: expected ${misfit.expected}`.replaceAll(/\s*[\r\n]+\s*/g, ' '))
    this.misfit = misfit
  }
}
