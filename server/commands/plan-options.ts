import { z } from 'zod'
import { type MeasureKind, measureKinds } from '../consistency/measure-kinds.ts'
import type { Pay } from '../planning/cost.ts'
import type { Wanted } from '../planning/goal.ts'
import type { Propensities } from '../planning/origin.ts'
import { readOptions, typedSeed } from './read-options.ts'

/** Options as the command line gives them, and the sources named beside them. */
export interface PlanTyped {
  readonly sources?: readonly string[] | undefined
  readonly width?: string | undefined
  readonly power?: string | undefined
  readonly difference?: string | undefined
  readonly equivalence?: string | undefined
  readonly kind?: string | undefined
  readonly keeps?: string | undefined
  readonly questions?: string | undefined
  readonly units?: string | undefined
  readonly pay?: string | undefined
  readonly minutes?: string | undefined
  readonly fee?: string | undefined
  readonly currency?: string | undefined
  readonly seed?: string | number | undefined
}

/** What is to be planned: from people named, or from what is stated of them. */
export interface PlanRequest {
  readonly wanted: Wanted
  readonly stated: Propensities | undefined
  readonly sources: readonly string[]
  readonly kind: MeasureKind | undefined
  readonly pay: Pay | undefined
  readonly seed: number
}

const defaultSource = 'published:human-topic'

function number(error: string, isTaken: (number: number) => boolean) {
  return z
    .string()
    .transform((typed) => (typed.trim() === '' ? NaN : Number(typed)))
    .refine((typed) => Number.isFinite(typed) && isTaken(typed), { error })
    .optional()
}

const whole = (least: number, most: number) =>
  number(`a whole number from ${least} to ${most}`, (n) => Number.isInteger(n) && n >= least && n <= most)
const positive = (example: string) => number(`a number above 0, as in ${example}`, (n) => n > 0)

const fields = z.object({
  sources: z.array(z.string()).default([]),
  width: positive('0.05'),
  power: number('a share of studies above 0 and below 1, as in 0.8', (n) => n > 0 && n < 1),
  difference: number('a number other than 0, as in -0.05 or 0.05', (n) => n !== 0),
  equivalence: positive('0.05'),
  kind: z.enum(measureKinds, { error: `one of ${measureKinds.join(', ')}` }).optional(),
  keeps: number('a probability from 0.5 to below 1, as in 0.85', (n) => n >= 0.5 && n < 1),
  questions: whole(2, 100),
  units: whole(1, 1000),
  pay: positive('1.50'),
  minutes: positive('4'),
  fee: number('a share of the pay from 0 to 1, as in 0.33', (n) => n >= 0 && n <= 1),
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/, { error: 'three capital letters, as in USD' })
    .optional(),
  seed: typedSeed,
})
type Fields = z.infer<typeof fields>

const target = 'a target: --width, or --power with --difference or --equivalence'

/** What options take beside themselves, and what they do not. */
const rules: readonly (readonly [option: keyof Fields, isBroken: (fields: Fields) => boolean, expected: string])[] = [
  ['width', ({ width, power }) => width === undefined && power === undefined, target],
  ['power', ({ width, power }) => width !== undefined && power !== undefined, 'one target, so no --width beside it'],
  ...needing('difference', 'power'),
  ...needing('equivalence', 'power'),
  [
    'power',
    ({ power, difference, equivalence }) =>
      power !== undefined && (difference === undefined) === (equivalence === undefined),
    'either --difference or --equivalence beside it',
  ],
  [
    'keeps',
    ({ keeps, sources }) => keeps !== undefined && sources.length > 0,
    'no source beside it: either may tell how people answer',
  ],
  ['kind', ({ kind, keeps }) => kind !== undefined && keeps !== undefined, 'no --keeps beside it'],
  ...needing('keeps', 'questions', 'units'),
  ...needing('questions', 'keeps'),
  ...needing('units', 'keeps'),
  ...needing('pay', 'minutes'),
  ...needing('minutes', 'pay'),
  ...needing('fee', 'pay'),
  ...needing('currency', 'pay'),
]

function needing(option: keyof Fields, ...others: readonly (keyof Fields)[]): (typeof rules)[number][] {
  const isBroken = (typed: Fields) => typed[option] !== undefined && others.some((other) => typed[other] === undefined)
  return [[option, isBroken, `${others.map((other) => `--${other}`).join(' and ')} beside it`]]
}

const planOptions = fields.superRefine((typed, context) => {
  const broken = rules.find(([, isBroken]) => isBroken(typed))
  if (broken) context.addIssue({ code: 'custom', path: [broken[0]], message: broken[2] })
})

/** @throws {InputProblem} naming the option that is refused, and what it takes */
export function readPlanOptions(typed: PlanTyped): PlanRequest {
  const { sources, kind, seed, ...read } = readOptions(planOptions, typed)
  const stated = statedBy(read)
  return {
    wanted: wantedBy(read),
    stated,
    sources: stated || sources.length > 0 ? sources : [defaultSource],
    kind,
    pay: payBy(read),
    seed,
  }
}

type Read = Omit<Fields, 'sources' | 'kind' | 'seed'>

function wantedBy({ width = NaN, power, difference, equivalence = NaN }: Read): Wanted {
  if (power === undefined) return { width }
  return difference === undefined ? { power, equivalence } : { power, difference }
}

function statedBy({ keeps, questions, units }: Read): Propensities | undefined {
  const isStated = keeps !== undefined && questions !== undefined && units !== undefined
  return isStated ? { keeps, questions, units } : undefined
}

function payBy({ pay, minutes, fee = 0, currency = 'USD' }: Read): Pay | undefined {
  return pay !== undefined && minutes !== undefined ? { pay, minutes, fee, currency } : undefined
}
