import type { z } from 'zod'

/** What is wrong in a form: which field, and the locale key of the words that say what to do. */
export interface Problem {
  readonly field: string
  readonly key: string
}

export function problemsIn(error: z.ZodError): Problem[] {
  return error.issues.map(({ path, message }) => ({ field: path.join('.'), key: message }))
}
