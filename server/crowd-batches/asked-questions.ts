import { z } from 'zod'
import { stances } from '../stances/record.ts'

const askedQuestions = z
  .array(z.object({ question: z.string(), options: z.record(z.string(), z.enum(stances)) }))
  .nonempty()
export type AskedQuestions = z.infer<typeof askedQuestions>

/**
 * The questions of an assignment and the stance of each option, from the base64 of their JSON.
 * Undefined where it is not base64, not JSON, or JSON of another shape.
 */
export function decodeQuestions(base64: string): AskedQuestions | undefined {
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(base64)) return undefined
  try {
    return askedQuestions.safeParse(JSON.parse(Buffer.from(base64, 'base64').toString('utf8'))).data
  } catch {
    return undefined
  }
}
