import { createHmac, createSecretKey, type KeyObject, randomBytes } from 'node:crypto'
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Config } from './config.ts'
import { sqlitePath } from './db/connection.ts'
import { StartProblem } from './start-problem.ts'

/** The secret that signs forms and personal links: the one set, else one generated once into a file that only
 *  its owner can read, beside the database. */
export function readSecret({ secret, databaseUrl }: Config): string {
  if (secret) return secret
  const file = join(dirname(sqlitePath(databaseUrl) ?? 'data/stanceline.db'), 'stanceline.secret')
  try {
    return existsSync(file) ? kept(file) : generated(file)
  } catch (error) {
    if (error instanceof StartProblem) throw error
    throw new StartProblem(`The secret file ${file} cannot be read or written (${String(error)}); set SECRET instead.`)
  }
}

function kept(file: string): string {
  chmodSync(file, 0o600)
  const secret = readFileSync(file, 'utf8').trim()
  if (secret.length < 32)
    throw new StartProblem(`The secret file ${file} holds fewer than 32 characters; delete it or set SECRET.`)
  return secret
}

function generated(file: string): string {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
  const secret = randomBytes(32).toString('base64url')
  try {
    writeFileSync(file, `${secret}\n`, { mode: 0o600, flag: 'wx' })
    return secret
  } catch (error) {
    if (existsSync(file)) return kept(file) // another program that starts at the same time was first
    throw error
  }
}

/** The secret as a key, made once. */
let prepared: { readonly secret: string; readonly key: KeyObject } | undefined

/** What only a holder of the secret can compute about a text; 128 bits, safe in a URL. */
export function sign(secret: string, text: string): string {
  if (prepared?.secret !== secret) prepared = { secret, key: createSecretKey(Buffer.from(secret)) }
  return createHmac('sha256', prepared.key).update(text).digest('base64url').slice(0, 22)
}
