import { glob } from 'node:fs/promises'
import { relative, resolve } from 'node:path'
import { run } from 'node:test'
import { spec } from 'node:test/reporters'
import { type Engine, engines } from './engines.ts'
import { makeTemplates } from './templates.ts'

/** Runs all test files, or those under the paths given, and fails loudly: on a failed test, on a file that ran
 *  none, when no file was found, and when the engines did not run the same number of tests. */
const wanted = process.argv.slice(2).map((path) => resolve(path))
const isChosen = (file: string) => wanted.length === 0 || wanted.some((path) => file.startsWith(path))
const found = await Array.fromAsync(glob('test/**/*.test.ts'))
const files = found
  .map((file) => resolve(file))
  .filter(isChosen)
  .sort()

const templates = await makeTemplates()
Object.assign(process.env, templates.env)

const counts = { passed: 0, failed: 0, skipped: 0 }
const perEngine: Record<Engine, number> = { sqlite: 0, postgres: 0 }
const filesThatRan = new Set<string>()

interface Ended {
  readonly name: string
  readonly nesting: number
  readonly entryFile?: string
  readonly file?: string
  readonly skip?: string | boolean
  readonly details?: { readonly type?: string }
}

function count(kind: 'passed' | 'failed', test: Ended): void {
  if (test.details?.type === 'suite' || test.name.endsWith('.test.ts')) return
  filesThatRan.add(resolve(test.entryFile ?? test.file ?? ''))
  const isSkipped = test.skip !== undefined && test.skip !== false
  if (isSkipped) console.log(`skipped: ${test.name} (${test.skip})`)
  counts[isSkipped ? 'skipped' : kind] += 1
  const engine = engines.find((one) => test.name.endsWith(`[${one}]`))
  if (engine && !isSkipped) perEngine[engine] += 1
}

const stream = run({ files, concurrency: 2, timeout: 300_000 })
stream.on('test:pass', (test) => count('passed', test as Ended))
stream.on('test:fail', (test) => count('failed', test as Ended))
stream.compose(spec).pipe(process.stdout)
await new Promise((resolve) => stream.once('end', resolve))
await templates.remove()

const silent = files.filter((file) => !filesThatRan.has(file))
const problems = [
  ...(files.length === 0 ? ['no test file was found'] : []),
  ...silent.map((file) => `${relative('.', file)} ran no test`),
  ...(perEngine.sqlite !== perEngine.postgres ? ['the engines ran different numbers of tests'] : []),
  ...(wanted.length === 0 && perEngine.sqlite === 0 ? ['no test ran on a database'] : []),
]
console.log(`\nfiles ${files.length}; tests per engine: sqlite ${perEngine.sqlite}, postgres ${perEngine.postgres}`)
for (const problem of problems) console.error(`PROBLEM: ${problem}`)
console.log(`${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped`)
process.exit(counts.failed > 0 || problems.length > 0 ? 1 : 0) // the embedded server's exit hook would end with 0
