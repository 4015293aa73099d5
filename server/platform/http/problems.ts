import type { z } from 'zod'
import { Refusal } from '../refusal.ts'

/** What is wrong in a form: which field, and the locale key of the words that say what to do. */
export interface Problem {
  readonly field: string
  readonly key: string
}

/** The problems a person can mend. A form that lacks what our pages put there was not made by them.
 *  @throws {Refusal} request-refused, if a rule without words of its own was broken */
export function problemsIn(error: z.ZodError): Problem[] {
  return error.issues.map(({ path, message }) => {
    if (!/^[a-z]+:[\w.]+$/i.test(message)) throw new Refusal('request-refused')
    return { field: path.join('.'), key: message }
  })
}
