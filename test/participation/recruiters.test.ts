import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import type { TestContext } from 'node:test'
import { deleteOldNames } from '../../server/participation/recruiter-names.ts'
import type { Db } from '../../server/platform/db/connection.ts'
import type { StudyWishes } from '../../server/studies/schema.ts'
import type { Study } from '../../server/studies/study.ts'
import { answerAll, browse, type Client, locationOf, open, pageIn, type Site, send, ticked } from '../support/browse.ts'
import { onBothEngines } from '../support/database.ts'
import { givenStudy } from '../support/given.ts'
import { nothingStored, storedCounts } from './stored.ts'

const pid = '5f8d6a1b2c3e4f5061728394'

/** What a site that sends people asks of us, and what it takes for done and for declined. */
interface StandIn {
  readonly wishes: StudyWishes
  /** As its links name somebody. */
  readonly query: string
  readonly done: string
  readonly declined: string
  /** What is typed in by hand, if it takes that. */
  readonly code?: string
}

const standIns: Readonly<Record<string, StandIn>> = {
  // docs.prolific.com: study URL placeholders; researcher-help.prolific.co 360009223173: completion URL
  prolific: {
    wishes: { recruiter: 'prolific', complete: 'C1ABCD2E', declined: 'C2NOTHX9' },
    query: `PROLIFIC_PID=${pid}&STUDY_ID=60d0c3a1b2c3d4e5f6a7b8c9&SESSION_ID=61d0c3a1b2c3d4e5f6a7b8c9`,
    done: 'https://app.prolific.com/submissions/complete?cc=C1ABCD2E',
    declined: 'https://app.prolific.com/submissions/complete?cc=C2NOTHX9',
    code: 'C1ABCD2E',
  },
  // connect-researcher-help.cloudresearch.com 5046202939796: redirect URL
  connect: {
    wishes: {
      recruiter: 'connect',
      complete: 'https://connect.cloudresearch.com/participant/project/27F7E6B19C/complete',
      declined: 'https://connect.cloudresearch.com/participant/project/27F7E6B19C/partial',
    },
    query: 'participantId=9A8B7C6D5E4F&assignmentId=1A2B3C&projectId=27F7E6B19C',
    done: 'https://connect.cloudresearch.com/participant/project/27F7E6B19C/complete',
    declined: 'https://connect.cloudresearch.com/participant/project/27F7E6B19C/partial',
  },
  // sona-systems.com: survey code feature; external study credit granting, client side
  sona: {
    wishes: {
      recruiter: 'sona',
      complete:
        'https://school.sona-systems.com/webstudy_credit.aspx?experiment_id=12&credit_token=ab34&survey_code={person}',
      declined: 'https://school.sona-systems.com/',
    },
    query: 'survey_code=48213',
    done: 'https://school.sona-systems.com/webstudy_credit.aspx?experiment_id=12&credit_token=ab34&survey_code=48213',
    declined: 'https://school.sona-systems.com/',
  },
  other: {
    wishes: {
      recruiter: 'other',
      parameter: 'who',
      complete: 'https://panel.example.org/done?id={person}',
      declined: 'https://panel.example.org/no?id={person}',
    },
    query: 'who=m.m%40x',
    done: 'https://panel.example.org/done?id=m.m%40x',
    declined: 'https://panel.example.org/no?id=m.m%40x',
  },
}

const buttonOn = (html: string) =>
  /<a class="button" href="([^"]+)" rel="noreferrer">/.exec(html)?.[1]?.replaceAll('&amp;', '&')

async function finish(client: Client, study: Study, query: string): Promise<string> {
  const door = await open(client, `/take/${study.id}/en?${query}`)
  const first = await open(client, locationOf(await send(client, door, ticked)))
  const comment = await answerAll(client, first, () => 'yes')
  const thanks = await client.get(locationOf(await send(client, comment, {})))
  assert.equal(thanks.status, 200)
  return thanks.text
}

async function sent(t: TestContext, db: Db, { wishes }: StandIn): Promise<{ study: Study; site: Site }> {
  return { study: await givenStudy(db, { ...wishes, languages: ['en', 'de'] }), site: await browse(t, db) }
}

for (const [name, standIn] of Object.entries(standIns))
  onBothEngines(`${name}: people come by its link, go on in any browser, and are sent back`, async (t, db) => {
    const { study, site } = await sent(t, db, standIn)
    const thanks = await finish(site.client(), study, standIn.query)
    assert.equal(buttonOn(thanks), standIn.done)
    const { completionCode } = await db.selectFrom('participants').select('completionCode').executeTakeFirstOrThrow()
    assert.ok(completionCode && !thanks.includes(completionCode))
    assert.equal(thanks.includes(`<code>${standIn.code}</code>`), standIn.code !== undefined)

    const again = await site.client().get(`/take/${study.id}/de?${standIn.query}`)
    assert.equal(locationOf(again), `/take/${study.id}/en/thanks`)
    assert.deepEqual(await storedCounts(db), { participants: 1, consents: 1, askings: 2, answers: 2 })
  })

for (const [name, standIn] of Object.entries(standIns))
  onBothEngines(`${name}: who declines is sent back too, and nothing is stored`, async (t, db) => {
    const { study, site } = await sent(t, db, standIn)
    const { text } = await site.client().get(`/take/${study.id}/en?${standIn.query}`)
    const [, decline = ''] = /href="([^"]+\/declined[^"]*)"/.exec(text) ?? []
    const declined = await site.client().get(decline.replaceAll('&amp;', '&'))
    assert.equal(buttonOn(declined.text), standIn.declined)
    assert.deepEqual(await storedCounts(db), nothingStored)
  })

const notTheirs: Readonly<Record<string, readonly string[]>> = {
  prolific: [
    '',
    'PROLIFIC_PID=',
    'PROLIFIC_PID=%7B%7B%25PROLIFIC_PID%25%7D%7D',
    `PROLIFIC_PID=${pid}x`,
    `person=${pid}`,
    'PROLIFIC_PID=null',
    `PROLIFIC_PID=${pid}%0A`,
    `PROLIFIC_PID=${encodeURIComponent('ｆ'.repeat(24))}`,
  ],
  connect: ['', 'participantId=', 'participantId=a%20b', `participantId=${'a'.repeat(65)}`],
  sona: [
    '',
    'survey_code=%25SURVEY_CODE%25',
    'survey_code=0123',
    'survey_code=12345678',
    'survey_code=1',
    `survey_code=${encodeURIComponent('１２３')}`,
  ],
  other: ['', 'person=a', 'who=', 'who=undefined', 'who=%F0%9F%98%80'],
}

for (const [name, standIn] of Object.entries(standIns))
  onBothEngines(`${name}: a link without its name, or with another's, says where to come from`, async (t, db) => {
    const { study, site } = await sent(t, db, standIn)
    for (const query of notTheirs[name] ?? []) {
      const reply = await site.client().get(`/take/${study.id}/de?${query}`)
      assert.equal(reply.status, 400, query)
      assert.equal(pageIn(reply).heading, site.words('de')('errors:link-incomplete.title'))
    }
    assert.deepEqual(await storedCounts(db), nothingStored)
    assert.ok(site.refusals.every(({ code }) => code === 'link-incomplete'))
  })

onBothEngines('the plain name is nowhere in the database, and goes when its days are over', async (t, db, url) => {
  const { study, site } = await sent(t, db, {
    ...standIns.sona,
    wishes: { ...standIns.sona?.wishes, nameDays: 7 },
  } as StandIn)
  const client = site.client()
  await finish(client, study, 'survey_code=9184273')
  const rows = await db.selectFrom('recruiterNames').selectAll().execute()
  assert.equal(rows.length, 1)
  for (const table of ['participants', 'consents', 'answers', 'askings', 'recruiterNames'] as const)
    assert.doesNotMatch(JSON.stringify(await db.selectFrom(table).selectAll().execute()), /9184273/)
  if (url.startsWith('sqlite:'))
    for (const end of ['', '-wal']) assert.ok(!readFileSync(`${url.slice(7)}${end}`).includes('9184273'))

  const days = (n: number) => new Date(Date.parse('2026-11-20T12:00:00Z') + n * 86_400_000)
  assert.equal(await deleteOldNames(db, days(6.9)), 0)
  assert.match((await client.get(`/take/${study.id}/en/my-data`)).text, /9184273/)
  assert.equal(await deleteOldNames(db, days(7.1)), 1)
  const thanks = await client.get(`/take/${study.id}/en/thanks`)
  assert.deepEqual([thanks.status, buttonOn(thanks.text)], [200, undefined])
  assert.doesNotMatch((await client.get(`/take/${study.id}/en/my-data`)).text, /9184273/)
})

onBothEngines('whoever leaves takes their name along', async (t, db) => {
  const { study, site } = await sent(t, db, standIns.prolific as StandIn)
  const client = site.client()
  await finish(client, study, `PROLIFIC_PID=${pid}`)
  await send(client, await open(client, `/take/${study.id}/en/withdraw`), {})
  assert.deepEqual(await db.selectFrom('recruiterNames').selectAll().execute(), [])
})

onBothEngines('nobody gets the code of a recruiter by saying that they are invented', async (t, db) => {
  const { study, site } = await sent(t, db, standIns.prolific as StandIn)
  const invented = await finish(site.client(), study, 'simulated=yes')
  assert.equal(buttonOn(invented), undefined)
  assert.ok(!invented.includes('C1ABCD2E'))
  const real = await finish(site.client(), study, `PROLIFIC_PID=${pid}&simulated=yes`)
  assert.equal(buttonOn(real), standIns.prolific?.done)
  const people = await db.selectFrom('participants').select('isSimulated').execute()
  assert.deepEqual(people.map(({ isSimulated }) => Boolean(isSimulated)).sort(), [false, true])
})
