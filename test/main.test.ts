import assert from 'node:assert/strict'
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { writeFile } from 'node:fs/promises'
import { connect, createServer } from 'node:net'
import { dirname, join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { setTimeout } from 'node:timers/promises'
import { sql } from 'kysely'
import { type Db, openDatabase } from '../server/platform/db/connection.ts'
import { newDatabase } from './commands/stanceline.ts'
import { onBothEngines } from './support/database.ts'

const main = join(import.meta.dirname, '../server/main.ts')

interface Started {
  readonly child: ChildProcess
  /** What was printed until now. */
  printed(): string
  complained(): string
  /** Waits for the end; gives the exit code. */
  end(): Promise<number | null>
}

function start(t: TestContext, env: NodeJS.ProcessEnv): Started {
  const child = spawn(process.execPath, [main], {
    env: { PATH: process.env.PATH, SECRET: 'x'.repeat(32), PORT: '0', ...env },
  })
  let [stdout, stderr] = ['', '']
  child.stdout.on('data', (chunk) => (stdout += chunk))
  child.stderr.on('data', (chunk) => (stderr += chunk))
  const ended = once(child, 'close')
  t.after(() => child.kill('SIGKILL'))
  return {
    child,
    printed: () => stdout,
    complained: () => stderr,
    end: async () => (await ended)[0],
  }
}

/** What a start prints before it waits for people. */
async function greeting(started: Started): Promise<string> {
  while (!started.printed().includes('press Ctrl-C')) {
    if (started.child.exitCode !== null) throw new Error(started.complained())
    await setTimeout(20)
  }
  return started.printed()
}

async function stop(started: Started, signal: NodeJS.Signals = 'SIGINT'): Promise<number | null> {
  started.child.kill(signal)
  return started.end()
}

const withoutPort = (text: string) => text.replaceAll(/localhost:\d+/g, 'localhost')

async function counts(db: Db): Promise<Record<string, number>> {
  const tables = await db.introspection.getTables()
  const found: Record<string, number> = {}
  for (const { name } of tables) {
    const { rows } = await sql<{ n: number }>`select count(*) as n from ${sql.table(name)}`.execute(db)
    found[name] = Number(rows[0]?.n)
  }
  return found
}

onBothEngines(
  'npm start prints a link for each language, where the results are and a link that opens them',
  async (t, _, url) => {
    const started = start(t, { DATABASE_URL: url })
    const text = await greeting(started)

    for (const [language, name] of [
      ['en', 'English'],
      ['de', 'Deutsch'],
      ['ja', '日本語'],
      ['zh-Hans', '简体中文'],
    ])
      assert.match(text, new RegExp(`^ {2}http://localhost:\\d+/take/demonstration/${language} {3}${name}$`, 'm'))
    const [link] = /http:\S+\/sign-in\/\S+/.exec(text) ?? []
    assert.equal((await fetch(link ?? '')).status, 200)
    assert.equal((await fetch(/http:\S+\/take\/demonstration\/ja/.exec(text)?.[0] ?? '')).status, 200)
    assert.equal(await stop(started), 0)
    assert.match(started.printed(), /Stopped\. All answers are stored\.\n$/)
  },
)

onBothEngines('npm start a second time changes nothing, and prints how to get a link', async (t, db, url) => {
  const first = start(t, { DATABASE_URL: url })
  const text = withoutPort(await greeting(first))
  await stop(first)
  const before = await counts(db)
  const second = start(t, { DATABASE_URL: url })
  const again = withoutPort(await greeting(second))
  await stop(second)

  assert.deepEqual(await counts(db), before)
  assert.ok((before.wordings ?? 0) > 600)
  assert.match(text, /\/sign-in\/[\w-]{22}\?next=\/studies\/demonstration\/baseline/)
  assert.doesNotMatch(again, /\/sign-in\//)
  assert.match(again, /npx stanceline sign-in-link/)
  assert.deepEqual(again.split('\n').slice(0, 6), text.split('\n').slice(0, 6))
})

test('npm start ends with 0 on SIGTERM', async (t) => {
  const started = start(t, await newDatabase(t))
  await greeting(started)
  assert.equal(await stop(started, 'SIGTERM'), 0)
})

test('npm start waits for a request under way when told to stop, and ends at once when told twice', async (t) => {
  const started = start(t, await newDatabase(t))
  const [, port = ''] = /localhost:(\d+)/.exec(await greeting(started)) ?? []
  const slow = connect(Number(port), '127.0.0.1').on('error', () => {})
  t.after(() => slow.destroy())
  await once(slow, 'connect')
  slow.write('POST /sign-in/x HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9\r\n\r\nnex')
  await setTimeout(200)

  started.child.kill('SIGINT')
  await setTimeout(300)
  assert.equal(started.child.exitCode, null)
  assert.match(started.printed(), /letting requests under way finish/)
  assert.equal(await stop(started), 1)
})

test('npm start links where BASE_URL says', async (t) => {
  const started = start(t, { ...(await newDatabase(t)), BASE_URL: 'http://localhost:9/' })
  assert.match(await greeting(started), /^ {2}http:\/\/localhost:9\/take\/demonstration\/en {3}English$/m)
  await stop(started)
})

test('npm start on a port in use says so in one line, and ends with 2', async (t) => {
  const other = createServer().listen(0, '127.0.0.1')
  t.after(() => other.close())
  await once(other, 'listening')
  const address = other.address()
  const port = typeof address === 'object' && address ? address.port : 0
  const started = start(t, { ...(await newDatabase(t)), PORT: String(port) })

  assert.equal(await started.end(), 2)
  assert.equal(started.printed(), '')
  assert.equal(
    started.complained(),
    `Port ${port} is in use already. Stop what uses it, or choose another: PORT=${port + 1} npm start\n`,
  )
})

test('npm start refuses a configuration or a database it cannot use in one line each, and ends with 2', async (t) => {
  const { DATABASE_URL } = await newDatabase(t)
  const file = join(dirname(DATABASE_URL.replace('sqlite:', '')), 'file')
  await writeFile(file, '')
  const newer = await newDatabase(t)
  const db = await openDatabase(newer.DATABASE_URL)
  await sql`create table kysely_migration (name varchar primary key, timestamp varchar)`.execute(db)
  await sql`insert into kysely_migration values ('29991231235959_next', 'then')`.execute(db)
  await db.destroy()

  for (const [env, message] of [
    [{ DATABASE_URL, PORT: 'http', BASE_URL: 'here' }, /^PORT: .*\nBASE_URL: .*\n$/],
    [{ DATABASE_URL, BASE_URL: 'http://survey.example.org' }, /^BASE_URL: expected https:.*\n$/],
    [{ DATABASE_URL: `sqlite:${join(file, 'x.db')}` }, /^The database file .* cannot be opened for writing .*\n$/],
    [newer, /^The database was made by a newer version of Stanceline .*\n$/],
  ] as const) {
    const started = start(t, env)
    assert.equal(await started.end(), 2)
    assert.match(started.complained(), message)
    assert.equal(started.printed(), '')
  }
})
