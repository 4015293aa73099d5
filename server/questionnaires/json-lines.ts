import type { z } from 'zod'
import { InputProblem } from '../platform/input-problem.ts'

/** A value and the line it stands in, counted from 1. */
export type Numbered<Value> = Value & { readonly line: number }

/** A file as it was handed in. */
export interface InputFile {
  /** Base name. */
  readonly name: string
  readonly content: Buffer
}

/** Reads a file of one JSON object per line.
 *  @throws {InputProblem} naming the first line that is not as expected */
export function readJsonLines<Value extends object>(
  { name, content }: InputFile,
  schema: z.ZodType<Value>,
): Numbered<Value>[] {
  const lines = decoded(name, content).split(/\r?\n/)
  if (lines.at(-1) === '') lines.pop()
  if (lines.length === 0) throw new InputProblem({ file: name, expected: 'at least one line' })
  return lines.map((text, index) => {
    const line = index + 1
    const read = schema.safeParse(parsed(text, { file: name, line }))
    if (read.success) return { ...read.data, line }
    const [issue] = read.error.issues
    throw new InputProblem({ file: name, line, ...fieldOf(issue), expected: issue?.message ?? 'one JSON object' })
  })
}

function decoded(file: string, content: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(content)
  } catch {
    throw new InputProblem({ file, expected: 'text in UTF-8' })
  }
}

function parsed(text: string, place: { file: string; line: number }): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new InputProblem({ ...place, expected: 'one JSON object' })
  }
}

function fieldOf(issue: z.core.$ZodIssue | undefined): { field?: string } {
  return issue && issue.path.length > 0 ? { field: issue.path.join('.') } : {}
}
