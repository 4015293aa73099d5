import { z } from 'zod'
import { StartProblem } from './start-problem.ts'

/** How a machine calls itself. */
export const loopbackNames: readonly string[] = ['localhost', '127.0.0.1', '[::1]']

const environment = z.object({
  DATABASE_URL: z
    .string()
    .regex(/^(sqlite:\S.*|postgres(ql)?:\/\/.+)$/s, 'expected sqlite:PATH or postgres://USER:PASSWORD@HOST/DATABASE')
    .default('sqlite:data/stanceline.db'),
  PORT: z.coerce.number('expected a port number').int().min(0).max(65_535).default(3000),
  BASE_URL: z
    .url({ protocol: /^https?$/, error: 'expected an address such as https://survey.example.org' })
    .refine(hasNoPath, 'expected an address without a path, such as https://survey.example.org')
    .optional(),
  SECRET: z.string().min(32, 'expected at least 32 characters').optional(),
})

export interface Config {
  readonly databaseUrl: string
  readonly port: number
  /** What links begin with, without a slash at the end; absent: where the server listens. */
  readonly baseUrl: string | undefined
  readonly secret: string | undefined
  /** Whether people come from other machines: then cookies and links must be https. */
  readonly isPublic: boolean
}

/** Called once, by main.ts or cli.ts.
 *  @throws {StartProblem} naming every wrong value */
export function readConfig(env: NodeJS.ProcessEnv): Config {
  const given = Object.entries(env).filter(([, value]) => value !== '')
  const read = environment.safeParse(Object.fromEntries(given))
  if (!read.success) throw new StartProblem(read.error.issues.map(described).join('\n'))
  const { DATABASE_URL, PORT, BASE_URL, SECRET } = read.data
  const isPublic = BASE_URL !== undefined && !loopbackNames.includes(new URL(BASE_URL).hostname)
  if (isPublic && !BASE_URL.startsWith('https:'))
    throw new StartProblem('BASE_URL: expected https:// for an address that people reach from other machines')
  return Object.freeze({
    databaseUrl: DATABASE_URL,
    port: PORT,
    baseUrl: BASE_URL?.replace(/\/+$/, ''),
    secret: SECRET,
    isPublic,
  })
}

/** Pages link to each other from the root of their address. */
function hasNoPath(address: string): boolean {
  return !URL.canParse(address) || /^\/*$/.test(new URL(address).pathname)
}

function described({ path, message }: z.core.$ZodIssue): string {
  return `${path.join('.')}: ${message}`
}
