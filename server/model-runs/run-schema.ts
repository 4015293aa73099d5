import { z } from 'zod'

/** A name that a database can keep. */
const name = z.string().refine((text) => !text.includes('\0'), 'no text may hold the character 0')

/** The study's run format: one object, its rows as JSON lines within one string. */
export const runFile = z.object({
  variables: z.looseObject({
    model: name,
    task: name.nullish(),
    filename: z.string().nullish(),
    /** Who read the open answers. */
    annotator: name.nullish(),
    annotator_abstentions: z.boolean().nullish(),
    /** Ours: whether the people were invented. */
    simulated: z.boolean().nullish(),
  }),
  data: z.string(),
})
export type RunVariables = z.infer<typeof runFile>['variables']

/** A value that was prompted: its name, or an object that holds the name. The static word has no other name. */
const promptedValue = z.union([
  z.string(),
  z.looseObject({ text: z.string().nullish(), text_english: z.string().nullish(), vrd_english: z.string().nullish() }),
])

/** One row: a question as it was put, and beside these fields `option 0`, `p(option=0)`, `option 1` and so on. */
export const runRow = z.looseObject({
  /** Rows of the values questionnaire have none. */
  topic: z.string().nullish(),
  topic_english: z.string().nullish(),
  question: z.string(),
  original: z.string().nullish(),
  original_english: z.string().nullish(),
  options: z.record(z.string(), z.string()),
  /** Ours, where people answered in several languages; the study's rows leave these to the name of the file. */
  language: z.string().nullish(),
  country: z.string().nullish(),
  controversial: z.boolean().nullish(),
  sample: z.union([z.number(), z.string()]).nullish(),
  /** Ours, for people: how often the same wording had been put to the person before. */
  repetition: z.int().nonnegative().nullish(),
  /** Only in rows of the values questionnaire. */
  statement: z.string().nullish(),
  schwartz_value: z.string().nullish(),
  value: promptedValue.nullish(),
  context: z.unknown().optional(),
  bias: z.unknown().optional(),
})
export type RunRow = z.infer<typeof runRow>
