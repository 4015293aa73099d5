import assert from 'node:assert/strict'
import { chmod, readdir, readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { readConfig } from '../../server/platform/config.ts'
import { readSecret, sign } from '../../server/platform/secret.ts'
import { givenFolder } from './given-folder.ts'

const name = 'stanceline.secret'

async function given(t: TestContext) {
  const folder = await givenFolder(t)
  const config = readConfig({ DATABASE_URL: `sqlite:${join(folder, 'data', 'stanceline.db')}` })
  return { folder: join(folder, 'data'), file: join(folder, 'data', name), config }
}

async function modeOf(file: string): Promise<number> {
  return (await stat(file)).mode & 0o777
}

test('readSecret(config) generates a secret once, beside the database, for its owner only', async (t) => {
  const { file, config } = await given(t)
  const secret = readSecret(config)

  assert.match(secret, /^[\w-]{43}$/)
  assert.equal(await readFile(file, 'utf8'), `${secret}\n`)
  assert.equal(await modeOf(file), 0o600)
  assert.equal(readSecret(config), secret)
  assert.notEqual(readSecret((await given(t)).config), secret)
})

test('readSecret(config) closes a secret file that others could read', async (t) => {
  const { file, config } = await given(t)
  const secret = readSecret(config)
  await chmod(file, 0o644)

  assert.equal(readSecret(config), secret)
  assert.equal(await modeOf(file), 0o600)
})

test('readSecret(config) refuses a short secret file instead of signing with it', async (t) => {
  const { file, config } = await given(t)
  readSecret(config)
  await writeFile(file, `${'x'.repeat(31)}\n`)

  assert.throws(() => readSecret(config), { name: 'StartProblem', message: /holds fewer than 32 characters/ })
})

test('readSecret(config) takes the secret that is set, and writes none', async (t) => {
  const { folder, config } = await given(t)
  const secret = 'x'.repeat(32)

  assert.equal(readSecret({ ...config, secret }), secret)
  await assert.rejects(readdir(folder), { code: 'ENOENT' })
})

test('readSecret(config) says which file it is about when that cannot be written', async (t) => {
  const folder = await givenFolder(t)
  await writeFile(join(folder, 'file'), '')
  const config = readConfig({ DATABASE_URL: `sqlite:${join(folder, 'file', 'under', 'stanceline.db')}` })

  assert.throws(() => readSecret(config), {
    name: 'StartProblem',
    message: /stanceline\.secret .*set SECRET instead\.$/,
  })
})

test('sign(secret, text) differs by secret and by text', () => {
  const signed = new Set([sign('a', 'x'), sign('a', 'y'), sign('b', 'x')])
  assert.equal(signed.size, 3)
  for (const one of signed) assert.match(one, /^[\w-]{22}$/)
})
