import { spawnSync } from 'node:child_process'
import { glob } from 'node:fs/promises'

/** Holds the import rules against the code, and fails if they were held against none of it: a tool that finds no
 *  module to look at finds no fault either. */
const cruise = spawnSync(
  'depcruise',
  ['--config', '.dependency-cruiser.cjs', '--output-type', 'json', 'server', 'migrations'],
  { encoding: 'utf8', maxBuffer: 256 * 1024 * 1024, shell: process.platform === 'win32' },
)

if (!cruise.stdout.startsWith('{'))
  throw new Error(`the import rules could not be read: ${cruise.stdout}${cruise.stderr}`)

interface Cruised {
  readonly modules: readonly { readonly source: string }[]
  readonly summary: { readonly violations: readonly { rule: { name: string }; from: string; to: string }[] }
}

const { modules, summary }: Cruised = JSON.parse(cruise.stdout)
const looked = modules.filter(({ source }) => source.startsWith('server/') && source.endsWith('.ts')).length
const files = (await Array.fromAsync(glob('server/**/*.ts'))).length
const problems = summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} → ${to}`)
if (looked !== files || files === 0) problems.push(`the rules were held against ${looked} of ${files} files`)

for (const problem of problems) console.error(problem)
console.log(`import rules: ${looked} files, ${problems.length} problems`)
process.exitCode = problems.length > 0 ? 1 : 0
