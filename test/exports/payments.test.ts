import assert from 'node:assert/strict'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import type { Study } from '../../server/studies/study.ts'
import { stanceline } from '../commands/stanceline.ts'
import { answerAll, browse, type Client, locationOf, open, type Site, send, ticked } from '../support/browse.ts'
import { onBothEngines } from '../support/database.ts'
import { givenStudy } from '../support/given.ts'
import { givenFolder } from './given-study-run.ts'

const secret = 'a secret that only the tests know of'
const nameOf = (n: number) => n.toString(16).padStart(24, '0')

async function begun(client: Client, { id }: Study, n: number) {
  const door = await open(client, `/take/${id}/en?PROLIFIC_PID=${nameOf(n)}`)
  return open(client, locationOf(await send(client, door, ticked)))
}

async function finished(site: Site, study: Study, n: number): Promise<Client> {
  const client = site.client()
  const comment = await answerAll(client, await begun(client, study, n), () => 'yes')
  await send(client, comment, {})
  return client
}

const [late, unlisted, stopped] = [
  [0, 1],
  [2, 3],
  [300, 301],
]
const [left, neverCame] = [
  [310, 311, 312, 313],
  [320, 321],
]
const regular = Array.from({ length: 188 }, (_, n) => n + 4)

/** 200 people, of whom twelve are irregular: two lose their place, which others take, and finish all the same; four
 *  leave; two stop half way; two never come; and two come whom the recruiter does not list. */
async function givenPeople(site: Site, study: Study): Promise<void> {
  const waiting = await Promise.all(
    late.map(async (n) => {
      const client = site.client()
      return { client, page: await begun(client, study, n) }
    }),
  )
  site.pass(61)
  for (const n of left) {
    const client = site.client()
    await begun(client, study, n)
    await send(client, await open(client, `/take/${study.id}/en/withdraw`), {})
  }
  const all = [...unlisted, ...regular]
  for (let n = 0; n < all.length; n += 10)
    await Promise.all(all.slice(n, n + 10).map((one) => finished(site, study, one)))
  for (const n of stopped) await begun(site.client(), study, n)
  for (const { client, page } of waiting) await send(client, await answerAll(client, page, () => 'yes'), {})
}

onBothEngines(
  'the payment file of 200 people with 12 irregular ones agrees with the recruiter’s list',
  async (t, db, url) => {
    const design = { peoplePerUnit: 96, startsPerMinute: 1000, leaseMinutes: 60 }
    const study = await givenStudy(db, { ...design, recruiter: 'prolific', complete: 'C1ABCD2E' })
    await givenPeople(await browse(t, db), study)
    const listed = [...late, ...regular, ...stopped, ...left, ...neverCame].map(nameOf)
    assert.equal(listed.length + unlisted.length, 200)
    const folder = await givenFolder(t)
    const [list, out] = [join(folder, 'list.csv'), join(folder, 'payments.csv')]
    await writeFile(
      list,
      `Submission id,Participant id,Status\n${listed.map((name) => `s,${name},AWAITING`).join('\n')}\n`,
    )

    const args = ['payments', study.id, '--out', out, '--list', list, '--json']
    const { code, stdout, stderr } = await stanceline(args, { DATABASE_URL: url, SECRET: secret })
    assert.deepEqual([code, stderr], [0, ''])
    const { onlyTheirs, onlyOurs, both, people, approved } = JSON.parse(stdout)
    assert.deepEqual([people, approved, both], [194, 192, 192])
    assert.deepEqual(onlyTheirs, [...left, ...neverCame].map(nameOf))
    assert.deepEqual(onlyOurs, unlisted.map(nameOf))

    const rows: Record<string, string>[] = parse(await readFile(out, 'utf8'), { columns: true })
    const byDecision = Map.groupBy(rows, ({ decision, reason }) => `${decision} ${reason}`.trim())
    assert.deepEqual(Object.fromEntries([...byDecision].map(([key, own]) => [key, own.length])), {
      approve: 190,
      'approve over-quota': 2,
      'none unfinished': 2,
    })
    assert.deepEqual(
      byDecision.get('none unfinished')?.map((row) => row.recruiter_name),
      stopped.map(nameOf),
    )
    for (const row of rows) assert.equal(row.completion_code !== '', row.decision === 'approve')
  },
)

onBothEngines('a payment file is made with the secret of the server only, and replaces no file', async (t, db, url) => {
  const study = await givenStudy(db, { recruiter: 'prolific', complete: 'C1ABCD2E' })
  await finished(await browse(t, db), study, 1)
  const out = join(await givenFolder(t), 'payments.csv')
  const run = (secretGiven: string) =>
    stanceline(['payments', study.id, '--out', out], { DATABASE_URL: url, SECRET: secretGiven })
  const wrong = await run('another secret of thirty-two letters')
  assert.deepEqual([wrong.code, /encrypted with another secret/.test(wrong.stderr)], [2, true])
  assert.equal((await run(secret)).code, 0)
  const again = await run(secret)
  assert.deepEqual([again.code, /a file that does not exist yet/.test(again.stderr)], [2, true])
})
