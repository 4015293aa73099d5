import type { z } from 'zod'
import { InputProblem } from '../platform/input-problem.ts'
import { sha256 } from './content-id.ts'
import type { InstrumentFileName } from './file-name.ts'
import { type InputFile, type Numbered, readJsonLines } from './json-lines.ts'
import { instrumentLine } from './schema.ts'

const itemCount = 21

/** A file of the Portrait Values Questionnaire with 21 portraits. */
export interface InstrumentFile extends InstrumentFileName {
  readonly file: string
  readonly sha256: string
  readonly items: readonly Numbered<z.output<typeof instrumentLine>>[]
}

/** @throws {InputProblem} naming the first line that is not as expected */
export function readInstrumentFile(input: InputFile, name: InstrumentFileName): InstrumentFile {
  const items = readJsonLines(input, instrumentLine)
  if (items.length !== itemCount)
    throw new InputProblem({ file: input.name, expected: `${itemCount} lines, one per portrait, not ${items.length}` })
  return { ...name, file: input.name, sha256: sha256(input.content), items }
}
