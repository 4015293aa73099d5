import { z } from 'zod'
import { languages } from '../platform/languages.ts'
import { endingProblems } from './ending-problems.ts'
import { recruiterNames } from './recruiters.ts'

const whole = (least: number, most: number) =>
  z.coerce.number(`expected a whole number from ${least} to ${most}`).int().min(least).max(most)

/** How a study is designed; what a preset or the command line leaves out takes its default here. */
export const studyDesign = z
  .strictObject({
    name: z.string().trim().min(1).max(200).default('Untitled study'),
    questionnaire: z.string().default('starter'),
    country: z
      .string()
      .regex(/^[a-z-]+$/, 'expected a country as in the file names, such as us')
      .default('anywhere'),
    controversy: z
      .enum(['controversial', 'uncontroversial', 'both'], 'expected controversial, uncontroversial or both')
      .default('both'),
    languages: z
      .array(z.enum(languages, `expected languages out of ${languages.join(', ')}`))
      .min(1)
      .refine((list) => new Set(list).size === list.length, 'expected each language once')
      .default([...languages]),
    unitKind: z.enum(['topic', 'paraphrase'], 'expected topic or paraphrase').default('topic'),
    /** Which original of each topic a paraphrase study takes, from 1, in the order of the file. */
    original: whole(1, 100).default(1),
    peoplePerUnit: whole(1, 100_000).default(3),
    retests: whole(0, 100).default(0),
    isAbstainOffered: z.boolean().default(false),
    isDeclineOffered: z.boolean().default(true),
    textKind: z.enum(['display', 'source'], 'expected display or source').default('display'),
    startsPerMinute: whole(1, 1_000_000).default(300),
    leaseMinutes: whole(1, 10_080).default(60),
    recruiter: z.enum(recruiterNames, `expected one of ${recruiterNames.join(', ')}`).default('open'),
    parameter: z
      .string()
      .regex(/^[A-Za-z]\w{0,40}$/, 'expected a name such as person')
      .optional(),
    complete: z.string().max(1000).optional(),
    declined: z.string().max(1000).optional(),
    nameDays: whole(1, 3650).default(30),
  })
  .refine(({ unitKind, original }) => unitKind === 'paraphrase' || original === 1, {
    path: ['original'],
    error: 'expected only with --unit paraphrase: a topic unit asks every original',
  })

  .check(({ value, issues }) => {
    for (const problem of endingProblems(value)) issues.push({ code: 'custom', input: value, ...problem })
  })

export type StudyDesign = z.infer<typeof studyDesign>
export type StudyWishes = z.input<typeof studyDesign>
