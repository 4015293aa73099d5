import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const root = join(import.meta.dirname, '../..')
const files = globSync('server/{audit,comparison,consistency,planning,quality,statistics}/**/*.ts', { cwd: root })

/** Reasons in code that nobody is told: others are put in their place, or they end in a refusal. */
const inside: ReadonlySet<string> = new Set([
  'everybody is alike',
  'no stratum holds both groups',
  'there are no people',
  'no weights reach these shares, as some combinations of categories have nobody',
  // biome-ignore lint/suspicious/noTemplateCurlyInString: as it stands in the code
  'the shares were not reached in ${rounds} rounds',
])

/** Every reason in the code for which a figure does not exist, as it stands there. */
export function reasonsInCode(): string[] {
  const texts = files.map((file) => readFileSync(join(root, file), 'utf8'))
  const found = texts.flatMap((text) => [...text.matchAll(/\bundefined: (?:'([^']+)'|`([^`]+)`)/g)])
  const reasons = found.flatMap(([, plain, template]) => plain ?? template ?? [])
  return [...new Set(reasons)].filter((reason) => !inside.has(reason))
}

/** What is nearly all gaps looks like anything. */
const fewestSigns = 8

/** Every text of the code, as a form that it takes once filled. */
export function textsInCode(): RegExp[] {
  const texts = files.flatMap((file) => [
    ...readFileSync(join(root, file), 'utf8').matchAll(/'([^'\n]{4,})'|`([^`\n]{4,})`/g),
  ])
  const whole = texts.map(([, plain, template]) => plain ?? template ?? '')
  return whole.filter((text) => text.replaceAll(/\$\{[^}]*\}/g, '').length >= fewestSigns).map(filled)
}

/** What a text can look like once its gaps are filled. */
export function filled(text: string): RegExp {
  const parts = text.split(/\$\{[^}]*\}/).map((part) => part.replaceAll(/[.*+?^$()|[\]\\{}]/g, '\\$&'))
  return new RegExp(`^${parts.join('.+')}$`)
}
