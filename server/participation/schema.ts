import { z } from 'zod'

/** The page that somebody agreed on, and under which identity they came, if any. */
export const startForm = z.object({ start: z.string().regex(/^[\w-]{22}$/), person: z.string().optional() })

export const consentForm = startForm.extend({
  consentHash: z.string().default(''),
  simulated: z.literal('yes').optional(),
  part: z.literal('yes', { error: 'participation:consent.problem.part' }),
  adult: z.literal('yes', { error: 'participation:consent.problem.adult' }),
  sharing: z.literal('yes').optional(),
})

export const answerForm = z.object({
  choice: z.string({ error: 'participation:question.problem.required' }),
  seenRevision: z.coerce.number().int().min(0),
})

/** In characters. */
export const mostFeedback = 2000
export const feedbackForm = z.object({
  feedback: z
    .string()
    .refine(isShort, { error: 'participation:feedback.problem.tooLong' })
    .refine(isStorable, { error: 'participation:feedback.problem.unreadable' })
    .default(''),
  /** Whether it is sent although it seems to tell who somebody is. */
  asIs: z.literal('yes').optional(),
})

/** What tells whose data somebody wants to see: their personal link, or the end of it, as it was pasted or typed. */
export const personalCode = z
  .string()
  .max(1000)
  .transform((text) => /(?:^|\/)([\w-]{22})\/?$/.exec(text.normalize('NFKC').trim())?.[1])
  .pipe(z.string())

/** The place of a question in the questionnaire, from 1. */
export const questionAddress = z.coerce.number().int().min(1).max(1000)

/** Counts characters as people do: a letter with its accents is one, and so is a picture made of several. */
function isShort(text: string): boolean {
  if (text.length <= mostFeedback) return true
  return text.length <= mostFeedback * 10 && [...new Intl.Segmenter().segment(text)].length <= mostFeedback
}

/** One database engine cannot hold a NUL, and neither can hold half a character. */
function isStorable(text: string): boolean {
  return !text.includes('\0') && text.isWellFormed()
}
