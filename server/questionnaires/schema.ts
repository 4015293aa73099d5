import { z } from 'zod'
import { stances } from '../stances/record.ts'

/** Every message says what was expected. */
const text = (expected = 'a text') =>
  z
    .string({ error: expected })
    .refine((value) => value.trim() !== '', 'a text that is not empty')
    .refine((value) => !value.includes('\0'), 'a text without NUL characters')
    .refine((value) => value.isWellFormed(), 'a text of whole Unicode characters')

const stance = z.enum(stances, { error: `a stance: ${stances.join(', ')}` })

const options = z
  .record(z.string(), stance, { error: 'an object of option texts, each with its stance' })
  .refine((map) => Object.keys(map).every((key) => text().safeParse(key).success), 'option texts that can be read')
  .refine(holdsBothSides, 'an option that supports the topic and one that opposes it')
  .transform((map) => Object.entries(map).map(([label, stance]) => ({ text: label, stance })))

function holdsBothSides(map: Record<string, unknown>): boolean {
  const found = Object.values(map)
  return found.includes('supports') && found.includes('opposes')
}

const flag = z.union([z.boolean(), z.literal([0, 1])], { error: 'true, false, 1 or 0' }).transform(Boolean)

/** One line of a question file: one wording. */
export const questionLine = z
  .object(
    {
      topic: text(),
      topic_english: text('a text or null').nullable(),
      question: text(),
      original: text(),
      original_english: text(),
      rephrase: flag,
      options,
    },
    { error: 'one JSON object' },
  )
  .transform(({ topic_english, original_english, ...line }) => ({
    ...line,
    topicEnglish: topic_english,
    originalEnglish: original_english,
  }))

const schwartzValues = [
  'achievement',
  'benevolence',
  'conformity',
  'hedonism',
  'power',
  'security',
  'self-direction',
  'stimulation',
  'tradition',
  'universalism',
] as const

const valuePrompt = z.object({ vrd: text(), vrd_english: text(), text: text(), text_english: text() })

/** One line of a portrait values file: one portrait, with the values a model may be primed with. */
export const instrumentLine = z
  .object(
    {
      statement: text(),
      schwartz_value: z.enum(schwartzValues, { error: `one of ${schwartzValues.join(', ')}` }),
      values: z.array(valuePrompt, { error: 'a list of values' }).min(1, 'a list of at least one value'),
      options,
      question: text(),
    },
    { error: 'one JSON object' },
  )
  .refine(({ question, statement }) => question.includes(statement), {
    path: ['question'],
    error: 'a question that holds the statement',
  })
  .transform(({ schwartz_value, values, ...line }) => ({
    ...line,
    schwartzValue: schwartz_value,
    valuePrompts: values.map(({ vrd, vrd_english, text, text_english }) => ({
      word: vrd,
      wordEnglish: vrd_english,
      text,
      textEnglish: text_english,
    })),
  }))
