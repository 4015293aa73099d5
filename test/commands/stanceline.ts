import { spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestContext } from 'node:test'

const cli = join(import.meta.dirname, '../../server/cli.ts')

export interface Ended {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

/** Runs the command line as people do, in a process and a folder of its own. */
export function stanceline(args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [cli, ...args], { env: { PATH: process.env.PATH, ...env } })
    let [stdout, stderr] = ['', '']
    child.stdout.setEncoding('utf8')
    child.stderr.setEncoding('utf8')
    child.stdout.on('data', (chunk) => (stdout += chunk))
    child.stderr.on('data', (chunk) => (stderr += chunk))
    child.on('error', reject)
    child.on('close', (code) => resolve({ code, stdout, stderr }))
  })
}

/** The address of a database that is not there yet, in a folder that is gone after the test. */
export async function newDatabase(t: TestContext): Promise<NodeJS.ProcessEnv & { DATABASE_URL: string }> {
  const folder = await mkdtemp(join(tmpdir(), 'stanceline-cli-'))
  t.after(() => rm(folder, { recursive: true, force: true }))
  return { DATABASE_URL: `sqlite:${join(folder, 'stanceline.db')}` }
}
