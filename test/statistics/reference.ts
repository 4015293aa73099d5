import { existsSync, readFileSync } from 'node:fs'
import type { TestContext } from 'node:test'
import { fileURLToPath } from 'node:url'

/** Path of a file of the shared reference beside the checkout; where it is absent, skips the test and says so. */
export function referencePath(t: TestContext, name: string): string | undefined {
  const path = fileURLToPath(new URL(`../../../shared/reference/${name}`, import.meta.url))
  if (existsSync(path)) return path
  t.skip(`shared reference absent: ${name}`)
  return undefined
}

/** The same, read as JSON. */
export function referenceJson<Shape>(t: TestContext, name: string): Shape | undefined {
  const path = referencePath(t, name)
  return path === undefined ? undefined : JSON.parse(readFileSync(path, 'utf8'))
}
