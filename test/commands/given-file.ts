import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestContext } from 'node:test'

/** Writes a file into a folder of its own that is gone after the test; gives its path. */
export async function givenFile(t: TestContext, name: string, content: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'stanceline-'))
  t.after(() => rm(folder, { recursive: true }))
  const path = join(folder, name)
  await writeFile(path, content)
  return path
}

/** All that a reader gives in batches. */
export async function listed<Item>(
  batches: AsyncIterable<readonly Item[]> | Iterable<readonly Item[]>,
): Promise<Item[]> {
  return (await Array.fromAsync(batches)).flat()
}
