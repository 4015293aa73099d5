import { resolve } from 'node:path'
import { z } from 'zod'
import { InputProblem } from '../platform/input-problem.ts'

const wholeSeed = 'a whole number from 0 to 9007199254740991'
/** The seed of a resampling as it is typed. */
export const typedSeed = z.coerce.number({ error: wholeSeed }).int(wholeSeed).nonnegative(wholeSeed).default(1)

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

/** What is given twice would be counted twice, or compared with itself.
 *  @throws {InputProblem} naming the second of two that are the same, as files */
export function refuseTwice(names: readonly string[]): void {
  const paths = names.map((name) => resolve(name))
  const twice = names.find((_, n) => paths.indexOf(paths[n] ?? '') < n)
  if (twice !== undefined) throw new InputProblem({ file: twice, rule: 'file-twice' })
}
