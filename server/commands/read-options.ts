import type { z } from 'zod'
import { InputProblem } from '../platform/input-problem.ts'

/** What was typed, as a command wants it.
 *  @param typedAs how an option is typed where it is called otherwise inside
 *  @throws {InputProblem} naming the first option that is refused, and what it takes */
export function readOptions<Shape>(
  schema: z.ZodType<Shape>,
  options: unknown,
  typedAs: Readonly<Record<string, string>> = {},
): Shape {
  const read = schema.safeParse(options)
  if (read.success) return read.data
  const [issue] = read.error.issues
  const field = String(issue?.path[0] ?? 'option')
  const name = (typedAs[field] ?? field).replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
  const expected = (issue?.message ?? 'another value').replace(/^expected /, '')
  throw new InputProblem({ file: `--${name}`, expected })
}
