import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readConfig } from '../../server/platform/config.ts'

const secret = 'x'.repeat(32)

function refusal(env: NodeJS.ProcessEnv): string {
  try {
    readConfig(env)
  } catch (error) {
    assert.equal(error instanceof Error && error.name, 'StartProblem')
    return String(error)
  }
  return 'none'
}

test('readConfig(env) needs nothing: a file beside the program, port 3000, this machine only', () => {
  assert.deepEqual(readConfig({}), {
    databaseUrl: 'sqlite:data/stanceline.db',
    port: 3000,
    baseUrl: undefined,
    secret: undefined,
    isPublic: false,
  })
})

test('readConfig(env) takes what is set, without the slashes at the end of BASE_URL', () => {
  const env = {
    DATABASE_URL: 'postgresql://me:pw@db.example.org/stanceline',
    PORT: '8080',
    BASE_URL: 'https://survey.example.org//',
    SECRET: secret,
  }
  assert.deepEqual(readConfig(env), {
    databaseUrl: env.DATABASE_URL,
    port: 8080,
    baseUrl: 'https://survey.example.org',
    secret,
    isPublic: true,
  })
})

test('readConfig(env) names every wrong variable, each in a line of its own', () => {
  const message = refusal({ DATABASE_URL: 'mysql://localhost/x', PORT: '70000', BASE_URL: 'survey', SECRET: 'short' })
  const lines = message.replace(/^StartProblem: /, '').split('\n')
  assert.deepEqual(
    lines.map((line) => line.split(':')[0]),
    ['DATABASE_URL', 'PORT', 'BASE_URL', 'SECRET'],
  )
  assert.match(lines[0] ?? '', /expected sqlite:PATH or postgres:/)
  assert.match(lines[2] ?? '', /expected an address such as https:/)
  assert.match(lines[3] ?? '', /expected at least 32 characters/)
})

test('readConfig(env) refuses each value that cannot be used', () => {
  for (const DATABASE_URL of ['sqlite:', 'stanceline.db', 'postgres:db'])
    assert.match(refusal({ DATABASE_URL }), /DATABASE_URL/)
  for (const PORT of ['-1', '65536', '1.5', 'http']) assert.match(refusal({ PORT }), /PORT/)
  for (const BASE_URL of ['ftp://survey.example.org', 'javascript:alert(1)', 'https://example.org/values'])
    assert.match(refusal({ BASE_URL }), /BASE_URL/)
  assert.match(refusal({ SECRET: 'x'.repeat(31) }), /SECRET/)
})

test('readConfig(env) takes an empty value for one that is not set', () => {
  assert.deepEqual(readConfig({ DATABASE_URL: '', PORT: '', BASE_URL: '', SECRET: '' }), readConfig({}))
})

test('readConfig(env) demands https where people come from other machines, and only there', () => {
  for (const BASE_URL of ['http://survey.example.org', 'http://192.168.0.7:3000', 'http://localhost.example.org'])
    assert.match(refusal({ BASE_URL }), /BASE_URL: expected https:\/\//)
  for (const BASE_URL of ['http://localhost:3000', 'http://127.0.0.1', 'http://[::1]:3000'])
    assert.equal(readConfig({ BASE_URL }).isPublic, false)
  assert.equal(readConfig({ BASE_URL: 'https://survey.example.org' }).isPublic, true)
})
